"""What makes it due to be checked whether a briefing must come; more: ``followup/triggers.py``."""

from core import triggers
from core.triggers import Rule

# Of each day that comes by itself the planner knows.
RULE = Rule(
    "documents_subscription",
    "followup_check:documents.subscription",
    ("SELECT id FROM changed",),
    ways=("insert",),
)


def install() -> str:
    """Return the SQL that makes the trigger."""
    return triggers.install("documents", "", [RULE])
