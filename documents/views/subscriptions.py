"""A briefing each quarter by mail: ask for it, end it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks
from core.form_pages import FormPage, Place, handle_act, handle_form, sent
from documents.forms import BeginSubscription
from documents.models import Subscription
from documents.operations import subscriptions
from documents.views.briefings import TRAIL, own_code

INDEX = "documents:briefing-index"
BEGIN = FormPage(
    title=_("Get a briefing each quarter"),
    lede=_(
        "We mail you a link to the briefing of each quarter. It comes in the first days after the "
        "quarter: in January, April, July and October."
    ),
    button=_("Send me each one"),
    success=_("From the end of this quarter on you get a mail with each briefing."),
)


@asks("documents.begin_subscription")
def begin(request: SignedInRequest) -> HttpResponse:
    """Ask for it."""
    user, today = request.user, timezone.localdate()
    form = BeginSubscription(user=user, initial={"country": own_code(user)}, **sent(request))
    return handle_form(
        request,
        form=form,
        page=BEGIN.at(Place(trail=TRAIL, back=reverse(INDEX))),
        save=lambda: subscriptions.begin(form.terms(), by=user, today=today),
        then=INDEX,
    )


@acts("documents.end_subscription", Subscription)
def end(request: SignedInRequest, subscription: Subscription) -> HttpResponse:
    """End it."""
    return handle_act(
        request,
        lambda: subscriptions.end(subscription, by=request.user, today=timezone.localdate()),
        success=_("You get no more briefings of this country by mail."),
        then=INDEX,
    )
