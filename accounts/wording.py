"""The words for a device, and what is told of an account to its owner."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import AccountEventKind as Kind
from accounts.models import AccountEvent

# What a browser says of itself names its forerunners as well: the first that fits is the one.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("MicroMessenger", "WeChat"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)

# What the mail to the owner is called. Of the rest nobody is told by mail.
SUBJECTS = {
    Kind.SIGNED_IN: gettext_lazy("New sign-in to your account"),
    Kind.NEW_PASSWORD: gettext_lazy("Your account has a new password"),
    Kind.SECOND_STEP_ON: gettext_lazy("Your account has a new second step"),
    Kind.SECOND_STEP_OFF: gettext_lazy("Your account has lost a second step"),
    Kind.NEW_CODES: gettext_lazy("Your account has new recovery codes"),
    Kind.NEW_ADDRESS: gettext_lazy("Your account has another e-mail address"),
}


def device(agent: str) -> str:
    """Return "Firefox on Windows" for what a browser says of itself."""
    browser = _first(_BROWSERS, agent)
    system = _first(_SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def happened(event: AccountEvent) -> str:
    """Return what happened, and of what: "Role given: Focal point, NPIC"."""
    what = event.get_kind_display()
    if not event.detail:
        return what
    return _("%(what)s: %(detail)s") % {"what": what, "detail": event.detail}


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if sign in agent), "")
