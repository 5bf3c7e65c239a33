"""Forms of address and titles that stand around a name, in the languages of the network.

Sources: the participants' lists of the five documents, and the forms of address of the countries
(U and Daw in Myanmar, Lok Chumteav and Samdech in Cambodia, Thao and Nang in Laos, ...). What is
also a common name or family name ("He", "Ma", "Ba", "Ong") is no title here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ENGLISH = (
    r"mr|mrs|ms|miss|mdm|madame?|sir|dr|doctor|prof(?:essor)?|assoc(?:iate)?|asst|assistant prof"
    r"|h\. ?e|his excellency|her excellency|hon|honou?rable|rev|ven"
    r"|eng(?=\.)|ing(?=\.)|mme|ph\.?d(?=\.)"
)
_REGION = (
    r"u|daw|saya|sayar|sayama|samdech|neak oknha|oknha|lok chumteav|chumteav|lok srey|neang|khun"
    r"|dato|datuk|tan sri|ông|bà|pgs|gs|ths|ts(?=\.)"
)
# "HE" is a family name, too: it is a title only before another one. So is a lone academic one.
_BEFORE = re.compile(
    rf"(?:(?:{_ENGLISH}|{_REGION}|he(?= (?:mr|mrs|ms|dr|prof)\b))(?:\. ?| |$))+", re.IGNORECASE
)
# Also names of people: titles only where two more words follow.
_DOUBTFUL = re.compile(r"(?:thao|nang|lok|sao) (?=\S+ \S)", re.IGNORECASE)
# Scripts that put no space behind a title, the longest first.
_GLUED = re.compile(
    "(?:ឯកឧត្តម|លោកជំទាវ|លោកស្រី|លោក|អ្នកស្រី|អ្នកឧកញ៉ា|ឧកញ៉ា|សម្តេច|កញ្ញា|បណ្ឌិត"
    "|ພະນະທ່ານ|ທ່ານ|ທ້າວ|ນາງສາວ|ນາງ|ດຣ\\.?"
    "|นางสาว|นาย|นาง|คุณ|ดร\\.|รศ\\.|ผศ\\.|ศ\\."
    "|ဒေါက်တာ|ဦး|ဒေါ်) ?"
)
_AFTER = re.compile(r"[ ,]{1,3}(?:ph\.? ?d|m\.?sc|mba|dba|ed\.?d|esq)\.?$", re.IGNORECASE)
_CHINESE_AFTER = re.compile("(?<=[\u3400-\u9fff]{2}) ?(?:先生|女士|小姐|教授|博士|老师|老師|阁下)$")


class Named(NamedTuple):
    """A name as it was written, taken apart; all of it is title where no name is left."""

    honorific: str
    name: str


def taken_apart(written: str) -> Named:
    """Return the titles before and after a name, and the name between them."""
    before, rest = _split_before(written)
    after = ""
    if found := _AFTER.search(rest) or _CHINESE_AFTER.search(rest):
        rest, after = rest[: found.start()], found[0].strip(" ,")
    return Named(" ".join(part for part in (before, after) if part), rest.strip())


def is_title(cell: str) -> bool:
    """Say whether a cell holds a title and no name: "Mr", or "PhD" behind a comma."""
    return bool(cell) and not taken_apart(f" {cell}" if _AFTER.search(f" {cell}") else cell).name


def _split_before(written: str) -> tuple[str, str]:
    """Titles of several languages may follow each other: "ឯកឧត្តម Dr. ..."."""
    end = 0
    for _turn in range(4):
        found = next(
            (hit for each in (_BEFORE, _DOUBTFUL, _GLUED) if (hit := each.match(written, end))),
            None,
        )
        if found is None or found.end() == end:
            break
        end = found.end()
    return written[:end].strip(), written[end:]
