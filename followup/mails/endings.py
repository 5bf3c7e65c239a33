"""What is said when an agreement ends soon, and when it does not end after all."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import formats
from followup.mails.answers import in_full, in_short, known, listed, reader_among
from followup.queries import endings, responsible_people
from network.models import Organization, Person
from notifications.mails import Link, Mail, Section
from notifications.models import Message
from partnerships.enums import AgreementState
from partnerships.models import Agreement


def agreement_ending(message: Message) -> Mail | None:
    """Say that an agreement ends; None if that holds no more, or is not the reader's concern."""
    agreement = _still_ending(message)
    notices = endings.notices_of(agreement) if agreement else []
    if agreement is None or message.key not in [
        each.key_for(message.recipient) for each in notices
    ]:
        return None
    parties = endings.responsible_people_for(agreement, on=timezone.localdate())
    person, is_party = reader_among(parties, message), True
    if person is None:
        person, is_party = reader_among(endings.staff_for(agreement), message), False
    return _notice(agreement, person, is_party=is_party) if person else None


def _still_ending(message: Message) -> Agreement | None:
    agreement = Agreement.objects.filter(pk=message.about_id).first()
    if agreement is None:
        return None
    is_renewed = endings.renewal_of(agreement) is not None
    is_ending = endings.is_ending(agreement, timezone.localdate(), is_renewed=is_renewed)
    return agreement if is_ending else None


def agreement_renewed(message: Message) -> Mail | None:
    """Correct what was said of an end; None if the agreement does end on that day again."""
    agreement = Agreement.objects.filter(pk=message.about_id).first()
    notified_day = endings.notified_day(message.key)
    person = Person.objects.filter(recipient=message.recipient_id).select_related("user").first()
    if agreement is None or person is None or not person.is_let_in:
        return None
    if endings.still_ends(agreement, notified_day):
        return None
    renewal = endings.renewal_of(agreement)
    shown = renewal or agreement
    return Mail(
        subject=_subject(agreement, renewal, notified_day),
        sections=(_correction(agreement, renewal, notified_day, _link(shown, person)),),
        to_name=person.addressed,
        reason=_("You get this mail because we told you that this agreement ends."),
        reply_to=_reply_address(person, agreement),
        thread=f"agreement:{agreement.pk}",
    )


def _notice(agreement: Agreement, person: Person, *, is_party: bool) -> Mail:
    last = formats.day(agreement.ends_on) if agreement.ends_on else ""
    return Mail(
        subject=_("%(title)s: ends on %(day)s") % {"title": in_short(agreement.title), "day": last},
        sections=(_ending(agreement, person, last),),
        to_name=person.addressed,
        reason=_("You get this mail because your organization is a party of this agreement.")
        if is_party
        else _reason(agreement, person),
        reply_to=_reply_address(person, agreement) if is_party else "",
        thread=f"agreement:{agreement.pk}",
    )


def _how_soon(agreement: Agreement) -> str:
    """Say how long is left now, whatever was the plan when the notice was planned."""
    left = (agreement.ends_on - timezone.localdate()).days if agreement.ends_on else 0
    if left <= 0:
        return _("This agreement ends today:")
    return _("This agreement ends in %(time)s:") % {"time": formats.duration(left)}


def _reason(agreement: Agreement, person: Person) -> str:
    countries = responsible_people.countries_followed(person, _parties(agreement))
    if not countries:
        return _("You get this mail because you follow up the agreements.")
    return _("You get this mail because you follow up the agreements of: %(countries)s.") % {
        "countries": listed(country.name for country in countries)
    }


def _ending(agreement: Agreement, person: Person, last: str) -> Section:
    prepared = endings.prepared_renewal_of(agreement)
    renewal = ""
    if prepared:
        renewal = _("%(title)s, not signed yet") % {"title": in_short(prepared.title)}
    return Section(
        lede=_how_soon(agreement),
        title=in_full(agreement.title),
        facts=known(
            (_("Parties"), listed(party.name for party in _parties(agreement))),
            (_("Valid until"), last),
            (_("Renewal"), renewal),
        ),
        ask=_("Please decide together: will you renew it?"),
        links=_link(agreement, person),
        note="" if person.user_id else _("Answer this mail and tell us what you decided."),
    )


def _subject(agreement: Agreement, renewal: Agreement | None, notified_day: date) -> str:
    title = in_short(agreement.title)
    if renewal and renewal.ends_on:
        day = formats.day(renewal.ends_on)
        return _("%(title)s: renewed until %(day)s") % {"title": title, "day": day}
    if renewal:
        return _("%(title)s: renewed") % {"title": title}
    if agreement.state == AgreementState.TERMINATED:
        return _("%(title)s: terminated") % {"title": title}
    return _("%(title)s: does not end on %(day)s any more") % {
        "title": title,
        "day": formats.day(notified_day),
    }


def _correction(
    agreement: Agreement, renewal: Agreement | None, notified_day: date, links: tuple[Link, ...]
) -> Section:
    return Section(
        lede=_renewed(renewal) if renewal else _changed(agreement),
        title=in_full(agreement.title),
        facts=known(
            (_("Parties"), listed(party.name for party in _parties(agreement))),
            (_("Renewed by"), in_short(renewal.title) if renewal else ""),
            (_("Reason"), in_full(agreement.reason)),
        ),
        links=links,
        note=_earlier_notice(agreement, renewal) % {"day": formats.day(notified_day)},
    )


def _earlier_notice(agreement: Agreement, renewal: Agreement | None) -> str:
    if agreement.state == AgreementState.TERMINATED and not renewal:
        return _("We told you that it ends on %(day)s. It is not valid any more.")
    return _("We told you that it ends on %(day)s. That has changed.")


def _renewed(renewal: Agreement) -> str:
    if renewal.ends_on:
        day = formats.day(renewal.ends_on)
        return _("This agreement is renewed until %(day)s:") % {"day": day}
    if renewal.is_open_ended:
        return _("This agreement is renewed and has no last day:")
    return _("This agreement is renewed:")


def _changed(agreement: Agreement) -> str:
    if agreement.state == AgreementState.TERMINATED:
        return _("This agreement is terminated:")
    if agreement.ends_on:
        day = formats.day(agreement.ends_on)
        return _("This agreement is now valid until %(day)s:") % {"day": day}
    if agreement.is_open_ended:
        return _("This agreement now has no last day:")
    return _("We do not know the last day of this agreement now:")


def _parties(agreement: Agreement) -> QuerySet[Organization]:
    parties = Organization.objects.filter(agreement_parties__agreement=agreement)
    return parties.order_by("agreement_parties__order", "agreement_parties__pk")


def _reply_address(person: Person, agreement: Agreement) -> str:
    return responsible_people.reply_address(person, _parties(agreement), on=timezone.localdate())


def _link(agreement: Agreement, person: Person) -> tuple[Link, ...]:
    """Return the way to the page, for a reader who can sign in."""
    if person.user_id is None:
        return ()
    url = urljoin(settings.SITE_URL, agreement.get_absolute_url())
    return (Link(_("Open the agreement"), url),)
