"""What the database keeps on each pairing, so that nobody reads its history for its status.

And the countries under which it is counted.
"""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Subquery

from core.kept import Kept
from core.models import leads_to
from core.triggers import Rule
from partnerships.models import Action, Pairing, PairingParty, ProgressUpdate
from partnerships.models.pairings import KEPT


def _facts() -> str:
    """Return the question for the key of each pairing with what its facts say.

    Each is a look into an index, however long the history is and however much others call for help.
    """
    mine = {"pairing": OuterRef("pk")}
    open_ones = Action.objects.open().filter(**mine, due_on__isnull=False)
    current = ProgressUpdate.objects.current().filter(**mine)
    sides = PairingParty.objects.filter(**mine, organization__country__isnull=False)
    country = "organization__country"
    facts = Pairing.objects.order_by().values_list(
        "pk",
        Subquery(open_ones.order_by("due_on").values("due_on")[:1]),
        Subquery(current.order_by("-submitted_at").values("submitted_at")[:1]),
        ExpressionWrapper(
            leads_to(ProgressUpdate.objects.needing_help(), "pairing"), BooleanField()
        ),
        ArraySubquery(sides.order_by(country).values(country).distinct()),
    )
    with connection.cursor() as cursor:
        asked: bytes = cursor.mogrify(*facts.query.sql_with_params())
    return asked.decode()


_FINDERS = """
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


ON_PAIRINGS = Kept(
    "kept",
    "pairing",
    "kept_of_pairings",
    Pairing,
    KEPT,
    _facts,
    (
        _of_pairings("partnerships_action", "pairing_id", "state", "due_on"),
        _of_pairings("partnerships_commitment", "pairing_id", "state"),
        _of_pairings(
            "partnerships_progressupdate",
            *("pairing_id", "action_id", "commitment_id", "answer", "submitted_at"),
            *("supersedes_id", "author_id", "submitted_by_id"),
        ),
        # Whoever saves a pairing writes what was kept when they read it.
        Rule(
            "partnerships_pairing",
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
    ),
    _FINDERS,
)
