"""The meeting link: for those who run the meeting and those who are expected there."""

from __future__ import annotations

from functools import partial as bound
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, access
from events.forms.meeting_access import SetMeetingLink
from events.models import Event, MeetingAccess
from events.operations import meeting_access
from events.views.parts import Question, answer, sent

if TYPE_CHECKING:
    from django.http import HttpResponse

SET = Question(
    section="when",
    title=_("Meeting link"),
    button=_("Save the link"),
    told=_("The meeting link was saved."),
)


@require_http_methods(["GET", "POST"])
@access("events.set_meeting_link", Event)
def set_link(request: SignedInRequest, event: Event) -> HttpResponse:
    """Keep the link to the online meeting."""
    known = MeetingAccess.objects.visible_to(request.user).filter(event=event).first()
    form = SetMeetingLink(**sent(request), access=known)
    save = bound(meeting_access.set_link, event)
    return answer(request, event, form=form, question=SET, save=save)
