"""The cookie that carries a word of success to the next page; no other host can set it."""

from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest


class _OfThisHost(CookieStorage):
    """Named so that a browser takes it from this host alone, where there is TLS."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if request.is_secure():
            self.cookie_name = "__Host-messages"


class Messages(FallbackStorage):
    """Django's own: in the cookie what fits, in the session the rest."""

    storage_classes = (_OfThisHost, SessionStorage)
