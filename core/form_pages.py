"""The page of a form that changes something: it is shown, judged, saved and led on from.

Every form of the product goes this way, so that each answers alike: 200 when it is shown, 422 when
it is refused, a word of success and a new page when it is saved. What a rule refuses stands where
the errors of the fields stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypedDict, TypeVar, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core import submissions
from core.answers import RowsQuestion
from core.conflicts import Sides
from core.errors import DomainError
from core.models import Record
from core.suggestions import suggested
from core.wall import beyond_the_reader

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


T = TypeVar("T")
SAVE, CANCEL = _("Save"), _("Cancel")


class Addressed(Protocol):
    """What has a page of its own."""

    def get_absolute_url(self) -> str:
        """Return the address of the page."""
        ...


class Sent(TypedDict):
    """What a form is bound to."""

    data: QueryDict | None
    files: MultiValueDict[str, UploadedFile] | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the page of a form stands.

    ``trail`` leads to it: label, address, label, address. ``back`` is where it leads
    when nothing is saved, and ``draft`` names what the browser keeps of an unfinished form.
    """

    trail: tuple[_StrOrPromise, ...] = ()
    back: str = ""
    back_label: _StrOrPromise = CANCEL
    eyebrow: str = ""
    draft: str = ""

    def below(self, record: Addressed, name: str, *, eyebrow: str = "", draft: str = "") -> Self:
        """Return the place below the page of ``record``, which is one step on from here."""
        address = record.get_absolute_url()
        trail = (*self.trail, name, address)
        return replace(self, trail=trail, back=address, eyebrow=eyebrow, draft=draft)


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """What the page of a form says.

    In ``success`` the placeholder ``%(name)s`` stands for what was saved. ``refused_at`` is the
    field beside which a refusal of the rules is shown; without it the refusal stands on top.
    ``preface`` is a template of what is said in the form before its questions.
    """

    title: _StrOrPromise
    success: _StrOrPromise
    button: _StrOrPromise = SAVE
    lede: _StrOrPromise = ""
    template: str = "form_page.html"
    preface: str = ""
    refused_at: str | None = None
    is_grave: bool = False
    place: Place = Place()

    def at(self, place: Place, *, lede: _StrOrPromise = "") -> Self:
        """Return the page as it stands at ``place``, with a lede of its own if there is one."""
        return replace(self, place=place, lede=lede or self.lede)


@dataclass(frozen=True)
class Saved(Generic[T]):
    """That a form was saved, and what came of it."""

    record: T


def sent(request: HttpRequest) -> Sent:
    """Return what a form is bound to: nothing until it is sent."""
    if request.method != "POST":
        return {"data": None, "files": None}
    return {"data": request.POST, "files": request.FILES}


def handle_form(
    request: HttpRequest,
    *,
    form: BaseForm,
    page: FormPage,
    save: Callable[[], Any],
    then: Addressed | str | None = None,
    edits: Record | None = None,
    **context: Any,
) -> HttpResponse:
    """Show ``form``; when it was filled in well, call ``save`` and lead to ``then``.

    Without ``then`` the way leads to what was saved. ``edits`` is the record that the form changes,
    if it shows what is known of one.
    """
    saved = attempt(form, save, edits=edits, refused_at=page.refused_at)
    if saved is None:
        return show_form(request, form=form, page=page, edits=edits, **context)
    return show_saved(request, page.success, name=saved.record, then=then or saved.record)


def attempt(
    form: BaseForm,
    save: Callable[[], T],
    *,
    edits: Record | None = None,
    rows: tuple[RowsQuestion, ...] = (),
    refused_at: str | None = None,
) -> Saved[T] | None:
    """Save once what a valid form says; a refusal of the rules becomes an error of the form.

    The same page sent again saves nothing: what came of it is returned again. ``edits`` is the
    record that the form changes, ``rows`` are the sets of rows that stand beside it.
    """
    sides = Sides(form, rows)
    if edits is not None:
        sides.merge()
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        with beyond_the_reader(), transaction.atomic():
            return Saved(_save_once(sides, save, edits))
    except DomainError as refused:
        form.add_error(refused_at, str(refused))
        return None


def _save_once(sides: Sides, save: Callable[[], T], edits: Record | None) -> T:
    form = sides.form
    key = submissions.key_of(form)
    # Once: it reads every file that was sent.
    texts = submissions.texts_of(form) if key else {}
    earlier = submissions.begin(key, texts) if key else None
    if earlier is not None and earlier.texts == texts:
        # What ``save`` returned then.
        return cast(T, submissions.result_of(earlier))
    if edits is not None:
        sides.check(edits)
    elif earlier is not None:
        raise submissions.SentBeforeError(
            _("You sent this page already, and we saved it. Your text is different now.")
        )
    record = save()
    if key:
        submissions.finish(key, texts, record)
    return record


def show_form(
    request: HttpRequest, *, form: BaseForm, page: FormPage, **context: Any
) -> HttpResponse:
    """Show the page of a form: new, or sent and not saved; or what fits words of its pickers."""
    asked_too = (*context.values(), *(context.get("rows") or ()))
    if suggestions := suggested(request, form, *asked_too):
        return suggestions
    values = {"form": form, "form_page": page, **context}
    return render(request, page.template, values, status=422 if form.is_bound else 200)


def show_saved(
    request: HttpRequest, success: _StrOrPromise, *, name: object, then: Addressed | str
) -> HttpResponse:
    """Say that something was saved, and lead on."""
    text = str(success)
    messages.success(request, text % {"name": name} if "%(name)s" in text else success)
    return redirect(then)


def handle_act(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    success: _StrOrPromise,
    then: Addressed | str,
) -> HttpResponse:
    """Do what a button asks, say so or say why not, and lead on."""
    try:
        with beyond_the_reader():
            act()
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, success)
    return redirect(then)
