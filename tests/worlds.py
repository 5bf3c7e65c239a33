"""Two sides that must not see each other: a record of every kind, marked by a word of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from events.enums import EventState
from network.models import Account, Programme
from tests.factories import dashboards, documents, events, network, notifications, partnerships
from tests.factories.accounts import ActionLinkFactory

if TYPE_CHECKING:
    from django.db.models import Model

    from events.models import Event
    from network.models import Country, Organization
    from partnerships.models import Pairing


@dataclass
class World:
    """A pairing between two countries and everything that hangs on it."""

    mark: str
    countries: tuple[Country, Country]
    records: dict[type[Model], Model] = field(default_factory=dict)

    def add(self, record: Model) -> Model:
        """Keep the first record of each kind."""
        self.records.setdefault(type(record), record)
        return record


def build(mark: str, countries: tuple[Country, Country]) -> World:
    """Return a world whose every text holds ``mark``."""
    world = World(mark, countries)
    sides = [
        network.OrganizationFactory(name=f"{mark} College {country.name}", country=country)
        for country in countries
    ]
    world.add(sides[0])
    person = world.add(network.PersonFactory(name=f"{mark} Person", works_at=sides[0]))
    _directory(world, sides[0], person)
    programme = world.records[Programme]
    pairing = partnerships.PairingFactory(
        title=f"{mark} Pairing", parties=sides, programme=programme
    )
    world.add(pairing)
    _promises(world, pairing, person)
    _papers(world, pairing, sides)
    _meeting(world, pairing, person)
    said = {**documents.FACTS.as_json(), "country": f"{mark} land"}
    world.add(documents.BriefingFactory(country=countries[0], facts=said))
    world.add(documents.SubscriptionFactory(country=countries[0]))
    world.add(dashboards.SavedViewFactory(name=f"{mark} view"))
    return world


def _directory(world: World, organization: Organization, person: Model) -> None:
    world.add(
        network.OrganizationNameFactory(organization=organization, name=f"{world.mark} alias")
    )
    world.add(network.InterestFactory(organization=organization, text=f"{world.mark} need"))
    world.add(network.FocalPointFactory(organization=organization, person=person))
    world.add(person.positions.get())
    role = network.MembershipFactory(
        role="focal_point", organization=organization, user__name=f"{world.mark} Account"
    )
    world.add(role)
    world.add(Account.objects.get(pk=role.user_id))
    world.add(network.ProgrammeFactory())


def _promises(world: World, pairing: Pairing, person: Model) -> None:
    mark = world.mark
    commitment = world.add(
        partnerships.CommitmentFactory(
            pairing=pairing, text=f"{mark} commitment", quantity=4321, unit=f"{mark} courses"
        )
    )
    action = world.add(
        partnerships.ActionFactory(pairing=pairing, text=f"{mark} action", commitment=commitment)
    )
    update = partnerships.ProgressUpdateFactory(
        pairing=pairing, action=action, text=f"{mark} update", author=person
    )
    world.add(update)
    world.add(partnerships.UpdateFileFactory(progress_update=update, name=f"{mark}.pdf"))
    world.add(partnerships.WorkingGroupFactory(pairing=pairing, name=f"{mark} group"))
    side = pairing.parties.first().organization
    world.add(
        partnerships.PairingFocalPointFactory(pairing=pairing, organization=side, person=person)
    )
    world.add(ActionLinkFactory(holder=person, target=action))
    world.add(
        partnerships.AnswerReferralFactory(pairing=pairing, person=person, text=f"{mark} hint")
    )
    world.add(
        partnerships.CommentFactory(
            pairing=pairing, commitment=commitment, text=f"{mark} question", author=person
        )
    )


def _papers(world: World, pairing: Pairing, sides: list[Organization]) -> None:
    mark = world.mark
    agreement = partnerships.AgreementFactory(
        title=f"{mark} agreement", parties=sides, pairing=pairing
    )
    world.add(agreement)
    world.add(partnerships.AgreementFileFactory(agreement=agreement, name=f"{mark}.pdf"))
    world.add(
        partnerships.DesignationFactory(
            title=f"{mark} title", conferred_by=sides[0], conferred_on=sides[1], pairing=pairing
        )
    )
    world.add(partnerships.WorkPlanFactory(name=f"{mark} plan", pairing=pairing))


def _meeting(world: World, pairing: Pairing, person: Model) -> None:
    mark = world.mark
    event: Event = events.EventFactory(title=f"{mark} workshop", pairings=[pairing])
    world.add(event)
    events.EventFactory(
        title=f"{mark} planned", pairings=[pairing], state=EventState.CONFIRMED, day="2030-01-15"
    )
    world.add(
        events.ParticipationFactory(event=event, person=person, name="", capacity=f"{mark} head")
    )
    item = world.add(events.AgendaItemFactory(event=event, title=f"{mark} session"))
    world.add(events.AgendaSpeakerFactory(item=item, name=f"{mark} speaker"))
    world.add(events.HeadCountFactory(event=event, people=31688, women=12345))
    world.add(
        events.OrganizerFactory(event=event, organization=pairing.parties.first().organization)
    )
    world.add(events.StatementFactory(event=event, text=f"{mark} words"))
    world.add(events.TopicFactory(event=event, text=f"{mark} topic"))
    world.add(events.PresentationFactory(event=event, title=f"{mark} slides"))
    world.add(events.SiteVisitFactory(event=event, name=f"{mark} site"))
    world.add(events.DonationFactory(event=event, what=f"{mark} machine"))
    world.add(events.EventFileFactory(event=event, name=f"{mark}.pdf", caption=f"{mark} file"))
    world.add(events.OutcomeFactory(event=event, text=f"{mark} decision"))
    world.add(
        events.MeetingAccessFactory(event=event, link=f"https://meet.example.org/{mark}-secret")
    )
    world.add(
        notifications.MessageFactory(
            about=event,
            recipient=person.recipient,
            reason=f"{mark} reason",
            subject=f"{mark} mail",
            note=f"{mark} note",
        )
    )
