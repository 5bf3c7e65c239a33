"""The app's name in words, and what the site asks of its log-ins before it starts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class SampleConfig(AppConfig):
    """The sample network and its loader; it holds no table of its own."""

    name = "sample"
    verbose_name = _("sample network")

    def ready(self) -> None:
        """Let no installation start that everybody can sign in to."""
        checks.register(no_demo_opens, checks.Tags.database)


def no_demo_opens(databases: Sequence[str] | None = None, **_: Any) -> list[checks.Error]:
    """Refuse log-ins whose password is in the documentation, but on one's own machine."""
    from sample.queries.demos import open_demos  # noqa: PLC0415 — models are not there before

    return [OPEN] if databases and open_demos() else []


OPEN = checks.Error(
    "There are demo log-ins, and everybody knows their password.",
    hint="Start with data of your own. docs/operations.md, 'The first account', says how.",
    id="sample.E001",
)
