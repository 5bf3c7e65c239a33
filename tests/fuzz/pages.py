"""What a page asks: its forms as a browser would send them, and the parameters of its links."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from tests.fuzz.asks import Pairs
from tests.markup import Element, elements


@dataclass(frozen=True)
class Form:
    """A form with what stands in it; ``files`` are its questions for files."""

    method: str
    path: str
    fields: Pairs
    files: tuple[str, ...]
    options: dict[str, tuple[str, ...]]


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
        {each.attrs["name"]: _options(each, page) for each in inside if each.tag == "select"},
    )


def _said(field: Element, page: list[Element]) -> list[tuple[str, str]]:
    """Return what a browser sends of a field that nobody touched."""
    name, kind = field.attrs["name"], field.attrs.get("type", "")
    if kind == "file" or (kind in ("radio", "checkbox") and "checked" not in field.attrs):
        return []
    if field.tag == "select":
        chosen = [each for each in page if field in each.around and "selected" in each.attrs]
        return [(name, each.attrs.get("value", each.text)) for each in chosen]
    if field.tag == "textarea":
        return [(name, field.text)]
    return [(name, field.attrs.get("value", "on" if kind == "checkbox" else ""))]


def _options(field: Element, page: list[Element]) -> tuple[str, ...]:
    options = [each for each in page if each.tag == "option" and field in each.around]
    return tuple(each.attrs.get("value", each.text) for each in options)
