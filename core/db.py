"""Reading a row again and holding it until the transaction ends; places, and keys as text."""

from typing import Any, TypeVar

from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)
# The keys are 64 bits wide; Python refuses to read thousands of digits.
_KEY_DIGITS = 18


def locked(instance: ModelT) -> ModelT:
    """Return ``instance`` as the database has it now, locked until the transaction ends.

    :raises ObjectDoesNotExist: if somebody has removed it in the meantime.
    """
    # Not type(): the user of a request is wrapped until it is asked for.
    manager = instance.__class__._default_manager
    return manager.select_for_update(of=("self",)).get(pk=instance.pk)


def next_order(rows: Any) -> int:
    """Return the place after the last of ``rows``, a queryset or the manager of a relation."""
    last: int | None = rows.aggregate(last=models.Max("order"))["last"]
    return 0 if last is None else last + 1


def key_in(text: object) -> int | None:
    """Return the key of a row that an address or an unchecked form holds, if it is one."""
    written = str(text or "")
    is_key = written.isascii() and written.isdigit() and len(written) <= _KEY_DIGITS
    return int(written) if is_key else None
