"""Who gets a mail about what is being saved: said before it is saved, and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrOrPromise

    from notifications.models import Recipient


def with_mails(success: _StrOrPromise, readers: Sequence[Recipient]) -> str:
    """Say what was done, and how many people get a mail about it."""
    if not readers:
        return str(success)
    count = len(readers)
    mails = ngettext(
        "%(count)s person gets a mail about this.", "%(count)s people get a mail about this.", count
    ) % {"count": count}
    return f"{success} {mails}"
