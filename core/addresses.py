"""What an address asks of a page: what nobody understands is told, and the nearest page shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.pages import Pages, Part

# The row behind which a page of a long list begins.
AFTER = "after"
_SHOWN = 40
# Nobody turns so many pages; Python refuses to read thousands of digits.
_PAGE_DIGITS = 9


class Address:
    """The parameters of one address, and what of them nobody understands.

    A filter that nobody understands (``filters``, by their parameters) leaves nothing: a page that
    shows everything instead would be believed. Of all else the page says a word and goes on.
    """

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.known: set[str] = set()
        self.filters: dict[str, str] = {}
        self.others: dict[str, str] = {}
        # The page says it within the part that htmx swaps, and not above it.
        self.is_told_in_part = False

    @property
    def is_understood(self) -> bool:
        """Whether the page answers what the address asks."""
        return not (self.filters or self.others)

    @property
    def sentences(self) -> list[str]:
        """What the page has to say of its address."""
        said = list(self.others.values())
        if self.filters:
            words = ngettext(
                "We do not understand this filter: %(names)s.",
                "We do not understand these filters: %(names)s.",
                len(self.filters),
            )
            said.insert(0, words % {"names": ", ".join(self.filters.values())})
        return said

    @property
    def rest(self) -> str:
        """The address without what was not understood."""
        return self.without(*self.filters, *self.others)

    def without(self, *names: str) -> str:
        """Return the address without the parameters ``names``."""
        query = self.query.copy()
        for name in names:
            query.pop(name, None)
        return f"?{query.urlencode()}"

    def refuse(self, filters: dict[str, str]) -> None:
        """Remember the ``filters`` that cannot be read: parameter and label."""
        self.filters |= filters

    def know(self, names: Iterable[str]) -> None:
        """Say which parameters the page knows, and remember what is none of them."""
        self.known |= set(names)
        for name in sorted(set(self.query) - self.known):
            self._tell(name, name)

    def one_of(self, name: str, values: Collection[str]) -> str:
        """Return which of the ``values`` is asked, or "" for none; another one is told."""
        asked = set(self.query.getlist(name)) - {""}
        if len(asked) == 1 and asked <= set(values):
            return asked.pop()
        if asked:
            self._tell(name, f"{name}={'&'.join(sorted(asked))}")
        return ""

    def number(self, name: str) -> int | None:
        """Return the whole number that is asked, if there is one."""
        asked = self.query.get(name, "")
        number = _whole(asked)
        if asked and number is None:
            self._tell(name, f"{name}={asked}")
        return number

    def page(self, pages: Pages, name: str = "page") -> Part:
        """Return the page that is asked, or the nearest one."""
        further = self._further(pages)
        if further is not None:
            return further
        asked = self.query.get(name) or "1"
        number = _whole(asked)
        # The first one is there: nobody need count for it.
        nearest = 1 if number == 1 else min(max(number or 1, 1), pages.num_pages)
        if number != nearest:
            self.others[name] = _("This list has no page %(number)s. This is page %(nearest)s.") % {
                "number": _short(asked),
                "nearest": nearest,
            }
        return pages.page(nearest)

    def _further(self, pages: Pages) -> Part | None:
        key = self.number(AFTER)
        found = None if key is None else pages.further(key)
        if key is not None and found is None:
            self._tell(AFTER, f"{AFTER}={key}")
        return found

    def order(self, columns: Collection[str], name: str = "sort") -> list[str]:
        """Return the ``columns`` by which the rows are to be sorted; "-name" is downwards."""
        asked = [each for each in dict.fromkeys(self.query.getlist(name)) if each]
        if any(each.removeprefix("-") not in columns for each in asked):
            self._tell(name, f"{name}={'&'.join(asked)}")
            return []
        return asked

    def _tell(self, name: str, part: str) -> None:
        self.others[name] = _("We do not understand this part of the address: %(part)s.") % {
            "part": _short(part)
        }


def address_of(request: HttpRequest) -> Address:
    """Return the address of ``request``, the same one however often it is asked for."""
    found: Address = request.__dict__.setdefault("read_address", Address(request.GET))
    return found


def misread(form: BaseForm) -> dict[str, str]:
    """Return the parameters of ``form`` that cannot be read, with the labels of their questions."""
    names = (name for name in form.fields if name in form.errors or _clashes(form, name))
    return {name: str(form.fields[name].label or name) for name in names}


def _clashes(form: BaseForm, name: str) -> bool:
    """Say whether a question that takes one value was given two that differ."""
    several = getattr(form.fields[name].widget, "allow_multiple_selected", False)
    given = form.data.getlist(name) if isinstance(form.data, MultiValueDict) else []
    return not several and len(set(given)) > 1


def _whole(text: str) -> int | None:
    digits = text.removeprefix("-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _PAGE_DIGITS
    if is_number:
        return int(text)
    # A number too long to be read is beyond the last page all the same.
    return 10**_PAGE_DIGITS if text.isascii() and text.isdigit() else None


def _short(text: str) -> str:
    """Return what people see of a text that anybody may have written into an address."""
    clean = "".join(letter for letter in text if letter.isprintable())
    return clean if len(clean) <= _SHOWN else f"{clean[:_SHOWN]}…"
