"""The mail with a link to set a password, in the language of whoever has the account."""

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

from accounts.models import User
from accounts.terms import BY_ITSELF


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
