"""Nobody signs themselves up: accounts are made for known people."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Close the sign-up page; say in simple words what is wrong."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong. Check both."),
        "incorrect_password": _("The password is wrong. Type it again."),
        "enter_current_password": _("Type the password that you use now."),
        "incorrect_code": _("The code is wrong. Type the newest code."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the staff."""
        return False
