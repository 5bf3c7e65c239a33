"""What the database keeps on each pairing, so that nobody reads its history for its status.

And the countries under which it is counted, and whom it concerns; on each agreed area, whether
somebody has verified that it is done.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from core.kept import Kept
from core.models import leads_to
from core.triggers import Rule
from network.models.concerns import Concern, keys, looked_up, of_organization
from partnerships.models import Action, Commitment, Pairing, PairingParty, ProgressUpdate
from partnerships.models.pairings import KEPT

_CONCERNS = keys(
    of_organization(
        "partnerships_pairingparty AS side"
        f" {looked_up('network_organization', 'house', 'side.organization_id')}"
        " WHERE side.pairing_id = partnerships_pairing.id"
    ),
    f"SELECT {Concern.PROGRAMME.key('partnerships_pairing.programme_id')}",
)

_OF_HOUSES = (
    "SELECT DISTINCT side.pairing_id FROM changed"
    " JOIN partnerships_pairingparty AS side ON side.organization_id = changed.id"
)


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
        RawSQL(_CONCERNS, []),  # noqa: S611 - nothing in it is somebody's
    )
    return _said(facts)


def _verified() -> str:
    """Return the question for the key of each agreed area with whether somebody verified it."""
    is_verified = leads_to(ProgressUpdate.objects.verified_as_done(), "commitment")
    return _said(
        Commitment.objects.order_by().values_list(
            "pk", ExpressionWrapper(is_verified, BooleanField())
        )
    )


def _said(facts: QuerySet[Any, Any]) -> str:
    with connection.cursor() as cursor:
        sql, values = facts.query.sql_with_params()
        asked: bytes = cursor.mogrify(sql, values)
    return asked.decode()


def _of_pairings(table: str, *columns: str, found: str = "SELECT pairing_id FROM changed") -> Rule:
    return Rule(table, "kept_anew", (found,), columns)


ON_PAIRINGS = Kept(
    "kept",
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
            "kept_anew",
            ("SELECT id FROM changed WHERE pg_trigger_depth() = 1",),
            ("phase", "programme_id", *KEPT),
            ways=("insert", "update"),
        ),
        _of_pairings("partnerships_pairingparty", "pairing_id", "organization_id"),
        Rule(
            "network_organization",
            "kept_anew",
            (_OF_HOUSES,),
            ("country_id", "parent_id"),
            ways=("update",),
        ),
        # A call for help ends when somebody of the ILO has answered later.
        _of_pairings(
            "network_membership",
            found="SELECT DISTINCT call.pairing_id FROM changed"
            " JOIN partnerships_progressupdate later ON later.submitted_by_id = changed.user_id"
            " JOIN partnerships_progressupdate call ON call.pairing_id = later.pairing_id"
            " WHERE call.answer = 'blocked'",
        ),
    ),
)

# An update counts as long as none corrects it.
_VERIFIED = """
SELECT commitment_id FROM changed WHERE commitment_id IS NOT NULL AND verified_at IS NOT NULL
UNION SELECT before.commitment_id FROM changed
JOIN partnerships_progressupdate AS before ON before.id = changed.supersedes_id
WHERE before.commitment_id IS NOT NULL AND before.verified_at IS NOT NULL"""

ON_COMMITMENTS = Kept(
    "verified",
    Commitment,
    ("is_verified",),
    _verified,
    (
        Rule(
            "partnerships_progressupdate",
            "verified_anew",
            (_VERIFIED,),
            ("commitment_id", "answer", "verified_at", "supersedes_id"),
        ),
        # As of pairings.
        Rule(
            "partnerships_commitment",
            "verified_anew",
            ("SELECT id FROM changed WHERE pg_trigger_depth() = 1",),
            ("is_verified",),
            ways=("insert", "update"),
        ),
    ),
)
