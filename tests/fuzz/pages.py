"""What a page asks: its forms as a browser would send them, and the parameters of its links."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from tests.fuzz.asks import Pairs
from tests.markup import Element, elements

_BOXES = ("radio", "checkbox")


@dataclass(frozen=True)
class Form:
    """A form with what stands in it, what may be chosen, and of what kind each question is."""

    method: str
    path: str
    fields: Pairs
    files: tuple[str, ...]
    options: dict[str, tuple[str, ...]]
    kinds: dict[str, str]


@dataclass(frozen=True)
class Page:
    """The forms of a page, and every parameter that its links know."""

    forms: tuple[Form, ...] = ()
    parameters: Pairs = ()


def read(markup: str, path: str) -> Page:
    """Return what the page at ``path`` asks."""
    found = elements(markup)
    forms = [each for each in found if each.tag == "form"]
    links = [each.attrs.get("href") or each.attrs.get("hx-get", "") for each in found]
    asked = [parse_qsl(urlsplit(link).query) for link in links if "?" in link and ":" not in link]
    return Page(
        tuple(_form(form, found, path) for form in forms),
        tuple(dict.fromkeys(pair for pairs in asked for pair in pairs)),
    )


def _form(form: Element, page: list[Element], path: str) -> Form:
    inside = [each for each in page if form in each.around and each.attrs.get("name")]
    method = form.attrs.get("method", "get").upper()
    action = form.attrs.get("hx-post") or form.attrs.get("action") or path
    return Form(
        "POST" if "hx-post" in form.attrs else method,
        urlsplit(action).path or path,
        tuple(pair for each in inside for pair in _said(each, page)),
        tuple(each.attrs["name"] for each in inside if each.attrs.get("type") == "file"),
        {name: _options(name, inside, page) for name in _chosen(inside)},
        {each.attrs["name"]: each.attrs.get("type", each.tag) for each in inside},
    )


def _chosen(inside: list[Element]) -> list[str]:
    """Return the names of the questions whose answers are given."""
    found = [each for each in inside if each.tag == "select" or each.attrs.get("type") in _BOXES]
    return list(dict.fromkeys(each.attrs["name"] for each in found))


def _said(field: Element, page: list[Element]) -> list[tuple[str, str]]:
    """Return what a browser sends of a field that nobody touched."""
    name, kind = field.attrs["name"], field.attrs.get("type", "")
    if kind == "file" or (kind in _BOXES and "checked" not in field.attrs):
        return []
    if field.tag == "select":
        chosen = [each for each in page if field in each.around and "selected" in each.attrs]
        return [(name, each.attrs.get("value", each.text)) for each in chosen]
    if field.tag == "textarea":
        return [(name, field.text)]
    return [(name, field.attrs.get("value", "on" if kind == "checkbox" else ""))]


def _options(name: str, inside: list[Element], page: list[Element]) -> tuple[str, ...]:
    fields = [each for each in inside if each.attrs["name"] == name]
    options = [each for each in page if each.tag == "option" and set(fields) & set(each.around)]
    boxes = [each for each in fields if each.attrs.get("type") in _BOXES]
    return tuple(each.attrs.get("value", each.text) for each in [*options, *boxes])
