"""Which mails a person gets: chosen from the link at the foot of each mail, or signed in.

GET changes nothing, because mail scanners open every link. A mail program's own button posts
``List-Unsubscribe=One-Click`` without cookies (RFC 8058); the signed name in the address is what
authorises, so the form from a link needs no CSRF token.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access, open_to_all, private
from core.form_pages import show_saved
from notifications import mails
from notifications.forms import ChooseMails
from notifications.models import Message, Recipient
from notifications.operations import choices

MailView = Callable[[HttpRequest, Message], HttpResponse]

REASON = "the signed name of a mail in the address authorises; it opens this form only"
ONE_CLICK = "One-Click"


def _found(view: MailView) -> Callable[..., HttpResponse]:
    """Hand the view the mail that the address names, and speak its reader's language."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        message = choices.find(token)
        if message is None:
            return render(request, "notifications/choices_unknown.html", status=404)
        with translation.override(message.recipient.spoken):
            return view(request, message)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(REASON)
@private
@_found
def by_link(request: HttpRequest, message: Message) -> HttpResponse:
    """Show the choices and take them; one click in a mail program turns off what came with it."""
    recipient, template = message.recipient, "notifications/choices_by_link.html"
    if request.POST.get("List-Unsubscribe") == ONE_CLICK:
        turned_off = choices.turn_off(message, by=recipient.name)
        labels = [mails.label_of(choice.kind) for choice in turned_off]
        return _page(request, template, recipient, turned_off=labels)
    form = _form(request, recipient)
    if form.is_valid():
        choices.choose(recipient, form.choices, by=recipient.name)
        return _page(request, template, recipient, is_saved=True)
    return _page(request, template, recipient, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@access("notifications.choose_mails")
def edit(request: SignedInRequest) -> HttpResponse:
    """Show the choices of the signed-in user and take them."""
    template = "notifications/choices_edit.html"
    recipient = Recipient.objects.filter(person__user=request.user).first()
    if recipient is None:
        if request.method == "POST":
            raise Http404
        return render(request, template, {"recipient": None})
    form = _form(request, recipient)
    if form.is_valid():
        choices.choose(recipient, form.choices, by=request.user)
        here = reverse("notifications:choices-edit")
        return show_saved(request, _("Choices saved."), name=recipient, then=here)
    return _page(request, template, recipient, form=form)


def _form(request: HttpRequest, recipient: Recipient) -> ChooseMails:
    data = request.POST if request.method == "POST" else None
    return ChooseMails(data, chosen=choices.chosen(recipient))


def _page(
    request: HttpRequest,
    template: str,
    recipient: Recipient,
    *,
    form: ChooseMails | None = None,
    **said: object,
) -> HttpResponse:
    context = {
        "recipient": recipient,
        "form": form or ChooseMails(chosen=choices.chosen(recipient)),
        "turned_off": [],
        "is_saved": False,
        "always": [kind.label for kind in mails.duties()],
        **said,
    }
    status = 422 if form and form.is_bound else 200
    return render(request, template, context, status=status)
