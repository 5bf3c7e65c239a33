"""Which mails a person gets, chosen from the link at the foot of each mail; no sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.access import open_to_all
from notifications.operations import choices

if TYPE_CHECKING:
    from django.http import HttpRequest

REASON = "the signed name of a mail in the address authorises; it opens this form only"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(REASON)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the choices; a mail program's one click turns off what came with the mail."""
    message = choices.find(token)
    if message is None:
        raise Http404
    if request.method == "POST":
        choices.turn_off(message, by=message.recipient.name)
    return render(request, "notifications/choices_by_link.html", {"message": message})
