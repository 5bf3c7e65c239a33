"""The components of every page, as template tags; their markup is in ``templates/components``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import formats
from core.templatetags import _questions as questions
from core.templatetags._icons import ICONS
from core.templatetags.user_text import lang_span

register = template.Library()

TONE_ICONS = {
    "good": "check",
    "bad": "alert",
    "warn": "clock",
    "new": "new",
    "quiet": "minus",
    "info": "info",
    "success": "check",
    "warning": "alert",
    "danger": "alert",
    "error": "alert",
    "debug": "info",
}


# The frame of a page


@register.simple_block_tag
def page_header(content: str, title: object, lede: object = "", eyebrow: object = "") -> str:
    """Render the only h1 of a page, with the buttons of the page beside it."""
    return _component("page_header", title=title, lede=lede, eyebrow=eyebrow, content=content)


@register.simple_tag
def breadcrumbs(*trail: object) -> str:
    """Render the way from a list to this page: label, where, label, where, ..., last label.

    ``where`` is the name of a URL without arguments, or a path that begins with a slash. A view
    may hand over a part of the way as one tuple.
    """
    steps = [each for part in trail for each in (part if isinstance(part, tuple) else (part,))]
    labels, places = steps[::2], [str(place) for place in steps[1::2]]
    urls = [place if place.startswith(("/", "http")) else reverse(place) for place in places]
    pairs = [*zip(labels, urls, strict=False)]
    last = labels[-1] if len(labels) > len(urls) else ""
    return _component("breadcrumbs", pairs=pairs, last=last)


# Blocks


@register.simple_block_tag
def card(
    content: str,
    title: object = "",
    *,
    id: str = "",  # noqa: A002 - as in HTML
    url: str = "",
    link: object = "",
    tone: str = "",
) -> str:
    """Render a box with a heading and, beside it, a link to the whole."""
    return _component(
        "card",
        title=title,
        id=id,
        url=url,
        link=link,
        tone=tone,
        content=content,
    )


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: object = "", *, live: bool = False) -> str:
    """Render a message; a live one is read out when it appears."""
    return _component(
        "alert",
        tone=_alert_tone(tone),
        icon=TONE_ICONS.get(tone, "info"),
        title=title,
        live=live,
        content=content,
    )


@register.simple_block_tag
def details(
    content: str,
    summary: object,
    *,
    open: bool = False,  # noqa: A002 - as in HTML
) -> str:
    """Render a part that opens when asked."""
    return _component("details", summary=summary, open=open, content=content)


@register.simple_tag
def empty_state(
    sentence: object, url: str = "", link: object = "", hint: object = "", icon: str = ""
) -> str:
    """Say that there is nothing yet, and what to do about it."""
    return _component("empty_state", sentence=sentence, url=url, link=link, hint=hint, icon=icon)


@register.simple_tag
def stat(
    label: object,
    value: object,
    note: object = "",
    url: str = "",
    *,
    when: object = "",
    notes: Iterable[object] = (),
) -> str:
    """Render one number of a dashboard, of which time it is, leading to the list that it counts."""
    return _component(
        "stat",
        label=label,
        when=when,
        value=value,
        is_word=not str(value)[:1].isdigit(),
        notes=[each for each in (note, *notes) if each],
        url=url,
    )


@register.simple_block_tag
def task_list(content: str, title: object = "") -> str:
    """Render what is still missing; its items are ``task`` tags."""
    return _component("task_list", title=title, content=content)


@register.simple_tag
def task(label: object, url: str = "", *, done: bool = False, hint: object = "") -> str:
    """Render an item of a task list."""
    return _component("task", label=label, url=url, done=done, hint=hint)


@register.simple_block_tag
def field_list(content: str) -> str:
    """Render a list of facts; its rows are ``field_item`` and ``field_row`` tags."""
    return format_html('<dl class="field-list">{}</dl>', content)


@register.simple_block_tag
def field_row(content: str, label: object) -> str:
    """Render a fact whose value is markup; an empty one is not known."""
    row = '<div class="field-list-row"><dt>{}</dt><dd>{}</dd></div>'
    return format_html(row, label, known(content))


@register.simple_tag
def field_item(label: object, value: object) -> str:
    """Render a fact whose value is text or a number; None and "" are not known."""
    return field_row("" if value is None else lang_span(value), label)


@register.simple_block_tag
def data_table(
    content: str, *heads: object, numbers: int = 0, caption: object = "", stacked: bool = True
) -> str:
    """Render a table of the rows in ``content``; its last ``numbers`` columns are of numbers.

    On a telephone a ``stacked`` one shows each row as a list.
    """
    words, figures = heads[: len(heads) - numbers], heads[len(heads) - numbers :]
    columns = [
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in words)),
        format_html_join("", '<th scope="col" class="num">{}</th>', ((head,) for head in figures)),
    ]
    return _component(
        "data_table", columns=columns, caption=caption, stacked=stacked, content=content
    )


# Words and shapes


@register.simple_tag
def icon(name: str, label: object = "") -> str:
    """Draw an icon; without a label it only decorates."""
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 16 16" role="img" aria-label="{}">'
            '<path fill-rule="evenodd" d="{}"/></svg>',
            label,
            ICONS[name],
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<path fill-rule="evenodd" d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def status(value: object, label: object = "", tone: str = "", icon: str = "") -> str:
    """Show a status as a shape and a word; ``value`` brings ``label``, ``tone`` and ``icon``."""
    tone = tone or str(getattr(value, "tone", "quiet"))
    shape = icon or str(getattr(value, "icon", "") or TONE_ICONS.get(tone, "minus"))
    word = label or getattr(value, "label", value)
    return format_html('<span class="status tone-{}">{}{}</span>', tone, _shape(shape), word)


@register.filter
def known(value: object) -> object:
    """Say "Not known" for None; zero stays zero."""
    if value is None or not str(value).strip():
        return format_html('<span class="muted nowrap">{}</span>', _("Not known"))
    return value


# Forms


@register.simple_tag
def form_errors(*forms: BaseForm | BaseFormSet[Any]) -> str:
    """Render one summary of all errors, each leading to its field."""
    errors = [error for form in forms for error in _errors(form)]
    for form in forms:
        form.errors_are_summarised = True  # type: ignore[union-attr]
    if not errors:
        return ""
    has_files = any(getattr(form, "files", None) for form in forms)
    return _component("form_errors", errors=errors, has_files=has_files)


@register.simple_tag
def formset(
    formset: BaseFormSet[Any],
    add: object = "",
    legend: object = "",
    cols: str = "2",
) -> str:
    """Render the rows of a formset, an empty one to copy, and the button that adds a row."""
    return _component(
        "formset",
        formset=formset,
        add=add or _("Add another"),
        legend=legend,
        cols=cols,
    )


@register.simple_tag(takes_context=True)
def filter_bar(
    context: Context, form: BaseForm, target: str = "results", everything: str = ""
) -> str:
    """Render the questions that narrow a list; htmx swaps ``#target`` alone.

    ``everything`` asks for the page without filters, where its bare address does not. What only
    links ask stands in the form where it is asked.
    """
    request = context["request"]
    return _component(
        "filter_bar",
        form=form,
        asked=[each for each in form.hidden_fields() if each.value()],
        target=target,
        path=request.path,
        everything=everything,
        filtered=any(request.GET.get(form.add_prefix(name)) for name in form.fields),
    )


@register.simple_block_tag
def save_bar(content: str) -> str:
    """Render the bar with the save button, which stays in sight."""
    return _component("save_bar", content=content)


@register.simple_tag
def form_fields(*fields: BoundField) -> SafeString:
    """Render fields below each other."""
    return format_html_join("", "{}", ((as_crispy_field(field),) for field in fields))


@register.simple_tag
def form_row(*fields: BoundField) -> SafeString:
    """Render fields beside each other."""
    return format_html('<div class="form-row">{}</div>', form_fields(*fields))


register.filter("attributes", questions.attributes)
register.filter("menu", questions.menu)
register.filter("question", questions.question)


@register.filter
def has_errors(form: object) -> bool:
    """Say whether a form was sent and refused."""
    return bool(getattr(form, "is_bound", False) and getattr(form, "errors", None))


def _errors(form: BaseForm | BaseFormSet[Any]) -> Iterator[tuple[str, str]]:
    if isinstance(form, BaseForm):
        for message in form.non_field_errors():
            yield "", str(message)
        for bound in form:
            target = "" if bound.is_hidden else bound.id_for_label or f"div_{bound.auto_id}"
            for message in bound.errors:
                yield target, _named(bound, str(message))
        return
    for message in form.non_form_errors():
        yield "", str(message)
    for row in form.forms:
        yield from _errors(row)


def _named(bound: BoundField, message: str) -> str:
    """Name the field in a message that would suit any field."""
    kinds = type(bound.field).__mro__
    general = [getattr(kind, "default_error_messages", {}).values() for kind in kinds]
    if all(message != str(text) for texts in general for text in texts):
        return message
    return _("%(question)s: %(message)s") % {"question": bound.label, "message": message}


# Dates, times and numbers: core.formats decides how they look


@register.filter
def day(value: date | None) -> str:
    """Return "12 Nov 2026", of a moment the reader's day; nothing for no date."""
    moment = value if isinstance(value, datetime) else None
    return formats.day(timezone.localdate(moment) if moment else value) if value else ""


@register.filter
def moment(value: datetime | None, zone: str) -> str:
    """Return "12 Nov 2026, 14:00 Bangkok (GMT+7)"."""
    return formats.moment(value, zone) if value else ""


@register.filter("number")
def number(value: int | None) -> str | None:
    """Return "31,688"; None stays unknown."""
    return None if value is None else formats.number(value)


register.filter("city", formats.city)
register.simple_tag(formats.span)
register.simple_tag(formats.period)


def _component(name: str, **values: object) -> SafeString:
    return render_to_string(f"components/{name}.html", values)


def _shape(name: str) -> str:
    return icon(name)


def _alert_tone(tone: str) -> str:
    return {"error": "danger", "debug": "info", "": "info"}.get(tone, tone)
