"""Chinese: a traditional and a simplified letter are the same word to a reader.

OpenCC knows which belong together. It is asked letter by letter: as a phrase, 乾隆 would keep a
letter that alone becomes 干, and a part would not find the whole.
"""

from __future__ import annotations

from opencc import OpenCC

_HAN = (range(0x3400, 0xA000), range(0x20000, 0x40000))


class _Simplified(dict[int, str]):
    """A table for ``str.translate`` that asks for each letter once."""

    def __init__(self) -> None:
        super().__init__()
        self._converter = OpenCC("t2s")

    def __missing__(self, letter: int) -> str:
        text = chr(letter)
        is_han = any(letter in letters for letters in _HAN)
        self[letter] = self._converter.convert(text) if is_han else text
        return self[letter]


_simplified = _Simplified()


def fold(text: str) -> str:
    """Return ``text`` with simplified letters."""
    return text.translate(_simplified)
