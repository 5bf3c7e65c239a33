"""What the database keeps on each pairing, so that nobody reads its history for its status.

And its sides, the countries under which it is counted, and whom it concerns; on each update
whether it is a call for help that stands; on each agreed area whether somebody has verified that it
is done.
"""

from __future__ import annotations

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Subquery

from core import triggers
from core.db import written_out
from core.kept import Kept
from core.models import leads_to
from core.triggers import WAYS, Rule
from network.models.concerns import Concern, keys, looked_up, of_organization
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate
from partnerships.models.pairings import KEPT_OF_SIDES, KEPT_OF_STATUS
from partnerships.models.updates import KEPT_CALL

_SIDES = (
    "partnerships_pairingparty AS side"
    f" {looked_up('network_organization', 'house', 'side.organization_id')}"
    " WHERE side.pairing_id = partnerships_pairing.id"
)
_COUNTRIES = (
    f"ARRAY(SELECT DISTINCT house.country_id FROM {_SIDES}"  # noqa: S608 - of our own
    " AND house.country_id IS NOT NULL ORDER BY house.country_id)"
)
# Found first, then put in order: an index of all sides has them in order as well.
_ORGANIZATIONS = (
    "ARRAY(SELECT organization_id FROM (SELECT organization_id FROM partnerships_pairingparty"
    " WHERE pairing_id = partnerships_pairing.id OFFSET 0) AS side ORDER BY organization_id)"
)
_CONCERNS = keys(
    of_organization(_SIDES),
    f"SELECT {Concern.PROGRAMME.key('partnerships_pairing.programme_id')}",
)

_OF_HOUSES = (
    "SELECT DISTINCT side.pairing_id FROM changed"
    " JOIN partnerships_pairingparty AS side ON side.organization_id = changed.id"
)


def _facts() -> str:
    """Return the question for the key of each pairing with what its status needs.

    Each is a look into an index, however long the history is and however much others call for help,
    and whatever the database believes of small tables: what corrects an update is looked up.
    """
    mine = {"pairing": OuterRef("pk")}
    open_ones = Action.objects.open().filter(**mine, due_on__isnull=False)
    current = ProgressUpdate.objects.filter(**mine).current(one_by_one=True)
    newest = current.order_by("-submitted_at")
    facts = Pairing.objects.order_by().values_list(
        "pk",
        Subquery(open_ones.order_by("due_on").values("due_on")[:1]),
        Subquery(newest.values("submitted_at")[:1]),
        ExpressionWrapper(leads_to(ProgressUpdate.objects.calls(), "pairing"), BooleanField()),
    )
    return written_out(facts)


def _facts_of_sides() -> str:
    """Return the question for the key of each pairing with what follows from its sides."""
    said = ", ".join(("partnerships_pairing.id", _COUNTRIES, _ORGANIZATIONS, _CONCERNS))
    return f"SELECT {said} FROM partnerships_pairing"  # noqa: S608 - of our own


def _facts_of_updates() -> str:
    """Return the question for the key of each update, with whether it calls for help."""
    calls = ExpressionWrapper(leads_to(ProgressUpdate.objects.needing_help(), "pk"), BooleanField())
    return written_out(ProgressUpdate.objects.order_by().values_list("pk", calls))


def _verified() -> str:
    """Return the question for the key of each agreed area with whether somebody verified it."""
    is_verified = leads_to(ProgressUpdate.objects.verified_as_done(), "commitment")
    verified = ExpressionWrapper(is_verified, BooleanField())
    return written_out(Commitment.objects.order_by().values_list("pk", verified))


_PAIRINGS = ("SELECT pairing_id FROM changed",)


def _itself(table: str, function: str, *columns: str) -> Rule:
    """Return the rule that what is kept is asked again when ``columns`` of the row are written.

    Whoever saves a row writes what was kept when they read it.
    """
    own = ("SELECT id FROM changed WHERE pg_trigger_depth() = 1",)
    return Rule(table, function, own, columns, ways=("insert", "update"))


