"""A language made at test time: every text of the product in brackets, with accents, and longer.

What a page shows outside of the brackets was not translated, unless it is data.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING
from unittest.mock import patch

from django.utils import translation
from django.utils.safestring import SafeData, mark_safe

from core.templatetags import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPEN, CLOSE = "\u27e6", "\u27e7"
LONGER = 0.4
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀćďéƒǵĥíĵķĺḿńóṕɋŕśŧúṽẃẋýźÁßĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŦÚṼẂẊÝŹ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
# What is filled in later, markup and entities stay as they are.
_KEPT = re.compile(r"(%\(\w+\)[-#0 +]*[\d.]*[a-zA-Z]|%[sdif%]|\{[^}]*\}|<[^>]+>|&#?\w+;)")
_CALLS = ("gettext", "pgettext", "ngettext", "npgettext")


def in_pseudo(text: str) -> str:
    """Return "⟦Ẃóŕķśĥóṕ····⟧" for "Workshop"."""
    if not text.strip():
        return text
    parts = _KEPT.split(text)
    accented = [part if n % 2 else part.translate(_ACCENTS) for n, part in enumerate(parts)]
    own = "".join(parts[::2]).strip()
    longer = "·" * max(1, int(len(own) * LONGER))
    spoken = f"{OPEN}{''.join(accented)}{longer}{CLOSE}"
    return mark_safe(spoken) if isinstance(text, SafeData) else spoken  # noqa: S308 - as it was


@contextmanager
def spoken() -> Iterator[None]:
    """Speak the pseudo-language in this process, whatever language is active."""
    with patch.multiple(
        translation._trans, **{name: _pseudo(getattr(translation._trans, name)) for name in _CALLS}
    ):
        # What is made once in each language was made in plain English, and is again afterwards.
        frame._in_language.cache_clear()
        yield
    frame._in_language.cache_clear()


def _pseudo(translate: Callable[..., str]) -> Callable[..., str]:
    @wraps(translate)
    def speak(*args: object) -> str:
        return in_pseudo(translate(*args))

    return speak
