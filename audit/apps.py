"""The app's name in words, and what ``check --deploy --database default`` asks for it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Audit."""

    name = "audit"
    verbose_name = _("audit")

    def ready(self) -> None:
        """Let a deployment know whether the history can be changed."""
        checks.register(history_is_guarded, checks.Tags.database, deploy=True)


def history_is_guarded(databases: Sequence[str] | None = None, **_: Any) -> list[checks.Warning]:
    """Say so if the role that answers people may change what the history holds."""
    return [OPEN for name in databases or () if _may_change_history(name)]


OPEN = checks.Warning(
    "The role of DATABASE_URL may change the history.",
    hint="docs/operations.md, 'Four roles', says how the tables get an owner of their own.",
    id="audit.W001",
)


def _may_change_history(database: str) -> bool:
    with connections[database].cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(oid, 'UPDATE') FROM pg_class"
            " WHERE oid = to_regclass('pghistory_context')"
        )
        found = cursor.fetchone()
    return bool(found and found[0])
