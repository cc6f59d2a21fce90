"""`python -m evaluation write|check|show [SET…] [--volume]`: measure, and write the floors or hold against them."""

from __future__ import annotations

import argparse
import sys

from evaluation import floors, table, volume
from evaluation.measures import MEASURES, measured


def main(arguments: list[str]) -> int:
    """Exit code 0 if nothing fell."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("what", choices=("write", "check", "show"))
    parser.add_argument("sets", nargs="*", help=f"of: {', '.join(MEASURES)}")
    parser.add_argument("--volume", action="store_true", help="with write: also the run over all of RUWA")
    given = parser.parse_args(arguments)
    unknown = set(given.sets) - set(MEASURES)
    if unknown:
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    known = floors.load()
    fallen: list[str] = []
    if given.what == "write" and given.volume:  # first: a peak of memory is the largest process's so far
        known.volume = volume.measure()
        _keep(known)
    for name, figures, seconds in measured(list(given.sets or MEASURES)):
        print(f"{name} ({seconds:.0f} s): " + ", ".join(f"{k} {v:g}" for k, v in figures.items()), flush=True)
        then = known.sets.get(name)
        if then:
            slack = floors.ROUNDING if given.what == "check" else 0.0
            fallen += floors.falls(name, figures, then, MEASURES[name].hash, slack)
        elif given.what == "check":
            fallen.append(f"{name}: has no floors yet; write them with `make quality`")
        if given.what == "write":
            known.sets[name] = floors.SetFloors(hash=MEASURES[name].hash, figures=figures)
            _keep(known)  # a run that is stopped keeps what it has measured
    for line in fallen:
        print("fell: " + line, file=sys.stderr)
    return 1 if fallen and given.what == "check" else 0


def _keep(known: floors.Floors) -> None:
    known.sets = {name: known.sets[name] for name in MEASURES if name in known.sets}
    floors.save(known)
    floors.TABLE.write_text(table.write(known), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
