"""What was signed, given and handed over, on the page of its meeting and in the register."""

import pytest
from django.urls import reverse

from events.enums import OutcomeKind
from events.forms import signatures
from events.wording import titles
from partnerships.models import Agreement, AgreementType, Designation
from tests.factories import roles
from tests.factories.events import DonationFactory, EventFactory, OutcomeFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    AgreementFactory,
    AgreementPartyFactory,
    AgreementTypeFactory,
    AgreementWitnessFactory,
    DesignationFactory,
    PairingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides():
    return [
        OrganizationFactory(name="Guangzhou College", acronym="GZ"),
        OrganizationFactory(name="National Polytechnic", acronym="NP"),
    ]


@pytest.fixture
def event(sides):
    return EventFactory(pairings=[PairingFactory(parties=sides)])


@pytest.fixture
def client(signed_in):
    return signed_in(roles.staff())


def url_of(name, record):
    return reverse(f"events:{name}", args=[record.pk])


def test_an_agreement_of_the_pairing_needs_its_type_alone(client, event, sides):
    url = url_of("agreement-sign-here", event)

    refused = client.post(url, {})
    client.post(url, {"type": AgreementTypeFactory().pk})

    agreement = Agreement.objects.get()
    assert refused.status_code == 422
    assert [party.organization for party in agreement.parties.all()] == sides
    assert (agreement.pairing.meetings.get().event, agreement.signed_on) == (event, event.day)


def test_an_agreement_of_strangers_is_kept_in_words(client, event):
    sent = {"type": AgreementTypeFactory().pk, "parties": "Somewhere\nNowhere"}

    client.post(url_of("agreement-sign-here", event), sent)

    assert not Agreement.objects.exists()
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Memorandum of understanding. Signed by: Somewhere; Nowhere." in page


def test_a_title_is_given_at_a_meeting(client, event, sides):
    sent = {"title": "Teaching base", "giver": "GZ", "holder": "NP"}

    client.post(url_of("designation-confer-here", event), sent)
    client.post(url_of("designation-confer-here", event), {**sent, "holder": "Nowhere"})

    title = Designation.objects.get()
    assert [title.conferred_by, title.conferred_on] == sides
    page = client.get(event.get_absolute_url()).content.decode()
    assert "gave this title to National Polytechnic." in page
    assert "Teaching base, given by GZ to Nowhere" in page


@pytest.mark.parametrize(
    ("name", "factory", "field"),
    [
        ("agreement-tie", AgreementFactory, "agreement"),
        ("designation-tie", DesignationFactory, "designation"),
    ],
)
def test_what_was_written_down_before_is_chosen_by_its_title(client, event, name, factory, field):
    url, record = url_of(name, event), factory(title="Robots of Angkor")
    factory(title="Robots of Vientiane")

    nothing = client.post(url, {})
    unknown = client.post(url, {"record_words": "Weaving"})
    several = client.post(url, {"record_words": "robots"})
    client.post(url, {"record_words": "angkor robots"})

    assert "Choose the" in str(nothing.context["form"].errors)
    assert "We did not find “Weaving”." in str(unknown.context["form"].errors)
    assert "Which one do you mean?" in str(several.context["form"].errors)
    assert several.content.decode().count(">Robots of ") == 2
    assert getattr(event.outcomes.get(), field) == record


def test_what_those_who_met_signed_stands_first_until_it_stands_there(client, event, sides):
    near = AgreementFactory(parties=[sides[0], OrganizationFactory()])
    given = DesignationFactory(conferred_on=sides[1])
    AgreementFactory()

    def offered(name):
        return list(client.get(url_of(name, event)).context["form"].fields["record"].first)

    assert (offered("agreement-tie"), offered("designation-tie")) == ([near], [given])
    client.post(url_of("agreement-tie", event), {"record": near.pk})
    assert offered("agreement-tie") == []


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("agreement-meeting", lambda sides: AgreementFactory(parties=sides)),
        (
            "designation-meeting",
            lambda sides: DesignationFactory(conferred_by=sides[0], conferred_on=sides[1]),
        ),
    ],
)
def test_the_meeting_is_chosen_from_the_page_of_the_record(client, event, sides, name, make):
    record, far = make(sides), EventFactory(title="Far away")
    url = url_of(name, record)

    menu = client.get(url).context["form"].fields["record"]
    saved = client.post(url, {"record": event.pk})
    client.post(url, {"record_words": "far away"})

    assert [str(meeting) for meeting in menu.first] == [event.title]
    assert saved.url == record.get_absolute_url()
    assert {outcome.event for outcome in record.outcomes.all()} == {event, far}


def test_only_a_meeting_that_one_runs_is_chosen(signed_in, event):
    country = CountryFactory()
    own = OrganizationFactory(country=country)
    agreement = AgreementFactory(parties=[own, OrganizationFactory()])
    client = signed_in(roles.coordinator(country))

    refused = client.post(url_of("agreement-meeting", agreement), {"record": event.pk})

    assert refused.status_code == 422
    assert not agreement.outcomes.exists()


