"""Somebody says that what is held about them is wrong."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, Place, handle_form, sent
from followup.forms.mistakes import MistakeForm
from followup.operations import mistakes
from network.models import Person

PAGE = FormPage(
    title=_("Something is wrong"),
    button=_("Send it"),
    success=_("Sent. Somebody will correct it and write to you."),
    lede=_("It goes to the coordinator of your country, or to the ILO team."),
)


@asks("network.view_own_data")
def tell(request: SignedInRequest) -> HttpResponse:
    """Take what is wrong, and tell those who can correct it."""
    person = Person.objects.filter(user=request.user.pk).first()
    if person is None:
        raise Http404
    held = reverse("network:own-data")
    trail = (_("My profile"), "accounts:profile", _("What we hold about you"), held)
    form = MistakeForm(**sent(request))
    return handle_form(
        request,
        form=form,
        page=PAGE.at(Place(trail=trail, back=held, draft="mistake")),
        save=lambda: mistakes.tell(
            person, words=form.cleaned_data["words"], by=request.user, now=timezone.now()
        ),
        then=held,
    )
