"""What is kept of pairings, of what was promised and signed (core/personal.py)."""

from django.utils.translation import gettext_lazy as _

from core.personal import Holding, declare
from partnerships.models import (
    Action,
    Agreement,
    AgreementArea,
    AgreementFile,
    AgreementParty,
    AgreementType,
    AgreementWitness,
    AnswerReferral,
    Comment,
    Commitment,
    Designation,
    Pairing,
    PairingFocalPoint,
    PairingParty,
    PeopleReached,
    ProgressUpdate,
    UpdateFile,
    WorkingGroup,
    WorkingGroupMember,
    WorkPlan,
)

_DUE = "closed_on reason revision first_day times_moved"
_FILE = "file name content_type size"

declare(
    Holding(
        model=Pairing,
        internal="title programme phase reason started_on closed_on rhythm_days note last_met_on "
        "last_met_since first_due_on last_update_at needs_help countries "
        "sides source_key",
    ),
    Holding(model=PairingParty, internal="pairing organization role order"),
    Holding(
        model=PairingFocalPoint,
        of="person",
        told=_("Focal point of pairings"),
        staying="person pairing organization starts_on ends_on",
        ends="ends_on",
    ),
    Holding(
        model=Commitment,
        internal=f"{_DUE} pairing area text promised_by promised_to firmness starts_on ends_on "
        "quantity unit agreed_on state is_verified",
    ),
    Holding(
        model=Action,
        of="person",
        told=_("Actions"),
        staying="person pairing text due_on state",
        internal=f"{_DUE} commitment organization",
    ),
    Holding(model=AgreementType, public="key name position"),
    Holding(
        model=Agreement,
        internal="title type pairing state parties_confirmed signed_on place starts_on ends_on "
        "is_open_ended renews reason note revision source_key",
    ),
    # Who signed is what an agreement says, as long as it is kept (decision 0051).
    Holding(
        model=AgreementParty,
        of="signatory",
        told=_("Signed agreements"),
        staying="signatory signatory_name capacity signed_on agreement organization",
        written="signatory_name",
        internal="order",
    ),
    Holding(
        model=AgreementWitness,
        of="person",
        told=_("Witness of a signing"),
        staying="person name capacity agreement",
        written="name",
    ),
    Holding(model=AgreementArea, internal="agreement area"),
    Holding(model=AgreementFile, internal=f"{_FILE} agreement language"),
    Holding(
        model=Designation,
        internal="title conferred_by conferred_on pairing given_on purpose source_key",
    ),
    # Settled or not, it names somebody else: it is of no use when neither works here.
    Holding(
        model=AnswerReferral,
        of="person",
        told=_("Who should answer instead"),
        staying="person pairing text settled_at",
        internal="commitment action settled_by",
    ),
    Holding(
        model=ProgressUpdate,
        of="author",
        told=_("Updates"),
        staying="author pairing answer text challenges submitted_at",
        internal="commitment action percent new_due_on submitted_by supersedes verified_by "
        "verified_at returned_by returned_at comment calls_for_help",
    ),
    Holding(
        model=Comment,
        of="author",
        told=_("Questions and comments"),
        staying="author pairing kind text submitted_at role",
        internal="commitment progress_update answers submitted_by country closed_at",
    ),
    Holding(model=PeopleReached, internal="progress_update kind total women"),
    Holding(model=UpdateFile, internal=f"{_FILE} progress_update"),
    Holding(
        model=WorkPlan,
        internal="name programme pairing replaces version state starts_on ends_on note source_key",
    ),
    Holding(model=WorkingGroup, internal="pairing name mandate agreed_on"),
    Holding(
        model=WorkingGroupMember,
        of="person",
        told=_("Working groups"),
        names="name",
        staying="person group organization",
    ),
)
