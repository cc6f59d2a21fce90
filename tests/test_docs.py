"""What the documents say is true: links lead somewhere, numbers of the worked example are those of the demo."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")]
)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    words = page.read_text()
    for target in re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", words):
        name = target[0] or target[1]
        if not name.startswith("http"):
            assert (page.parent / name).exists(), f"{page.name} links to {name}"


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs/decisions"
    listed = set(re.findall(r"\(([\w-]+\.md)\)", (folder / "README.md").read_text()))
    assert listed == {p.name for p in folder.glob("*.md")} - {"README.md"}


def test_the_grades_are_those_of_the_program() -> None:
    from twosource.linking.credibility import SAID

    rows = re.findall(r"^\| (\d) \|", (ROOT / "docs/credibility.md").read_text(), re.MULTILINE)
    assert [int(n) for n in rows] == sorted(SAID)
