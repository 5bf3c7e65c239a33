"""Who answers for an organization, and how that passes on."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core.form_pages import FormPage, handle_form, sent
from network.forms.focal_points import AppointForm, HandOverForm
from network.models import FocalPoint, Organization, Person
from network.operations import focal_points
from network.views.places import in_organization

APPOINT = FormPage(
    title=_("Add a focal point"),
    button=_("Save focal point"),
    success=_("%(name)s is the focal point now."),
    lede=_("Reminders and questions of the organization go to this person."),
    template="network/focal_point_form.html",
)
HAND_OVER = FormPage(
    title=_("Hand over to another focal point"),
    button=_("Save hand-over"),
    success=_("Hand-over saved."),
)


@asks("network.change_organization", Organization)
def appoint(request: SignedInRequest, organization: Organization) -> HttpResponse:
    """Name a focal point from the people of the organization."""
    today = {"on": timezone.localdate()}
    form = AppointForm(**sent(request), initial=today, user=request.user, organization=organization)

    def save() -> Person:
        person, on = form.cleaned_data["person"], form.cleaned_data["on"]
        return focal_points.appoint(organization, person=person, on=on, by=request.user).person

    return handle_form(
        request,
        form=form,
        page=APPOINT.at(in_organization(organization)),
        save=save,
        then=organization,
        organization=organization,
    )


@asks("network.hand_over_focal_point", FocalPoint)
def hand_over(request: SignedInRequest, focal_point: FocalPoint) -> HttpResponse:
    """Let another person answer from a day on, or nobody yet."""
    today = {"on": timezone.localdate()}
    form = HandOverForm(**sent(request), initial=today, user=request.user, focal_point=focal_point)
    now = _("%(name)s is the focal point now.") % {"name": focal_point.person.addressed}
    # Whoever hands over what is theirs may see nothing else any more.
    is_own = focal_point.person.user_id == request.user.pk
    return handle_form(
        request,
        form=form,
        page=HAND_OVER.at(in_organization(focal_point.organization), lede=now),
        save=lambda: focal_points.pass_on(
            focal_point, to=form.cleaned_data["to"], on=form.cleaned_data["on"], by=request.user
        ),
        then="accounts:profile" if is_own else focal_point.organization,
    )
