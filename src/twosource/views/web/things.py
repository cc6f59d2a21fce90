"""What can be spoken of: a claim, a voice, a report, a place, a case; as a person names it and as a mark does."""

from __future__ import annotations

from twosource.errors import NotFound
from twosource.records import Mark, Record
from twosource.views import wording
from twosource.views.rows import Row
from twosource.views.web.desk import State

CASE = "case:"


class Thing(Record, frozen=True, kw_only=True):
    """A thing by its sort, with its name and where it is shown; no path where it is no longer there."""

    sort: str
    label: str
    path: str
    row: Row | None = None


def thing(state: State, about: str, report: str | None = None) -> Thing:
    """The thing that a mark is about, as it is now; `report` is where to look for a telling that was taken out."""
    sort, _, id_ = about.partition(":")
    index = state.index
    if sort == "event":
        row = state.by_id.get(index.claim_of.get(id_, ""))
        if row is not None:
            return Thing(sort="claim", label=row.claim.gist, path=f"/claims/{row.id}", row=row)
        event = index.events.get(id_)
        where = event.report if event else report
        label = f"“{event.trigger.text}”" if event else "a telling that was taken out"
        return Thing(sort="claim", label=label, path=f"/reports/{where}" if where in index.reports else "")
    if sort == "voice":
        voice = index.voices.get(index.holdings.links.voice_of.get(id_, id_))
        return Thing(sort=sort, label=wording.voice(voice), path=f"/voices/{voice.id}" if voice else "")
    if sort == "report":
        told = index.reports.get(id_)
        label = (told.title or id_) if told else "a report of another day"
        return Thing(sort=sort, label=label, path=f"/reports/{id_}" if told else "")
    if sort == "place":
        return Thing(sort=sort, label=id_, path=f"/places/{id_}" if id_ in state.places else "")
    case = state.marks.last("case", about)
    return Thing(
        sort=sort, label=case.value or "" if case else "a case that was given up", path=f"/cases/{id_}" if case else ""
    )


def named(state: State, about: str) -> tuple[str, str | None]:
    """How a mark names a thing of a page, and the report of the event where it is a claim.

    Raises:
        NotFound: there is no such thing.
    """
    sort, _, id_ = about.partition(":")
    index = state.index
    if sort == "claim":
        event = state.claim(id_).claim.events[0]
        return f"event:{event}", index.events[event].report
    if sort == "event" and id_ in index.events:
        return about, index.events[id_].report
    if sort == "event" and (mark := state.marks.corrected(id_)) is not None:
        return about, mark.report
    if sort == "voice" and index.holdings.links.voice_of.get(id_, id_) in index.voices:
        return f"voice:{next(iter(state.heard.get(id_, ())), id_)}", None
    if sort == "report" and id_ in index.reports:
        return about, None
    if (sort == "place" and id_ in state.places) or (sort == "case" and state.marks.last("case", about)):
        return about, None
    raise NotFound("there is no such thing here", remedy="begin at Claims")


def voice_names(state: State, voice: str) -> tuple[str, ...]:
    """All names by which marks may mean a voice."""
    return tuple(f"voice:{own}" for own in (voice, *state.heard.get(voice, ())))


def told(state: State, mark: Mark) -> str:
    """A mark in words."""
    what = thing(state, mark.about).label
    words = {
        "accept": "accepted",
        "correct": "corrected",
        "grade": f"graded {mark.value}",
        "reliability": f"reliability {mark.value}",
        "note": "noted",
        "watch": "watched",
        "case": "opened the case",
        "in-case": "put into a case",
    }
    return f"{words[mark.kind]}: {what}"
