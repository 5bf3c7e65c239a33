"""Nobody signs themselves up: accounts are made for known people."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Close the sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the staff."""
        return False
