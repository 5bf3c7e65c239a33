"""Names of houses and people as the region writes them: with accents, scripts, few words of each.

Some words stand in very many names and some in few, as it is in a real directory.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from io import StringIO

from django.db import connection

from core.normalisation import fold, initials

# The earlier a word stands, the more often it is drawn.
_KINDS = (
    "Technical College",
    "Polytechnic Institute",
    "Vocational and Technical College",
    "Vocational Training Centre",
    "Institute of Technology",
    "Trường Cao đẳng nghề",
    "Skills Development Institute",
    "Politeknik Negeri",
    "Centre de formation professionnelle",
    "Government Technical High School",
    "Académie des métiers",
    "Universität für angewandte Technik",
)
_FIELDS = (
    "",
    "Industry and Commerce",
    "Agriculture",
    "Construction",
    "Tourism and Hospitality",
    "Electrical Engineering",
    "Sức khỏe",
    "Railways",
    "Textiles",
    "Énergies renouvelables",
)
_FIRST = (
    *("Phnom", "Kampong", "Guang", "Vien", "Nan", "Bat", "Siem", "Manda", "Yan", "Luang", "Kun"),
    *("Đà", "Hải", "Savanna", "Chiang", "Preah", "Thái", "Nakhon", "Khon", "Cần", "Zhè", "Surat"),
)
_LAST = (
    *("Penh", "xi", "tiane", "ning", "Reap", "lay", "gon", "Prabang", "ming", "Nẵng", "Phòng"),
    *("khet", "Mai", "Vihear", "Nguyên", "Pathom", "Kaen", "Thơ", "jiāng", "thani", "dambang"),
)
_LOCAL = ("", "វិទ្យាស្ថានបច្ចេកទេស", "职业技术学院", "ວິທະຍາໄລເຕັກນິກ", "နည်းပညာကောလိပ်")
_GIVEN = ("Sokha", "Wei", "Khamla", "Aye", "Hương", "José", "Đức", "Renée", "Bopha", "Li", "Thị")
_FAMILY = ("Chan", "Nguyễn", "Wang", "Phommasan", "Zhāng", "Min", "Müller", "Sok", "Kyaw", "Trần")


def houses(count: int) -> Iterator[tuple[str, ...]]:
    """Yield name, acronym, local name and what the search knows, of ``count`` houses."""
    draw = random.Random(count)  # noqa: S311 - no secret
    for number in range(1, count + 1):
        field = _often(draw, _FIELDS)
        place = f"{_often(draw, _FIRST)} {_often(draw, _LAST)} {numbered(number)}"
        name = f"{place} {_often(draw, _KINDS)}{f' of {field}' if field else ''}"
        local = _often(draw, _LOCAL)
        local = f"{local} {number}" if local else ""
        acronym = "".join(word[0] for word in name.split() if word[0].isupper())
        searched = "\n".join(filter(None, [fold(name), initials(fold(name)), fold(local)]))
        yield name, acronym, local, searched


def people(count: int) -> Iterator[tuple[str, ...]]:
    """Yield the names of ``count`` people, in the form of those of houses."""
    draw = random.Random(count)  # noqa: S311 - no secret
    for number in range(1, count + 1):
        name = f"{_often(draw, _GIVEN)} {numbered(number)} {_often(draw, _FAMILY)}"
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


def numbered(number: int) -> str:
    """Return a number as a word: names differ in letters and not in digits."""
    syllables = ("ba", "ko", "ri", "nu", "phe", "sa", "tho", "mi", "lau", "ge", "vé", "zi", "ra")
    word = ""
    while number:
        number, place = divmod(number, len(syllables))
        word += syllables[place]
    return word.capitalize()
