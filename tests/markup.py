"""A page as its elements: what each is, what it says, and what it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "path"}


@dataclass(eq=False)
class Element:
    """A tag with its attributes, the elements around it, and the text in it."""

    tag: str
    attrs: dict[str, str]
    around: tuple[Element, ...]
    texts: list[str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def is_in(self, *, tag: str = "", kind: str = "", name: str = "") -> bool:
        """Say whether it stands in such an element: of a tag, a class or an id."""
        return any(
            (not tag or each.tag == tag)
            and (not kind or kind in each.classes)
            and (not name or each.attrs.get("id") == name)
            for each in self.around
        )


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        element = Element(tag, said, tuple(self._open))
        self.found.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(tag, {k: v or "" for k, v in attrs}, tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        while any(each.tag == tag for each in self._open) and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.texts.append(data)


def elements(html: str) -> list[Element]:
    """Return the elements of a page in their order; what a template holds back is left out."""
    page = _Page()
    page.feed(html)
    return [each for each in page.found if not each.is_in(tag="template")]
