"""Nobody signs themselves up, and no stranger keeps a person out of their account."""

from __future__ import annotations

import hashlib
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.core.internal import ratelimit as limits
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.operations import sessions
from accounts.terms import BY_ITSELF

_APP = "allauth.account"
_WRONG_CODE = _("The code is wrong. Type the newest code.")
KNOWN_FOR = 90 * 24 * 3600


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Close the sign-up page, limit tries, and say in simple words what is wrong.

    Wrong tries count for the account in one network, for the network, and for the account
    everywhere (``ACCOUNT_RATE_LIMITS``), before a password is looked at. Where the account signed
    in lately, tries from elsewhere close nothing; a link by mail is always open (decision 0028).
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong. Check both."),
        "incorrect_password": _("The password is wrong. Type it again."),
        "enter_current_password": _("Type the password that you use now."),
        "incorrect_code": _WRONG_CODE,
        "too_many_login_attempts": _("Too many wrong tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the staff."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return where the request comes from, behind as many proxies as the settings say.

        IPv4 in the clothes of IPv6 is IPv4 again: all of it would be one network.
        """
        address = ip_address(super().get_client_ip(request))
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        return str(mapped or address)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Write a mail that says of itself what every mail of the site says."""
        all_headers = {**BY_ITSELF, **(headers or {})}
        written: EmailMessage = super().render_mail(template_prefix, email, context, all_headers)
        return written

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse who tried too often; nothing was computed for them yet."""
        super().pre_authenticate(request, **credentials)
        self._tried_here = limits.consume(request, app=_APP, action="login_failed_here")
        if not (self._tried_here and self._may_try_from_here(request, **credentials)):
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """Count no right password.

        What the network tried is an action of its own: allauth forgets a whole action after a right
        code or a new password, and whoever has an account could guess on from there.
        """
        super()._rollback_login_failed_rl_usage()
        self._tried_here.rollback()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong try for the account, wherever it came from."""
        ratelimit.consume(request, action="login_failed_anywhere", key=_account(credentials))

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """Remember the network: it is one of this account's own."""
        account = getattr(user, "email", "").lower()
        cache.set(self._known(account, request), 1, KNOWN_FOR)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def set_password(self, user: User, password: str) -> None:
        """Change the password; where the old one was used, nobody is signed in any more.

        The browser that changes it gets a new session right after.
        """
        super().set_password(user, password)
        sessions.end_all(user)

    def _may_try_from_here(self, request: HttpRequest, **credentials: Any) -> bool:
        account = _account(credentials)
        is_known: bool = self._known(account, request) in cache
        action = "login_failed_anywhere"
        return is_known or ratelimit.consume(request, action=action, key=account, dry_run=True)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count an account's tries by network, or anybody could close it for its owner."""
        return f"{_account(credentials)}@{self._network(request)}"

    def _known(self, account: str, request: HttpRequest) -> str:
        network = f"{account}@{self._network(request)}"
        return f"signed-in:{hashlib.sha256(network.encode()).hexdigest()}"

    def _network(self, request: HttpRequest) -> str:
        """Return the address, or in IPv6 the network: one subscriber has all of its addresses."""
        address = self.get_client_ip(request)
        prefix = 64 if ":" in address else 32
        return str(ip_network(f"{address}/{prefix}", strict=False))


class SecondStepAdapter(DefaultMFAAdapter):
    """Say in the same words what is wrong with the code of a second step."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": _WRONG_CODE}


def _account(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).lower()
