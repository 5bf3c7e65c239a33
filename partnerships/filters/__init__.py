"""How the lists of this app are narrowed."""

from partnerships.filters.actions import ActionFilter
from partnerships.filters.agreements import AgreementFilter
from partnerships.filters.commitments import CommitmentFilter
from partnerships.filters.pairings import PairingFilter
from partnerships.filters.papers import DesignationFilter, WorkPlanFilter
from partnerships.filters.updates import UpdateFilter

__all__ = [
    "ActionFilter",
    "AgreementFilter",
    "CommitmentFilter",
    "DesignationFilter",
    "PairingFilter",
    "UpdateFilter",
    "WorkPlanFilter",
]
