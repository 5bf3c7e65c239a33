"""What travels packed: the text of pages and lists, never a file that is packed already."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXTS = ("text/", "application/json")


class TextCompression(GZipMiddleware):
    """Pack texts, each with some random bytes.

    A page that says what its address says would tell by its length what else is in it, such as the
    token of its forms (BREACH). So the length is blurred, and the token is written anew each time.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Pack the answer, if it is text and the browser takes it."""
        is_text = response.headers.get("Content-Type", "").startswith(_TEXTS)
        return super().process_response(request, response) if is_text else response
