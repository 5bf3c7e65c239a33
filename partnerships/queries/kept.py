"""What the database keeps on each pairing, so that nobody reads its history for its status.

And the countries under which it is counted.

Said once, as a question to the facts. The triggers ask it again of the pairings whose facts change,
``manage.py figures`` of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Subquery

from core import tables, triggers
from core.models import leads_to
from core.triggers import Rule
from partnerships.models import Action, Pairing, PairingParty, ProgressUpdate
from partnerships.models.pairings import KEPT

_TABLE = Pairing._meta.db_table


def install() -> str:
    """Return the SQL that makes the functions and triggers."""
    return triggers.install("kept", _FUNCTIONS % _update("ANY (ids)"), RULES)


@transaction.atomic
def see_to_triggers() -> None:
    """Make the triggers if they are to say something else, and keep what they say from now on."""
    if _has_columns() and tables.install("kept_", install(), on={rule.table for rule in RULES}):
        rebuild()


def rebuild() -> int:
    """Keep what the facts say now; return how many pairings said something else."""
    with connection.cursor() as cursor:
        cursor.execute(_update("ANY (ARRAY(SELECT id FROM partnerships_pairing ORDER BY id))"))
        return int(cursor.rowcount)


def differences() -> Iterator[str]:
    """Yield what a pairing says of itself and the facts do not."""
    kept = Pairing.objects.order_by("pk").values_list("pk", *KEPT)
    for stands, asked in zip(kept, _facts().order_by("pk"), strict=True):
        for name, one, other in zip(KEPT, stands[1:], asked[1:], strict=True):
            if one != other:
                yield f"pairing {stands[0]}: {name} is {one}, by the facts {other}"


def _has_columns() -> bool:
    """Say whether nobody has gone back to tables of an earlier version."""
    with connection.cursor() as cursor:
        if _TABLE not in connection.introspection.table_names(cursor):
            return False
        columns = connection.introspection.get_table_description(cursor, _TABLE)
    return {column.name for column in columns}.issuperset(KEPT)


def _facts() -> Any:
    """Return the key of each pairing with what its facts say.

    Each is a look into an index, however long the history is and however much others call for help.
    """
    mine = {"pairing": OuterRef("pk")}
    open_ones = Action.objects.open().filter(**mine, due_on__isnull=False)
    current = ProgressUpdate.objects.current().filter(**mine)
    sides = PairingParty.objects.filter(**mine, organization__country__isnull=False)
    country = "organization__country"
    return Pairing.objects.order_by().values_list(
        "pk",
        Subquery(open_ones.order_by("due_on").values("due_on")[:1]),
        Subquery(current.order_by("-submitted_at").values("submitted_at")[:1]),
        ExpressionWrapper(
            leads_to(ProgressUpdate.objects.needing_help(), "pairing"), BooleanField()
        ),
        ArraySubquery(sides.order_by(country).values(country).distinct()),
    )


def _update(keys: str) -> str:
    """Return the statement that keeps on the pairings with these keys what the facts say."""
    with connection.cursor() as cursor:
        sql, values = _facts().query.sql_with_params()
        facts = cursor.mogrify(sql, values).decode()
    columns = ", ".join(KEPT)
    stands, said = (", ".join(f"{of}.{name}" for name in KEPT) for of in ("stands", "said"))
    return (
        f"WITH said (id, {columns}) AS MATERIALIZED ({facts} WHERE {_TABLE}.id = {keys})"
        f" UPDATE {_TABLE} AS stands SET ({columns}) = ROW({said}) FROM said"
        f" WHERE said.id = stands.id AND ROW({stands}) IS DISTINCT FROM ROW({said})"
    )


# Whoever changes facts of a pairing holds its row while they are read anew: of two at once the
# second sees what the first did. It is read past the wall: a reader sees a part of the facts. The
# plan is made once for a connection, which takes longer than to look the facts up.
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION kept_of_pairings(ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF cardinality(ids) > 0 THEN
        PERFORM FROM partnerships_pairing WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
        %s;
    END IF;
END $$;

-- A call for help ends when somebody of the ILO has answered later.
CREATE OR REPLACE FUNCTION kept_of_users(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kept_of_pairings(ARRAY(
        SELECT DISTINCT call.pairing_id FROM partnerships_progressupdate call
        JOIN partnerships_progressupdate later ON later.pairing_id = call.pairing_id
        WHERE call.answer = 'blocked' AND later.submitted_by_id = ANY (ids)))
$$;

CREATE OR REPLACE FUNCTION kept_of_houses(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kept_of_pairings(ARRAY(
        SELECT DISTINCT pairing_id FROM partnerships_pairingparty
        WHERE organization_id = ANY (ids)))
$$;
"""


def _of_pairings(table: str, *columns: str, found: str = "SELECT pairing_id FROM changed") -> Rule:
    return Rule(table, "kept_of_pairings", (found,), columns)


RULES = (
    _of_pairings("partnerships_action", "pairing_id", "state", "due_on"),
    _of_pairings("partnerships_commitment", "pairing_id", "state"),
    _of_pairings(
        "partnerships_progressupdate",
        *("pairing_id", "action_id", "commitment_id", "answer", "submitted_at", "supersedes_id"),
        *("author_id", "submitted_by_id"),
    ),
    # Whoever saves a pairing writes what was kept when they read it.
    Rule(
        _TABLE,
        "kept_of_pairings",
        ("SELECT id FROM changed WHERE pg_trigger_depth() = 1",),
        ("phase", *KEPT),
        ways=("update",),
    ),
    _of_pairings("partnerships_pairingparty", "pairing_id", "organization_id"),
    Rule(
        "network_organization",
        "kept_of_houses",
        ("SELECT id FROM changed",),
        ("country_id",),
        ways=("update",),
    ),
    Rule("network_membership", "kept_of_users", ("SELECT user_id FROM changed",)),
)
