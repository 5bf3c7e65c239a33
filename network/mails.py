"""What the mails say that bring a link: to sign in, or to what we hold about somebody."""

from __future__ import annotations

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import ActionLink, User
from accounts.operations import links
from core import formats
from network.models import Membership, Person
from network.queries import staff
from notifications.mails import Link, Mail, Section
from notifications.models import Message

INVITATION = "network.invitation"
OWN_DATA = "network.own_data"


def key_of(link: ActionLink, *, kind: str = INVITATION) -> str:
    """Return the key of the message that brings ``link``."""
    return f"{kind}:{link.nonce}"


def address_of(link: ActionLink) -> str:
    """Return the address that opens the page to set the first password."""
    path = reverse("accounts:invitation-accept", args=[links.token_of(link)])
    return urljoin(settings.SITE_URL, path)


def invitation(message: Message) -> Mail | None:
    """Write the link; None if it was taken back, did its work, or would go to another address."""
    role, link = message.about, _link_of(message)
    if link is None or not isinstance(role, Membership) or link.holder != role.user:
        return None
    user, host = role.user, link.issued_by
    if message.recipient.email.lower() != user.email:
        return None
    return Mail(
        subject=_("Your account in the TVET Partnership Network"),
        sections=(_section(role, link, message),),
        to_name=user.name,
        reason=_reason(host),
        reply_to=host.email if host else "",
        secrets=(links.token_of(link),),
    )


def _link_of(message: Message) -> ActionLink | None:
    nonce = UUID(message.key.removeprefix(f"{message.kind}:"))
    found = ActionLink.objects.filter(nonce=nonce, revoked_at=None).select_related("issued_by")
    link = found.first()
    return link if link and getattr(link.holder, "is_let_in", False) else None


def _section(role: Membership, link: ActionLink, message: Message) -> Section:
    until = formats.moment(link.expires_at, message.recipient.time_zone)
    return Section(
        title=_("Set your password"),
        lede=_("There is an account for you. You need only a password."),
        facts=(
            (_("Your role"), role.get_role_display()),
            *(((_("For"), str(role.place)),) if role.place else ()),
            (_("You sign in with"), role.user.email),
        ),
        links=(Link(_("Set my password"), address_of(link)),),
        note=_(
            "This link is only for you. It works until %(moment)s. Is it too old? Answer this "
            "mail and ask for a new one."
        )
        % {"moment": until},
    )


def own_data(message: Message) -> Mail | None:
    """Write the link; None if it was closed, or if its reader has an account by now."""
    person, link = message.about, _link_of(message)
    if link is None or not isinstance(person, Person) or person.user_id is not None:
        return None
    path, recipient = reverse("network:data-by-link", args=[links.token_of(link)]), person.recipient
    section = Section(
        title=_("What we hold about you"),
        lede=_("You can see all of it, without a password, and take it with you."),
        links=(Link(_("See what we hold"), urljoin(settings.SITE_URL, path)),),
        note=_(
            "This link is only for you. It works until %(moment)s. Is something wrong? Answer "
            "this mail."
        )
        % {"moment": formats.moment(link.expires_at, recipient.time_zone)},
    )
    return Mail(
        subject=_("What the TVET Partnership Network holds about you"),
        sections=(section,),
        to_name=person.name,
        reason=_("You get this mail because you asked what we hold about you."),
        reply_to=staff.reply_address([person.country_id]),
        secrets=(links.token_of(link),),
    )


def _reason(host: User | None) -> str:
    if host is None:
        return _("You get this mail because the ILO project team made an account for you.")
    return _("You get this mail because %(name)s made an account for you.") % {"name": host}
