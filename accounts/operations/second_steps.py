"""The secrets of second steps, which stand in the database encrypted, recovery codes as well.

The first of ``SECOND_STEP_KEYS`` encrypts, all of them decrypt. So a key is replaced in three
steps: put the new one first, let ``renew`` encrypt anew, take the old one away.
"""

from __future__ import annotations

import base64
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

_SALT = "accounts.second_steps"
# What holds a secret: the key of the app on a phone, the root of recovery codes.
_SECRETS = ("secret", "seed")


def encrypt(text: str) -> str:
    """Return ``text`` so that only who knows a key can read it."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Return what was encrypted.

    :raises InvalidToken: if it was encrypted with none of our keys, or written by another hand.
    """
    return _keys().decrypt(encrypted.encode()).decode()


def renew() -> int:
    """Encrypt every secret with the newest key; return how many second steps were written."""
    keys = _keys()
    with_secrets = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    steps = list(with_secrets.values_list("pk", flat=True))
    for key in steps:
        with transaction.atomic():
            held = with_secrets.select_for_update().filter(pk=key)
            held.update(data=_turned(held.get().data, keys))
    return len(steps)


def _turned(data: dict[str, Any], keys: MultiFernet) -> dict[str, Any]:
    turned = {name: keys.rotate(data[name].encode()).decode() for name in _SECRETS if name in data}
    return {**data, **turned}


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in settings.SECOND_STEP_KEYS])


def _derived(key: str) -> bytes:
    """Return a key of 256 bits that nothing else of the site is signed or encrypted with."""
    mac = salted_hmac(_SALT, "", secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(mac)