def test_the_page_tells_who_signed_and_who_saw_it(client, event):
    agreement = AgreementFactory(title="Robots", parties=[], signed=True, note="Two copies.")
    AgreementPartyFactory(agreement=agreement, signatory_name="Zhou Xiaohong", capacity="Dean")
    AgreementWitnessFactory(agreement=agreement, name="Li Gang", capacity="Vice Mayor")
    OutcomeFactory(event=event, kind=OutcomeKind.AGREEMENT, text="", agreement=agreement)
    DonationFactory(event=event, quantity="20 sets", giver_name="A firm", value="30,000 USD")

    page = client.get(event.get_absolute_url()).content.decode()

    words = ("Signed here", "Robots", "Zhou Xiaohong", "Dean", "Li Gang", "Vice Mayor")
    for text in (*words, "Two copies.", "20 sets", "A firm", "30,000 USD"):
        assert text in page


def test_what_a_meeting_will_bring_is_not_called_signed(client):
    event = EventFactory(planned=True)
    OutcomeFactory(event=event, kind=OutcomeKind.AGREEMENT, text="", agreement=AgreementFactory())

    page = client.get(event.get_absolute_url()).content.decode()

    assert "To be signed here" in page
    assert url_of("agreement-sign-here", event) not in page


@pytest.mark.parametrize(
    ("part", "kind", "factory"),
    [
        ("agreements", OutcomeKind.AGREEMENT, AgreementFactory),
        ("titles", OutcomeKind.DESIGNATION, DesignationFactory),
    ],
)
def test_what_is_taken_off_the_page_stays_in_the_register(client, event, part, kind, factory):
    record = factory()
    outcome = OutcomeFactory(event=event, kind=kind, text="", **{kind.value: record})

    client.post(reverse("events:event-part-remove", args=[event.pk, part, outcome.pk]))

    assert not event.outcomes.exists()
    record.refresh_from_db()


def test_what_was_handed_over_is_taken_off(client, event):
    donation = DonationFactory(event=event)

    client.post(reverse("events:event-part-remove", args=[event.pk, "donations", donation.pk]))

    assert not event.donations.exists()


def test_an_agreement_in_words_enters_the_register_once_the_directory_knows_its_parties(
    client, event
):
    kind = AgreementTypeFactory()
    said = "Robots. Signed by: Somewhere (Dara Sok, Dean); NP. Witnesses: Wei Fan, Clerk."
    words = titles.signed(
        "Robots",
        kind.name,
        parties=["Somewhere (Dara Sok, Dean)", "NP"],
        witnesses=["Wei Fan, Clerk"],
    )
    assert words == said.replace("Robots", f"Robots ({kind.name})", 1)
    outcome = OutcomeFactory(event=event, kind=OutcomeKind.AGREEMENT, text=words)
    url = reverse("events:agreement-enter", args=[event.pk, outcome.pk])
    assert url in client.get(event.get_absolute_url()).content.decode()

    asked = client.get(url).context["form"].initial
    refused = client.post(url, asked)
    OrganizationFactory(name="Somewhere")
    client.post(url, asked)
    again = client.post(url, asked)

    assert "The directory must know two of them." in refused.content.decode()
    assert "This is in the register already." in again.content.decode()
    agreement = Agreement.objects.get()
    outcome.refresh_from_db()
    assert (outcome.agreement, outcome.text, agreement.type) == (agreement, words, kind)
    assert (agreement.title, agreement.signed_on) == ("Robots", event.day)
    assert agreement.parties.get(organization__name="Somewhere").signatory_name == "Dara Sok"
    assert agreement.witnesses.get().name == "Wei Fan"
    assert url not in client.get(event.get_absolute_url()).content.decode()


def test_a_title_in_words_enters_the_register_once_the_directory_knows_both(client, event):
    words = titles.conferred("Base, given by law", "GZ", "Nowhere")
    outcome = OutcomeFactory(event=event, kind=OutcomeKind.DESIGNATION, text=words)
    url = reverse("events:designation-enter", args=[event.pk, outcome.pk])

    asked = client.get(url).context["form"].initial
    refused = client.post(url, asked)
    OrganizationFactory(name="Nowhere")
    client.post(url, asked)

    assert "The directory must know both of them." in refused.content.decode()
    title = Designation.objects.get()
    outcome.refresh_from_db()
    assert (outcome.designation, title.title) == (title, "Base, given by law")
    assert [title.conferred_by.acronym, title.conferred_on.name] == ["GZ", "Nowhere"]


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("They shook hands", {"title": "They shook hands"}),
        ("MoU. Signed by: A; B.", {"type": "7", "parties": "A\nB"}),
    ],
)
def test_words_of_an_agreement_are_asked_for_as_far_as_they_are_known(words, answers):
    nothing = {"title": "", "parties": "", "witnesses": ""}

    found = signatures.answers_in(words, {"7": AgreementType(name="MoU")})

    assert found == nothing | answers
    assert titles.conferred_in(words) == (words, "", "")
