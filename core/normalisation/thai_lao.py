"""Thai and Lao: letters that look like two others, and tones before or after the vowel.

Source: The Unicode Standard, chapter 16.1 and 16.2 (sara am, order of marks). That sara am is
taken apart (U+0EB3 into U+0ECD U+0EB2), and ໜ ໝ into ຫນ ຫມ, is the work of NFKD before.
"""

from __future__ import annotations

import re

from core.normalisation.marks import in_order

_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]"
# Two sara e look like sara ae; lakkhangyao like sara aa.
_ALIKE = str.maketrans({"\u0e41": "\u0e40\u0e40", "\u0ec1": "\u0ec0\u0ec0", "\u0e45": "\u0e32"})
# "นำ้" for "น้ำ": no mark stands on sara aa, so one after it belongs before it.
_AA = "[\u0e32\u0eb2]"
_MARKS_AFTER_AA = re.compile(f"{_AA}(?:{_AA}|{_MARK})*{_MARK}")
_ordered = in_order(_MARK)


def fold(text: str) -> str:
    """Return ``text`` with the marks of Thai and Lao in one order."""
    return _ordered(_MARKS_AFTER_AA.sub(_marks_first, text.translate(_ALIKE)))


def _marks_first(found: re.Match[str]) -> str:
    letters = re.findall(_AA, found[0])
    return "".join([*re.findall(_MARK, found[0]), *letters])
