"""What institutions have agreed, and how far they have come."""

from partnerships.models.actions import Action
from partnerships.models.agreements import (
    Agreement,
    AgreementArea,
    AgreementFile,
    AgreementParty,
    AgreementType,
    AgreementWitness,
)
from partnerships.models.comments import Comment
from partnerships.models.commitments import Commitment
from partnerships.models.designations import Designation
from partnerships.models.pairings import Pairing, PairingFocalPoint, PairingParty
from partnerships.models.referrals import AnswerReferral
from partnerships.models.updates import PeopleReached, ProgressUpdate, UpdateFile
from partnerships.models.work_plans import WorkPlan
from partnerships.models.working_groups import WorkingGroup, WorkingGroupMember

__all__ = [
    "Action",
    "Agreement",
    "AgreementArea",
    "AgreementFile",
    "AgreementParty",
    "AgreementType",
    "AgreementWitness",
    "AnswerReferral",
    "Comment",
    "Commitment",
    "Designation",
    "Pairing",
    "PairingFocalPoint",
    "PairingParty",
    "PeopleReached",
    "ProgressUpdate",
    "UpdateFile",
    "WorkPlan",
    "WorkingGroup",
    "WorkingGroupMember",
]
