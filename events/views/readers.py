"""Who gets a mail about what is being saved: said before it is saved, and afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from notifications.models import Recipient

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def with_mails(success: _StrOrPromise, readers: Sequence[Recipient]) -> str:
    """Say what was done, and how many people get a mail about it."""
    if not readers:
        return str(success)
    count = len(readers)
    mails = ngettext(
        "%(count)s person gets a mail about this.", "%(count)s people get a mail about this.", count
    ) % {"count": count}
    return f"{success} {mails}"
