"""A mail server that can be asked whether it took the mail with a certain Message-ID."""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urlencode

from django.conf import settings

logger = logging.getLogger(__name__)

_ANSWERS_WITHIN = 3.0
_NOT_TAKEN = 404


def can_be_asked() -> bool:
    """Whether the installation names a place where its mail server answers such questions."""
    return bool(settings.OUTBOX_LOOKUP_URL)


def has_taken(message_id: str) -> bool | None:
    """Return whether the mail server took that mail; None if it cannot be told now.

    The address comes from the settings of the installation, never from a person: 200 means that
    it took the mail, 404 that it never did; any other answer says nothing.
    """
    url = f"{settings.OUTBOX_LOOKUP_URL}?{urlencode({'message_id': message_id})}"
    try:
        with urllib.request.urlopen(url, timeout=_ANSWERS_WITHIN):  # noqa: S310 - from the settings
            return True
    except urllib.error.HTTPError as error:
        return False if error.code == _NOT_TAKEN else None
    except (OSError, HTTPException):
        logger.warning("the mail server could not be asked", exc_info=True)
        return None
