"""Small pieces of an event's page: a name, the links that change a section."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.templatetags import ui
from core.templatetags.sections import offer
from core.templatetags.user_text import lang_span
from events.enums import ReportState
from events.models import Event
from events.wording import times
from network.models import Person

register = template.Library()


@register.simple_tag(takes_context=True)
def person_name(
    context: Context, person: Person | None, name: str = "", capacity: str = ""
) -> SafeString:
    """Name somebody: with a link where the reader may open their page, else as written."""
    named = _named(person, name, context["page"].known_people)
    return format_html("{}, {}", named, lang_span(capacity)) if capacity else named


def _named(person: Person | None, name: str, known: set[int]) -> SafeString:
    if person is None:
        return lang_span(name)
    called = f"{person.honorific} {person.name}" if person.honorific else person.name
    if person.pk not in known:
        return lang_span(called)
    return format_html('<a href="{}">{}</a>', person.get_absolute_url(), lang_span(called))


@register.filter
def days(event: Event) -> str:
    """Return the days of an event as far as they are known, or that they are not."""
    return times.days(event)


@register.simple_tag
def report_due() -> str:
    """Show that an event should have taken place and was not reported."""
    return ui.status(ReportState.DUE)


@register.inclusion_tag("events/_event_foot.html", takes_context=True)
def section_foot(
    context: Context, name: str, add: str, label: str, *, edit: str = "", short: str = ""
) -> dict[str, Any]:
    """Show the form that is open in a section, else the links to add to it and to edit it."""
    page: Any = context.flatten()
    url = reverse(f"events:{add}", args=[context["event"].pk])
    may = context["rights"][name]
    if may:
        offer(context, url, label, short, inline=True)
    return {**page, "section": name, "add": url, "label": label, "edit": edit, "may": may}


@register.inclusion_tag("events/_event_link.html")
def section_link(
    section: str, url: str, label: str, icon: str = "", *, of: object = ""
) -> dict[str, Any]:
    """Link to a small form; with htmx it opens in its section. ``of`` names its row."""
    return {"section": section, "url": url, "label": label, "icon": icon, "of": of}


@register.inclusion_tag("events/_event_link.html", takes_context=True)
def section_offer(
    context: Context, section: str, url: str, label: str, icon: str, *, short: str
) -> dict[str, Any]:
    """Link to a small form that adds; the row of the page offers it where the section has no rows.

    There it is called ``short``.
    """
    if short:
        offer(context, url, label, short, inline=True)
    return section_link(section, url, label, icon)


@register.inclusion_tag("events/_event_tools.html", takes_context=True)
def edit_link(context: Context, section: str, label: str) -> dict[str, Any]:
    """Show the tools of each row of a section, or hide them again."""
    return {
        "event": context["event"],
        "section": section,
        "label": label,
        "is_open": context["editing"] == section,
    }


@register.inclusion_tag("events/_event_row_tools.html", takes_context=True)
def row_tools(
    context: Context, section: str, part: str, row: int, name: object, *, edit: str = ""
) -> dict[str, Any]:
    """Offer to change or remove a row, while its section is being edited."""
    return {
        "event": context["event"],
        "is_open": context["editing"] == section,
        "section": section,
        "part": part,
        "row": row,
        "name": name,
        "edit": edit,
    }


@register.inclusion_tag("events/_event_missing_file.html", takes_context=True)
def missing_file(context: Context, file: Any, sentence: str) -> dict[str, Any]:
    """Say that a file is known but not here."""
    may_upload = context["rights"]["files"]
    return {"event": context["event"], "file": file, "sentence": sentence, "may_upload": may_upload}
