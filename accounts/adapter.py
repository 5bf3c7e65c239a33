"""Nobody signs themselves up, and no stranger keeps a person out of their account."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import ratelimit
from allauth.core.internal import ratelimit as limits
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountEventKind as Kind
from accounts.models import User
from accounts.operations import account_events, second_steps, sessions
from accounts.terms import BY_ITSELF, HAS_SECOND_STEP, Visit
from core.turns import NoTurnError, Turns

_APP = "allauth.account"
_WRONG_CODE = _("The code is wrong. Type the newest code.")
_LONGEST_AGENT = 200
PASSWORDS = Turns(
    "PASSWORDS_AT_ONCE",
    "PASSWORD_WAIT",
    _("Many people sign in just now. Try again in a few seconds."),
)
# What the library would write a mail about: ours are written by the log of sign-ins.
_CHANGES = {
    "account/email/password_changed": Kind.NEW_PASSWORD,
    "account/email/password_reset": Kind.NEW_PASSWORD,
    "account/email/password_set": Kind.NEW_PASSWORD,
    "account/email/email_changed": Kind.NEW_ADDRESS,
    "account/email/email_deleted": Kind.NEW_ADDRESS,
    "mfa/email/totp_activated": Kind.SECOND_STEP_ON,
    "mfa/email/totp_deactivated": Kind.SECOND_STEP_OFF,
    "mfa/email/webauthn_added": Kind.SECOND_STEP_ON,
    "mfa/email/webauthn_removed": Kind.SECOND_STEP_OFF,
    "mfa/email/recovery_codes_generated": Kind.NEW_CODES,
}


class Backend(AuthenticationBackend):
    """Who signs in by password; what they may do follows from roles alone.

    No table of permissions is asked: each page would ask it twice for all but administrators.
    """

    def get_user(self, user_id: Any) -> Any:
        """Return the user, from the session where they were read with it."""
        user = sessions.user_of_asked(user_id)
        if user is None:
            return super().get_user(user_id)
        return user if self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return none."""
        return set()


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

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Look at a password in its turn: a crowd must not take the machine's memory."""
        try:
            with PASSWORDS.taken():
                user: AbstractBaseUser | None = super().authenticate(request, **credentials)
                return user
        except NoTurnError as refused:
            raise ValidationError(str(refused)) from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong try for the account, wherever it came from."""
        account = _account(credentials)
        ratelimit.consume(request, action="login_failed_anywhere", key=account)
        owner = User.objects.filter(email=account).first()
        if owner is not None:
            self.note(request, owner, Kind.WRONG_PASSWORD)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Keep where it was; the owner is told if it is somewhere new."""
        sessions.place(request.session, self._visit(request))
        self.note(request, user, Kind.SIGNED_IN)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Keep that somebody signed out."""
        if isinstance(request.user, User):
            self.note(request, request.user, Kind.SIGNED_OUT)
        super().logout(request)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: Any = None,
        email: str | None = None,
    ) -> None:
        """Keep what changed; its owner is told by a task, whether the mail server is there or not.

        Of another address the one of before is told.
        """
        if kind := _CHANGES.get(template_prefix):
            if kind == Kind.SECOND_STEP_ON:
                # The sessions of before were opened without it.
                sessions.end_all(user, but=self.request.session.session_key)
            if kind == Kind.SECOND_STEP_OFF:
                self.request.session.pop(HAS_SECOND_STEP, None)
            self.note(self.request, user, kind, told_to=email or "")

    def note(self, request: HttpRequest, user: User, kind: Kind, *, told_to: str = "") -> None:
        """Keep what happened to an account, and from where."""
        visit = self._visit(request)
        account_events.note(user, kind, visit, now=timezone.now(), told_to=told_to)

    def _visit(self, request: HttpRequest) -> Visit:
        agent = request.headers.get("User-Agent", "")[:_LONGEST_AGENT]
        return Visit(network=self._network(request), agent=agent)

    def set_password(self, user: User, password: str) -> None:
        """Change the password; where the old one was used, nobody is signed in any more.

        The browser that changes it gets a new session right after.
        """
        super().set_password(user, password)
        sessions.end_all(user)

    def _may_try_from_here(self, request: HttpRequest, **credentials: Any) -> bool:
        account = _account(credentials)
        network = self._network(request)
        is_known = account_events.signed_in_from(account, network, now=timezone.now())
        action = "login_failed_anywhere"
        return is_known or ratelimit.consume(request, action=action, key=account, dry_run=True)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count an account's tries by network, or anybody could close it for its owner."""
        return f"{_account(credentials)}@{self._network(request)}"

    def _network(self, request: HttpRequest) -> str:
        """Return the address, or in IPv6 the network: one subscriber has all of its addresses."""
        address = self.get_client_ip(request)
        return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


class SecondStepAdapter(DefaultMFAAdapter):
    """Say in our words what is wrong with the code of a second step; keep secrets encrypted."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": _WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Return the secret as it stands in the database."""
        return second_steps.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret as it is used."""
        return second_steps.decrypt(encrypted_text)


def _account(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).lower()
