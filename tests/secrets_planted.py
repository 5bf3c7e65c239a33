"""Records that nobody of the first world may see, hung on what they may see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from events.models import Event
from partnerships.models import Agreement, Commitment
from tests.factories import events, network, notifications, partnerships
from tests.walk import of_kind

if TYPE_CHECKING:
    from network.models import Organization, Person
    from tests.walk import Stage

MARK = "Plantedmark"


def plant(stage: Stage) -> None:
    """Plant all of it."""
    pairing = of_kind("Pairing", stage.theirs)
    partner = pairing.parties.get(order=1).organization
    stranger = of_kind("Organization", stage.others)
    spy = network.PersonFactory(name=f"{MARK} Spy", works_at=stranger)
    network.MembershipFactory(
        role="focal_point", organization=stranger, user__name=f"{MARK} Account"
    )
    _dealings(stage, partner, stranger, spy)
    _papers(stage, partner, stranger)
    _at_their_meeting(stage)


def _dealings(stage: Stage, partner: Organization, stranger: Organization, spy: Person) -> None:
    """Their partner has dealings with strangers, which are no concern of theirs."""
    pairing = partnerships.PairingFactory(title=f"{MARK} pairing", parties=[partner, stranger])
    commitment = partnerships.CommitmentFactory(
        pairing=pairing,
        area=of_kind("Commitment", stage.theirs).area,
        text=f"{MARK} commitment",
    )
    action = partnerships.ActionFactory(
        pairing=pairing, commitment=commitment, text=f"{MARK} action", due_on=date(2026, 1, 1)
    )
    partnerships.ProgressUpdateFactory(pairing=pairing, action=action, text=MARK, author=spy)
    partnerships.CommentFactory(pairing=pairing, text=f"{MARK} question", author=spy)
    partnerships.WorkPlanFactory(name=f"{MARK} plan", pairing=pairing)
    kind = of_kind("Event", stage.theirs).type
    for state, day in (("confirmed", "2030-02-02"), ("held", "2026-02-02")):
        event = events.EventFactory(
            title=f"{MARK} {state}", pairings=[pairing], state=state, day=day, type=kind
        )
        events.ParticipationFactory(event=event, person=spy, name="")
        events.HeadCountFactory(event=event)
        events.OutcomeFactory(event=event, commitment=commitment, text=f"{MARK} decision")
        notifications.MessageFactory(about=event, recipient=spy.recipient, subject=MARK)


def _papers(stage: Stage, partner: Organization, stranger: Organization) -> None:
    """Papers that hang on their own pairing, but bind others."""
    pairing = of_kind("Pairing", stage.theirs)
    partnerships.AgreementFactory(
        title=f"{MARK} agreement",
        parties=[partner, stranger],
        pairing=pairing,
        type=of_kind("Agreement", stage.theirs).type,
    )
    partnerships.DesignationFactory(
        title=f"{MARK} title", conferred_by=partner, conferred_on=stranger, pairing=pairing
    )


def _at_their_meeting(stage: Stage) -> None:
    """What the strangers agreed at a meeting that was theirs as well."""
    event = of_kind("Event", stage.theirs)
    hidden = Commitment.objects.get(text=f"{MARK} commitment")
    paper = Agreement.objects.get(title=f"{MARK} agreement")
    events.OutcomeFactory(event=event, commitment=hidden, text="")
    events.OutcomeFactory(event=event, agreement=paper, text="")


def plant_for_the_ilo(stage: Stage) -> None:
    """Plant what those who run a meeting may know of it, and nobody else."""
    event = of_kind("Event", stage.theirs)
    events.EventFileFactory(
        event=event, name=f"{MARK}.jpg", content_type="image/jpeg", kind="photo", consent=False
    )
    planned = Event.objects.get(title=f"{stage.theirs.mark} planned")
    events.MeetingAccessFactory(event=planned, link=f"https://meet.example.org/{MARK}")
