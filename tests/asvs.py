"""The map of ASVS 5.0 level 2: which test, check, setting or page of ours holds which section.

``python -m tests.asvs`` writes ``docs/asvs.md`` from ``docs/asvs.csv``. A name in the map must
exist; a section that applies and that nothing holds is red, and no section may be.
"""

import csv
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from launcher import checks

ROOT = Path(__file__).resolve().parents[1]
MAP = ROOT / "docs" / "asvs.csv"
PAGE = ROOT / "docs" / "asvs.md"
# What may be said of a section. "operator": the installation must do it, and a page says how.
APPLIES = ("yes", "part", "operator", "no")
_SAID = {
    "held": "held",
    "part": "held in part",
    "operator": "by the operator",
    "no": "does not apply",
    "red": "**RED: nothing holds it**",
}
_HEAD = """# ASVS 5.0, level 2

Which test holds which section of the OWASP
[Application Security Verification Standard 5.0.0](https://github.com/OWASP/ASVS/tree/v5.0.0),
levels 1 and 2. The standard is not repeated here (CC BY-SA 4.0): sections have its numbers and our
words. `python -m tests.asvs` writes this page from `docs/asvs.csv`. `bin/test` fails if it is old,
names a test, check, setting or page that does not exist, or leaves a section that applies without
any. We judged this ourselves; nobody has audited it. Requirements of level 3 are not looked at.

"held": each requirement of it that applies has a test, or a page where a page is what it asks for.
"held in part": what is named is missing. "by the operator": the installation must do it, and we say
how.
"""


@dataclass(frozen=True)
class Section:
    """A section of the standard: how many requirements it has, what holds it, what is missing."""

    number: str
    about: str
    first: int
    second: int
    applies: str
    holders: tuple[str, ...]
    missing: tuple[str, ...]
    words: str

    @property
    def state(self) -> str:
        """Return what is said of it."""
        if self.applies == "no":
            return "no"
        if not self.holders:
            return "red"
        if self.applies == "operator":
            return "operator"
        return "part" if self.missing or self.applies == "part" else "held"


def sections() -> list[Section]:
    """Read the map."""
    with MAP.open(encoding="utf-8", newline="") as file:
        return [_section(row) for row in csv.DictReader(file)]


def _section(row: dict[str, str]) -> Section:
    return Section(
        number=row["section"],
        about=row["about"],
        first=int(row["L1"]),
        second=int(row["L2"]),
        applies=row["applies"],
        holders=tuple(row["held by"].split()),
        missing=tuple(row["missing"].split()),
        words=row["words"],
    )


def faults(section: Section) -> list[str]:
    """Say what is wrong with a section; nothing is, mostly."""
    wrong = [f"there is no {name}" for name in section.holders if not exists(name)]
    if section.applies not in APPLIES:
        wrong.append(f"{section.applies} says nothing")
    if section.state == "red":
        wrong.append("nothing holds it")
    if section.state != "held" and not section.words:
        wrong.append("it does not say why")
    wrong += [f"{one} is not explained" for one in section.missing if not _explained(one, section)]
    return [f"{section.number}: {one}" for one in wrong]


def _explained(requirement: str, section: Section) -> bool:
    return requirement.startswith(f"{section.number[1:]}.") and requirement in section.words


@cache
def exists(name: str) -> bool:
    """Whether a test, a check of bin/test, a setting of an installation or a page exists."""
    kind, _, rest = name.partition(":")
    if kind == "check":
        return rest in {check.name for check in checks.everything(ROOT, [])}
    if kind == "setting":
        return _is_setting(rest)
    path, _, part = name.partition("::" if name.startswith("tests/") else "#")
    if not (ROOT / path).is_file():
        return False
    return not part or part in _parts(path)


def _is_setting(name: str) -> bool:
    """Whether production says it; its settings ask the environment, so they are read as text."""
    files = (ROOT / "config" / "settings").glob("*.py")
    said = [one.read_text() for one in files if one.stem not in ("local", "test")]
    return any(re.search(rf"^{name}\b.* = ", one, re.MULTILINE) for one in said)


@cache
def _parts(path: str) -> frozenset[str]:
    """The tests of a module, or the headings and first words in bold of a page."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".py"):
        return frozenset(re.findall(r"^def (test_\w+)", text, re.MULTILINE))
    found = re.findall(r"^(?:#+ |\*\*)([^\n*]+)", text, re.MULTILINE)
    return frozenset(each.strip(" .").replace(" ", "-") for each in found)


def page() -> str:
    """Return the page that the map makes."""
    known = sections()
    counts = {state: [each for each in known if each.state == state] for state in _SAID}
    missing = sum(len(each.missing) for each in known)
    lines = [
        "",
        "| | sections | requirements |",
        "|---|---|---|",
        *(f"| {_SAID[state]} | {len(found)} | {_sum(found)} |" for state, found in counts.items()),
        "",
        f"Of the {_sum(known)} requirements {missing} are named as missing below.",
        "",
        "| section | about | L1 | L2 | state | held by | words |",
        "|---|---|---|---|---|---|---|",
        *map(_row, known),
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _sum(found: list[Section]) -> int:
    return sum(each.first + each.second for each in found)


def _row(section: Section) -> str:
    holders = "<br>".join(f"`{name}`" for name in section.holders)
    missing = f"<br>missing: {', '.join(section.missing)}" if section.missing else ""
    cells = [section.number, section.about, section.first, section.second]
    said = [_SAID[section.state] + missing, holders, section.words]
    return f"| {' | '.join(map(str, [*cells, *said]))} |"


if __name__ == "__main__":
    wrong = [fault for each in sections() for fault in faults(each)]
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write("\n".join([*wrong, f"{PAGE}: {len(sections())} sections", ""]))
    sys.exit(bool(wrong))
