"""The languages of what users wrote: the right ``lang`` chooses the font, the breaks, the voice."""

from __future__ import annotations

import re

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

_BLOCKS = {
    "km": "\u1780-\u17ff\u19e0-\u19ff",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "th": "\u0e00-\u0e7f",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff",
}
_BETWEEN = "\\s\\d\u200b-\u200d\u2010-\u2026.,:;!?()/\u3000-\u303f\uff00-\uff65-"
_RUNS = re.compile(
    "|".join(
        f"(?P<{lang}>[{block}](?:[{_BETWEEN}{block}]*[{block}\u3000-\u303f\uff00-\uff65])?)"
        for lang, block in _BLOCKS.items()
    )
)


@register.filter(is_safe=True)
def lang_span(value: object) -> SafeString:
    """Wrap each run of another script in a span that names its language."""
    text = conditional_escape(value if isinstance(value, SafeString) else str(value))
    if text.isascii() or "<" in text:
        return text
    here = (get_language() or "en").split("-")[0]
    return mark_safe(_RUNS.sub(lambda run: _span(run, here), text))  # noqa: S308 - escaped above


@register.filter
@stringfilter
def lang_attr(text: str) -> str:
    """Return ``lang="km"`` for an element whose text is mostly Khmer, nothing for Latin text."""
    letters = sum(character.isalpha() for character in text)
    for lang, block in _BLOCKS.items():
        if 2 * len(re.findall(f"[{block}]", text)) > letters:
            return format_html('lang="{}"', lang)
    return ""


def _span(run: re.Match[str], here: str) -> str:
    lang = run.lastgroup
    return run[0] if lang == here else f'<span lang="{lang}">{run[0]}</span>'
