"""Mails about an account, in the language and by the clock of whoever has it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import wording
from accounts.enums import AccountEventKind
from accounts.models import AccountEvent, User
from accounts.terms import BY_ITSELF
from core import formats


def password_links(email: str) -> Iterator[EmailMessage]:
    """Yield a mail to each who signs in with this address: to one, or to nobody."""
    users: list[User] = filter_users_by_email(
        email, is_active=True, prefer_verified=True, for_login=True
    )
    for user in users:
        with translation.override(user.language):
            yield _password_link(user, email)


def _password_link(user: User, email: str) -> EmailMessage:
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    facts = {"user": user, "url": urljoin(settings.SITE_URL, path)}
    return EmailMessage(
        subject=_("Set a new password"),
        body=render_to_string("accounts/mail/password_link.txt", facts),
        to=[email],
        headers=dict(BY_ITSELF),
    )


def notice(event: AccountEvent) -> EmailMessage:
    """Return the mail that tells somebody what happened to their account."""
    user = event.user
    with translation.override(user.language):
        subject = str(wording.SUBJECTS[AccountEventKind(event.kind)])
        facts = {
            "event": event,
            "what": _("%(subject)s.") % {"subject": subject},
            "when": formats.moment(event.at, user.time_zone),
            "device": wording.device(event.agent),
            "password_url": urljoin(settings.SITE_URL, reverse("account_reset_password")),
            "sessions_url": urljoin(settings.SITE_URL, reverse("accounts:sessions")),
        }
        return EmailMessage(
            subject=subject,
            body=render_to_string("accounts/mail/notice.txt", facts),
            to=[event.told_to or user.email],
            headers=dict(BY_ITSELF),
        )
