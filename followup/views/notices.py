"""Who gets a mail about what is being saved: said before it is saved, and afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import ngettext

from core import formats
from core.form_pages import FormPage
from notifications.models import Recipient

Page = TypeVar("Page", bound=FormPage)


def to_confirm(page: Page, readers: Sequence[Recipient]) -> Page:
    """Return the page of a form that is not saved before its writer has seen who gets a mail."""
    page = replace(page, preface="followup/_confirm_notices.html")
    count = len(readers)
    if not count:
        return page
    button = ngettext("Save and send %(total)s mail", "Save and send %(total)s mails", count)
    return replace(page, button=button % {"total": formats.number(count)})


def with_mails(page: Page, readers: Sequence[Recipient]) -> Page:
    """Let the word of success say how many people get a mail about what was done."""
    if not readers:
        return page
    count = len(readers)
    mails = ngettext(
        "%(count)s person will get a mail about this.",
        "%(count)s people will get a mail about this.",
        count,
    ) % {"count": formats.number(count)}
    return replace(page, success=f"{page.success} {mails}")
