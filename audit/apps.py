"""The app's name in words, and what ``check --deploy --database default`` asks for it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
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
        checks.register(nobody_is_superuser, checks.Tags.database)


def history_is_guarded(databases: Sequence[str] | None = None, **_: Any) -> list[checks.Warning]:
    """Say so if the role that answers people may change what the history holds."""
    return [OPEN for name in databases or () if _may_change_history(name)]


OPEN = checks.Warning(
    "The role of DATABASE_URL may change the history.",
    hint="docs/operations.md, 'Four roles', says how the tables get an owner of their own.",
    id="audit.W001",
)


def nobody_is_superuser(databases: Sequence[str] | None = None, **_: Any) -> list[checks.Error]:
    """Refuse a role that no rule of the database holds back, but on one's own machine."""
    if settings.LOCAL_MODE:
        return []
    return [TOO_MIGHTY for name in databases or () if _is_superuser(name)]


TOO_MIGHTY = checks.Error(
    "The role of DATABASE_URL or DATABASE_OWNER_URL is a superuser of the database server.",
    hint="docs/operations.md, 'Four roles', says which roles the site needs.",
    id="audit.E001",
)


def _is_superuser(database: str) -> bool:
    return bool(_asked(database, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))


def _may_change_history(database: str) -> bool:
    asked = (
        "SELECT has_table_privilege(oid, 'UPDATE') FROM pg_class"
        " WHERE oid = to_regclass('pghistory_context')"
    )
    return bool(_asked(database, asked))


def _asked(database: str, statement: str) -> Any:
    with connections[database].cursor() as cursor:
        cursor.execute(statement)
        found = cursor.fetchone()
    return found and found[0]
