"""Questions written without a template for each: a list asks some on every page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_LINES = (forms.TextInput, forms.DateInput)


def question(field: BoundField) -> SafeString:
    """Write a question of a filter, which says the same as one of any form.

    What is none of the usual, or was answered wrongly, is written by the template of all forms.
    """
    widget = field.field.widget
    is_menu = type(widget).template_name == forms.Select.template_name
    if field.errors or field.help_text or not (is_menu or type(widget) in _LINES):
        return SafeString(as_crispy_field(field))
    look = "form-select" if is_menu else "form-control"
    widget.attrs["class"] = f"{type(widget).__name__.lower()} {look}"
    return format_html(
        '<div id="div_{0}" class="field"><label for="{0}" class="form-label">{1}'
        ' <span class="optional">{2}</span></label>{3}</div>',
        field.auto_id,
        field.label,
        _("(you can leave this empty)"),
        _menu(field) if is_menu else _line(field),
    )


def attributes(named: dict[str, Any]) -> SafeString:
    """Write the attributes of an element; a menu of hundreds needs no template for each."""
    written = (
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in named.items()
        if value is not False
    )
    return SafeString("".join(written))


def menu(groups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """Write the options of a menu; some stand in groups with a name."""
    return SafeString("".join(_group(name, options) for name, options, _place in groups))


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    written = "\n".join(
        f'<option value="{conditional_escape(option["value"])}"{attributes(option["attrs"])}>'
        f"{conditional_escape(option['label'])}</option>"
        for option in options
    )
    return f'<optgroup label="{conditional_escape(name)}">{written}</optgroup>' if name else written


def _menu(field: BoundField) -> SafeString:
    told = _told(field)
    written = '<select name="{}"{}>{}</select>'
    return format_html(written, told["name"], attributes(told["attrs"]), menu(told["optgroups"]))


def _line(field: BoundField) -> SafeString:
    told = _told(field)
    value = {} if told["value"] is None else {"value": told["value"]}
    named = {"type": told["type"], "name": told["name"], **value, **told["attrs"]}
    return format_html("<input{}>", attributes(named))


def _told(field: BoundField) -> dict[str, Any]:
    """Return what the widget would tell its template."""
    widget = field.field.widget
    attrs = {"id": field.auto_id, **field.build_widget_attrs({}, widget)}
    told: dict[str, Any] = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    return told