# What is written for the first time ends calls that stand; a correction may take that back.
_CALLS_WHEN_WRITTEN = """
SELECT id FROM changed WHERE answer = 'blocked'
UNION SELECT call.id FROM changed JOIN partnerships_progressupdate AS call
ON call.calls_for_help AND call.pairing_id = changed.pairing_id
UNION SELECT call.id FROM changed JOIN partnerships_progressupdate AS call
ON call.answer = 'blocked' AND call.pairing_id = changed.pairing_id
WHERE changed.supersedes_id IS NOT NULL
"""
# Whoever saves an update writes what was kept when they read it.
_CALLS_WHEN_CHANGED = """
SELECT id FROM changed WHERE pg_trigger_depth() = 1
UNION SELECT call.id FROM changed JOIN partnerships_progressupdate AS call
ON call.answer = 'blocked' AND call.pairing_id = changed.pairing_id
WHERE pg_trigger_depth() = 1
"""
# A call for help ends when somebody of the ILO has answered later.
_CALLS_OF_THE_ILO = """
SELECT call.id FROM changed JOIN partnerships_progressupdate AS later
ON later.submitted_by_id = changed.user_id JOIN partnerships_progressupdate AS call
ON call.answer = 'blocked' AND call.pairing_id = later.pairing_id
"""
_CALLS_ABOUT = """
SELECT call.id FROM changed JOIN partnerships_progressupdate AS call
ON call.answer = 'blocked' AND call.{} = changed.id
"""
_ABOUT = (
    *("pairing_id", "action_id", "commitment_id", "answer", "submitted_at"),
    *("supersedes_id", "author_id", "submitted_by_id"),
)


# Their pairings are held before, as by those who write of one.
_CALLS_HELD = f"""
CREATE OR REPLACE FUNCTION call_held_anew(ids bigint[]) RETURNS void
LANGUAGE plpgsql {triggers.AS_OWNER} {triggers.PLANS_ARE_KEPT} AS $$
BEGIN
    IF cardinality(ids) > 0 THEN
        PERFORM FROM partnerships_pairing WHERE id = ANY (ARRAY(
            SELECT pairing_id FROM partnerships_progressupdate WHERE id = ANY (ids)
        )) ORDER BY id FOR NO KEY UPDATE;
        PERFORM call_anew(ids);
    END IF;
END $$;
"""  # noqa: S608 - nothing in it is somebody's


def _of_calls(table: str, found: str, *columns: str, ways: tuple[str, ...] = WAYS) -> Rule:
    return Rule(table, "call_held_anew", (found,), columns, ways)


ON_UPDATES = Kept(
    "call",
    ProgressUpdate,
    KEPT_CALL,
    _facts_of_updates,
    (
        _of_calls("partnerships_progressupdate", _CALLS_WHEN_WRITTEN, ways=("insert",)),
        _of_calls(
            "partnerships_progressupdate",
            _CALLS_WHEN_CHANGED,
            *(*_ABOUT, *KEPT_CALL),
            ways=("update", "delete"),
        ),
        _of_calls("partnerships_action", _CALLS_ABOUT.format("action_id"), "state"),
        _of_calls("partnerships_commitment", _CALLS_ABOUT.format("commitment_id"), "state"),
        _of_calls(
            "partnerships_pairing", _CALLS_ABOUT.format("pairing_id"), "phase", ways=("update",)
        ),
        _of_calls("network_membership", _CALLS_OF_THE_ILO),
    ),
    _CALLS_HELD,
)
ON_PAIRINGS = Kept(
    "kept",
    Pairing,
    KEPT_OF_STATUS,
    _facts,
    (
        Rule("partnerships_action", "kept_anew", _PAIRINGS, ("pairing_id", "state", "due_on")),
        Rule(
            "partnerships_progressupdate",
            "kept_anew",
            _PAIRINGS,
            ("pairing_id", "submitted_at", "supersedes_id", *KEPT_CALL),
        ),
        _itself("partnerships_pairing", "kept_anew", *KEPT_OF_STATUS),
    ),
    is_aside=True,
)
ON_SIDES = Kept(
    "paired",
    Pairing,
    KEPT_OF_SIDES,
    _facts_of_sides,
    (
        _itself("partnerships_pairing", "paired_anew", "programme_id", *KEPT_OF_SIDES),
        Rule(
            "partnerships_pairingparty",
            "paired_anew",
            _PAIRINGS,
            ("pairing_id", "organization_id"),
        ),
        Rule(
            "network_organization",
            "paired_anew",
            (_OF_HOUSES,),
            ("country_id", "parent_id"),
            ways=("update",),
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
        _itself("partnerships_commitment", "verified_anew", "is_verified"),
    ),
)
