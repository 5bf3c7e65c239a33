"""The meeting link: for those who run the meeting and those who are expected there."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks
from core import formats
from core.form_pages import sent
from events.models import Event, MeetingAccess
from events.operations import meeting_access
from events.views.inline_forms import InlineForm, handle_form, show_form
from followup.forms.meeting_access import SetMeetingLink
from followup.queries import corrections
from followup.queries.reach import unreached_at
from followup.queries.readers import concerned_by
from followup.views.notices import to_confirm, with_mails
from notifications.models import Recipient

SET = InlineForm(
    section="when",
    title=_("Meeting link"),
    button=_("Save the link"),
    success=_("Meeting link saved."),
)


@asks("events.set_meeting_link", Event)
def set_link(request: SignedInRequest, event: Event) -> HttpResponse:
    """Keep the link to the online meeting; before it is mailed to anybody, say to whom."""
    known = MeetingAccess.objects.visible_to(request.user).filter(event=event).first()
    form = SetMeetingLink(**sent(request), access=known)
    hear = _who_hears(event, form)
    if (hear or _who_misses(event, form)) and request.POST.get("notices_confirmed") != "yes":
        news = {
            "notified_people": hear,
            "announcement": _mails_with_it(len(hear)),
            "unreached": unreached_at(event, concerned_by(event)),
        }
        return show_form(request, event, form=form, page=to_confirm(SET, hear), **news)
    return handle_form(
        request,
        event,
        form=form,
        page=with_mails(SET, hear),
        save=lambda: meeting_access.set_link(
            event,
            link=form.cleaned_data["link"],
            passcode=form.cleaned_data["passcode"],
            by=request.user,
        ),
    )


def _who_hears(event: Event, form: SetMeetingLink) -> list[Recipient]:
    """Return who gets a mail with the link that was typed."""
    if not (form.is_bound and form.is_valid()):
        return []
    link, passcode = form.cleaned_data["link"], form.cleaned_data["passcode"]
    return corrections.who_hears_of_link(event, link=link, passcode=passcode, now=timezone.now())


def _who_misses(event: Event, form: SetMeetingLink) -> list[Recipient]:
    """Return who is expected there and gets none."""
    if not (form.is_bound and form.is_valid()):
        return []
    link, passcode = form.cleaned_data["link"], form.cleaned_data["passcode"]
    return corrections.who_misses_link(event, link=link, passcode=passcode, now=timezone.now())


def _mails_with_it(count: int) -> str:
    """Say how many get a mail, and what it says."""
    if not count:
        return gettext("Nobody gets a mail with this link.")
    return ngettext(
        "%(count)s confirmed participant will get a mail with this link and the time.",
        "%(count)s confirmed participants will get a mail with this link and the time.",
        count,
    ) % {"count": formats.number(count)}
