"""Names of many houses and people, copied into a table from which rows are drawn."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from io import StringIO

import _names
from django.db import connection

from core.normalisation import fold, initials

# The earlier a word stands, the more often it is drawn.
_GIVEN = ("Sokha", "Wei", "Khamla", "Aye", "Hương", "José", "Đức", "Renée", "Bopha", "Li", "Thị")
_FAMILY = ("Chan", "Nguyễn", "Wang", "Phommasan", "Zhāng", "Min", "Müller", "Sok", "Kyaw", "Trần")


def houses(count: int) -> Iterator[tuple[str, ...]]:
    """Yield name, acronym, local name and what the search knows, of ``count`` houses."""
    for house in _names.houses(count):
        folded = fold(house.name)
        searched = "\n".join(filter(None, [folded, initials(folded), fold(house.local_name)]))
        yield house.name, house.acronym, house.local_name, searched


def rare_word() -> str:
    """Return a word that few houses have: the place of the first."""
    return _names.houses(1)[0].name.split()[0]


def people(count: int) -> Iterator[tuple[str, ...]]:
    """Yield the names of ``count`` people, in the form of those of houses."""
    draw = random.Random(count)  # noqa: S311 - no secret
    for number in range(1, count + 1):
        name = f"{_often(draw, _GIVEN)} {_numbered(number)} {_often(draw, _FAMILY)}"
        yield name, "", "", fold(name)


def keep(table: str, rows: Iterator[tuple[str, ...]]) -> str:
    """Copy names into a table of this transaction, numbered n from 1; return its name."""
    text = StringIO()
    for number, row in enumerate(rows, 1):
        cells = (cell.replace("\\", "").replace("\n", "\\n") for cell in row)
        text.write("\t".join((str(number), *cells)) + "\n")
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE {table} (n bigint PRIMARY KEY, name text, acronym text,"
            " local_name text, searched text) ON COMMIT DROP"
        )
        cursor.cursor.copy_from(text, table)
        cursor.execute(f"ANALYZE {table}")
    return table


def _often(draw: random.Random, words: Sequence[str]) -> str:
    return words[int(len(words) * draw.random() ** 2)]


def _numbered(number: int) -> str:
    """Return a number as a word: names differ in letters and not in digits."""
    syllables = ("ba", "ko", "ri", "nu", "phe", "sa", "tho", "mi", "lau", "ge", "vé", "zi", "ra")
    word = ""
    while number:
        number, place = divmod(number, len(syllables))
        word += syllables[place]
    return word.capitalize()
