"""Find what a page says outside of the pseudo-language and that is not data."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models

from core.zones import place, zones_of_the_world
from tests.pseudo import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
SILENT = {"script", "style", "svg", "code"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What is read out, or shown without being text.
SPOKEN = {"alt", "aria-label", "data-label", "label", "placeholder", "title", "summary"}
BUTTONS = {"submit", "button", "reset"}
# A clock, and what a script puts into a row of a form.
NAMES = {"GMT", "__number__", "__prefix__"}
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Page(HTMLParser):
    """Collect what stands outside of all brackets; a sentence may go on over several elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        said = dict(attrs)
        for name, value in said.items():
            is_button = name == "value" and tag == "input" and said.get("type") in BUTTONS
            if value and (name in SPOKEN or is_button):
                self.found.append(_outside(value, 0)[0])

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not SILENT.intersection(self.open):
            left, self.depth = _outside(data, self.depth)
            self.found.append(left)


def _outside(text: str, depth: int) -> tuple[str, int]:
    left = []
    for character in text:
        if character == OPEN:
            depth += 1
        elif character == CLOSE:
            depth -= 1
        elif not depth:
            left.append(character)
    return "".join(left), depth


def untranslated(html: str, known: re.Pattern[str]) -> list[str]:
    """Return the words of ``html`` that stand outside of all brackets and are no data."""
    page = _Page()
    page.feed(html)
    left = (" ".join(text.split()) for text in page.found)
    unknown = (known.sub(" ", text).strip() for text in left if _WORD.search(text))
    cut_off = ["a translation that was cut off"] if page.depth else []
    return cut_off + [text for text in unknown if _WORD.search(text)]


def pattern_of(data: Iterable[str]) -> re.Pattern[str]:
    """Return what finds ``data`` in a text, the longest first."""
    texts = sorted(data, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, texts))})(?!\w)")


def data() -> set[str]:
    """Return what is called so in every language: what somebody wrote, cities, clocks."""
    places = {place(zone) for zone in zones_of_the_world()}
    cities = {name.partition(", ")[0] for name in places}
    return places | cities | NAMES | _rows()


def _rows() -> set[str]:
    return {
        " ".join(text.split())
        for model in _models()
        for name in _written(model)
        for value in model._base_manager.values_list(name, flat=True).distinct()
        for text in _texts(value)
        if len(text) > 1
    }


def _models() -> Iterator[type[models.Model]]:
    """Yield the models of the product, without those that keep their history."""
    for config in apps.get_app_configs():
        if Path(config.path).parent == ROOT:
            yield from (model for model in config.get_models() if not hasattr(model, "pgh_obj"))


def _written(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
        is_text = is_text or type(field).__name__ == "ArrayField"
        if is_text and not field.choices and not isinstance(field, models.SlugField):
            yield field.name


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
