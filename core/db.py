"""Reading a row again and holding it until the transaction ends."""

from typing import TypeVar

from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)


def locked(instance: ModelT) -> ModelT:
    """Return ``instance`` as the database has it now, locked until the transaction ends.

    :raises ObjectDoesNotExist: if somebody has removed it in the meantime.
    """
    # Not type(): the user of a request is wrapped until it is asked for.
    manager = instance.__class__._default_manager
    return manager.select_for_update(of=("self",)).get(pk=instance.pk)
