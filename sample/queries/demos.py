"""The log-ins with which the sample network is tried out."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import ProgrammingError

from accounts.models import User
from network.enums import Role

PASSWORD = "network-demo-2026"  # noqa: S105 — everybody may read it: it opens sample data only
OF_THE_PROGRAMME = "ilo-china"


@dataclass(frozen=True)
class Demo:
    """One log-in: its name says that nobody stands behind it."""

    role: str
    scope: str = ""

    @property
    def email(self) -> str:
        """An address of a domain that is kept for examples."""
        word = {Role.STAFF: "staff", Role.FOCAL_POINT: "focal", Role.COORDINATOR: "coordinator"}
        scope = "programme" if self.scope == OF_THE_PROGRAMME else self.scope.lower()
        parts = [word.get(Role(self.role), "official"), scope]
        return ".".join(part for part in parts if part) + "@example.org"


DEMOS = (
    Demo(Role.STAFF),
    Demo(Role.STAFF, OF_THE_PROGRAMME),
    Demo(Role.COORDINATOR, "KH"),
    Demo(Role.FOCAL_POINT, "npic"),
    Demo(Role.FOCAL_POINT, "gzittc"),
    Demo(Role.OFFICIAL, "KH"),
    Demo(Role.OFFICIAL, "LA"),
    Demo(Role.OFFICIAL, "MM"),
    Demo(Role.OFFICIAL, "CN"),
)


def open_demos() -> list[str]:
    """Return the addresses that the documented password opens where others reach the site."""
    if settings.LOCAL_MODE:
        return []
    known = User.objects.filter(email__in=[demo.email for demo in DEMOS], is_active=True)
    try:
        return [user.email for user in known if user.check_password(PASSWORD)]
    except ProgrammingError:
        # No table yet, so no log-in.
        return []
