"""Users and sign-in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, sign-in, links in mails, and the guard of views."""

    name = "accounts"
    verbose_name = _("accounts")
