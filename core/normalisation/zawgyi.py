"""Zawgyi: Burmese as most phones wrote it until 2019, in code points that mean other things.

Source: Unicode's FAQ "Myanmar Scripts and Languages" and the Zawgyi conversion of its locale data
(CLDR, my-t-my-s0-zawgyi), against which tests/core/normalisation compares. What no Burmese text
in Unicode can have tells the two apart: the usual statistical detector wants longer texts than
names, and its package has had no release since 2020 (decision 0031).
"""

from __future__ import annotations

import re

# The letters of Burmese, Mon, Karen and Shan in Unicode, and those that stand below others.
LETTERS = (
    "\u1000-\u102a\u103f\u104e\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066"
    "\u106e-\u1070\u1075-\u1081\u108e"
)
STACKABLE = "\u1000-\u1021\u103f\u105a-\u105d"
_MEDIALS = "\u103b-\u103e\u105e-\u1060\u1082"
_MAIN, _SHAN = "\u1000-\u1021", "\u1075-\u1081"
# Only letters that are spoken in one place of the mouth stand below each other, and h above m.
_PLACES = ("\u1000-\u1004", "\u1005-\u100a", "\u100b-\u100f", "\u1010-\u1014", "\u1015-\u1019")
_REAL_STACK = "|".join(
    [*(f"[{place}]\u1039[{place}]" for place in _PLACES), r"(.)\u1039\1", "\u101f\u1039\u1019"]
)
_ONLY_ZAWGYI = re.compile(
    "|".join(
        (
            # The vowel e without a letter before it, the medial ya likewise.
            f"(?<![{LETTERS}{_MEDIALS}])\u1031(?=[{LETTERS}\u103b\u107e-\u1084])",
            f"(?<![{LETTERS}\u103a])\u103b(?=[{LETTERS}])",
            # A stack without a letter below it, though not a kinzi that is still being typed.
            f"(?<!\u103a)\u1039(?![{STACKABLE}])",
            f"(?!{_REAL_STACK})[{_MAIN}]\u1039[{_MAIN}]",
            # Letters, tones and digits of Karen and Shan as marks of a Burmese letter.
            f"[{_MAIN}][\u1060-\u1063\u1065-\u1069\u106c\u106d\u1070-\u107c\u1085\u1087-\u108e]",
            f"[{_MAIN}]\u1064(?=[{_MAIN}])",
            f"[{_MAIN}\u102b-\u103d][\u1090-\u1097]|[\u108f-\u1092\u1097][\u102b-\u103d\u1060-\u107c]",
            f"(?<![{LETTERS}])[\u107e-\u1081][{_MAIN}](?!\u103a)",
        )
    )
)
# Zawgyi has no use for the first two; the others are all over Karen and Shan.
_ONLY_UNICODE = re.compile(f"[\u103e\u103f\u1022]|[\u1062\u1063{_SHAN}]\u103a")


def is_zawgyi(text: str) -> bool:
    """Say whether ``text`` has what Unicode's Burmese cannot have."""
    return bool(_ONLY_ZAWGYI.search(text)) and not _ONLY_UNICODE.search(text)


# Letters of which Zawgyi has a second form, or two in one.
_BASES = {
    "\u106a": "\u1009",
    "\u106b": "\u100a",
    "\u106e": "\u100d\u1039\u100d",
    "\u106f": "\u100d\u1039\u100e",
    "\u1086": "\u103f",
    "\u108f": "\u1014",
    "\u1090": "\u101b",
    "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c",
    "\u1097": "\u100b\u1039\u100b",
}
# A letter below another has a code point of its own.
_STACKED = dict(
    zip(
        "\u1060\u1061\u1062\u1063\u1065\u1066\u1067\u1068\u1069\u106c\u106d\u1070\u1071"
        "\u1072\u1073\u1074\u1075\u1076\u1077\u1078\u1079\u107a\u107b\u1093\u107c\u1085",
        "\u1000\u1001\u1002\u1003\u1005\u1006\u1006\u1007\u1008\u100b\u100c\u100f\u1010"
        "\u1010\u1011\u1011\u1012\u1013\u1014\u1015\u1016\u1017\u1018\u1018\u1019\u101c",
        strict=True,
    )
)
_MARKS = {
    **{mark: f"\u1039{letter}" for mark, letter in _STACKED.items()},
    "\u1033": "\u102f",
    "\u1034": "\u1030",
    "\u1039": "\u103a",
    "\u103a": "\u103b",
    "\u107d": "\u103b",
    "\u103c": "\u103d",
    "\u103d": "\u103e",
    "\u105a": "\u102b\u103a",
    "\u1064": "",
    "\u1087": "\u103e",
    "\u1088": "\u103e\u102f",
    "\u1089": "\u103e\u1030",
    "\u108a": "\u103d\u103e",
    "\u108b": "\u102d",
    "\u108c": "\u102e",
    "\u108d": "\u1036",
    "\u108e": "\u102d\u1036",
    "\u1094": "\u1037",
    "\u1095": "\u1037",
    "\u1096": "\u1039\u1010\u103d",
}
# Kinzi stands after its letter here, before it in Unicode.
_KINZI, _WITH_KINZI = "\u1004\u103a\u1039", "[\u1064\u108b-\u108d]"
_E, _RA = "\u1031", "[\u103b\u107e-\u1084]"
_SYLLABLE = re.compile(
    f"(?P<before>(?:{_E}|{_RA})*)"
    f"(?P<base>[\u1000-\u102a\u1040\u1047\u104e{''.join(_BASES)}])"
    f"(?P<after>[\u102b-\u1030\u1032\u1036-\u1038{''.join(_MARKS)}]*)"
)


def to_unicode(text: str) -> str:
    """Return ``text`` in Unicode; the marks of a syllable are still in any order."""
    return _SYLLABLE.sub(_syllable, text)


def _syllable(found: re.Match[str]) -> str:
    """Let the vowel e, ra and kinzi change sides."""
    before, base, after = found["before"], found["base"], found["after"]
    return "".join(
        (
            _KINZI if re.search(_WITH_KINZI, after) else "",
            _BASES.get(base, base),
            "\u103c" if re.search(_RA, before) else "",
            _E if _E in before else "",
            *(_MARKS.get(mark, mark) for mark in after),
        )
    )
