"""Writing an agreement down, correcting it, signing and stopping it."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.enums import AgreementState
from partnerships.models import Agreement
from partnerships.operations import agreements
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    AgreementFactory,
    AgreementPartyFactory,
    AgreementWitnessFactory,
    PairingFactory,
)
from tests.factories.roles import coordinator, focal_point, official, staff
from tests.partnerships.views.agreement_pages import ADD, INDEX, at, page, sheet

pytestmark = pytest.mark.django_db


def test_the_staff_adds_an_agreement_with_its_parties(signed_in):
    college, ministry = OrganizationFactory(), OrganizationFactory()
    signatory = PersonFactory(name="Seng Sokheng", works_at=college)
    area = CooperationAreaFactory()
    client = signed_in(staff())

    assert "It starts as a draft." in page(client.get(ADD))
    response = client.post(
        ADD,
        sheet(
            college,
            ministry,
            **{
                "areas": [area.pk],
                "parties-0-signatory_name": "Mr Sokheng SENG",
                "parties-1-capacity": "Minister",
                "parties-1-signed_on": "2026-05-07",
                "witnesses-0-name": "Cao Lan",
            },
        ),
    )

    agreement = Agreement.objects.get()
    first, second = agreement.parties.all()
    assert response.url == agreement.get_absolute_url()
    assert (first.organization, first.signatory) == (college, signatory)
    assert (second.organization, second.capacity, second.signed_on) == (
        ministry,
        "Minister",
        date(2026, 5, 7),
    )
    assert [row.area for row in agreement.areas.all()] == [area]
    assert [row.name for row in agreement.witnesses.all()] == ["Cao Lan"]
    assert agreement.state == AgreementState.DRAFT


def test_a_focal_point_drafts_for_the_own_organization(signed_in):
    own, other = OrganizationFactory(), OrganizationFactory()

    response = signed_in(focal_point(own)).post(ADD, sheet(own, other))

    assert response.url == Agreement.objects.get().get_absolute_url()


def test_a_focal_point_does_not_draft_for_others(signed_in):
    client = signed_in(focal_point(OrganizationFactory()))

    response = client.post(ADD, sheet(OrganizationFactory(), OrganizationFactory()))

    assert response.status_code == 422
    assert "Name your own organization, or one of your country, among the parties." in page(
        response
    )


def test_an_official_drafts_nothing(signed_in):
    assert signed_in(official()).get(ADD).status_code == 403


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"starts_on": "2026-02-01", "ends_on": "2026-01-01"}, "Choose a day after the first day."),
        ({"is_open_ended": "on", "ends_on": "2026-01-01"}, "Clear this day"),
        ({"parties-1-organization": ""}, "Name at least two different parties."),
        ({"parties-1-organization": "", "parties-1-capacity": "x"}, "Choose the organization"),
        ({"witnesses-0-capacity": "x"}, "Write the name, or clear this row."),
    ],
)
def test_a_wrong_answer_is_told_and_what_was_typed_stays(signed_in, changes, sentence):
    data = sheet(OrganizationFactory(), OrganizationFactory(), place="Kampong Speu")

    response = signed_in(staff()).post(ADD, {**data, **changes})

    assert response.status_code == 422
    assert sentence in page(response)
    assert "Kampong Speu" in page(response)


def test_the_same_party_twice_is_told(signed_in):
    college = OrganizationFactory()

    response = signed_in(staff()).post(ADD, sheet(college, college))

    assert "Name each party only once." in page(response)


@pytest.mark.parametrize(("button", "rows"), [("parties", (3, 1)), ("witnesses", (2, 2))])
def test_another_row_comes_without_javascript(signed_in, button, rows):
    college, area = OrganizationFactory(), CooperationAreaFactory()
    data = sheet(college, None, title="", areas=[area.pk], **{f"add_{button}": "1"})

    response = signed_in(staff()).post(ADD, data)

    found = response.context["sheet"]
    assert response.status_code == 200
    assert (len(found.parties.forms), len(found.witnesses.forms)) == rows
    assert "This field is required" not in page(response)
    assert f'<option value="{college.pk}" selected>' in page(response)


def test_an_agreement_that_was_renewed_meanwhile_is_told(signed_in, monkeypatch):
    earlier = AgreementFactory()
    real = agreements.draft

    def late(terms, **facts):
        AgreementFactory(renews=earlier)
        return real(terms, **facts)

    monkeypatch.setattr(agreements, "draft", late)
    data = sheet(OrganizationFactory(), OrganizationFactory(), renews=earlier.pk)
    response = signed_in(staff()).post(ADD, data)

    assert response.status_code == 422
    assert "Another agreement renewed that one." in page(response)


def test_open_ends_and_days_are_written_out(signed_in):
    AgreementFactory(title="A", signed=True, is_open_ended=True)
    AgreementFactory(title="B", signed=True, ends_on=date(2030, 12, 31))

    shown = page(signed_in(staff()).get(INDEX))

    for words in ("No end", "31 Dec 2030", "15 Jan 2026"):
        assert words in shown


# Correcting one


def edit_data(agreement: Agreement, **changes) -> dict[str, object]:
    organizations = [party.organization for party in agreement.parties.all()]
    return sheet(*organizations, title=agreement.title, type=agreement.type_id, **changes)


def test_the_form_shows_what_is_known(signed_in):
    agreement = AgreementFactory(title="Shenyang paper", parties=[])
    person = PersonFactory(name="Li Gang")
    AgreementPartyFactory.create_batch(2, agreement=agreement, signatory=person)
    AgreementWitnessFactory(agreement=agreement, name="", person=person, capacity="Mayor")

    response = signed_in(staff()).get(at("edit", agreement))

    assert "Shenyang paper" in page(response)
    assert page(response).count('value="Li Gang"') == 3
    assert 'value="Mayor"' in page(response)


def test_an_agreement_is_corrected(signed_in):
    agreement = AgreementFactory()

    response = signed_in(staff()).post(at("edit", agreement), edit_data(agreement, place="Wuxi"))

    agreement.refresh_from_db()
    assert response.url == agreement.get_absolute_url()
    assert agreement.place == "Wuxi"


def test_a_signatory_of_the_directory_stays_linked_when_the_name_is_not_touched(signed_in):
    agreement = AgreementFactory()
    person, _namesake = PersonFactory.create_batch(2, name="Li Gang")
    agreement.parties.update(signatory=person)
    names = {f"parties-{number}-signatory_name": "Li Gang" for number in range(2)}

    signed_in(staff()).post(at("edit", agreement), edit_data(agreement, **names))

    assert {party.signatory for party in agreement.parties.all()} == {person}


def test_an_agreement_cannot_renew_itself_by_a_detour(signed_in):
    agreement = AgreementFactory()
    later = AgreementFactory(renews=agreement)

    response = signed_in(staff()).post(at("edit", agreement), edit_data(agreement, renews=later.pk))

    assert response.status_code == 422
    assert "An agreement cannot renew itself." in page(response)


def test_a_focal_point_edits_a_draft_and_not_a_signed_agreement(signed_in):
    own = OrganizationFactory()
    draft = AgreementFactory(parties=[own, OrganizationFactory()])
    signed = AgreementFactory(signed=True, parties=[own, OrganizationFactory()])
    client = signed_in(focal_point(own))

    assert client.get(at("edit", draft)).status_code == 200
    assert client.get(at("edit", signed)).status_code == 403


def test_a_pairing_that_the_focal_point_does_not_see_stays(signed_in):
    own, hidden = OrganizationFactory(), PairingFactory()
    agreement = AgreementFactory(parties=[own, OrganizationFactory()], pairing=hidden)

    signed_in(focal_point(own)).post(at("edit", agreement), edit_data(agreement))

    agreement.refresh_from_db()
    assert agreement.pairing == hidden


def test_a_coordinator_leads_the_agreements_of_the_country(signed_in):
    cambodia = CountryFactory(cambodia=True)
    agreement = AgreementFactory(
        parties=[OrganizationFactory(country=cambodia), OrganizationFactory()], signed=True
    )

    client = signed_in(coordinator(cambodia))

    assert client.get(at("edit", agreement)).status_code == 200
    assert client.get(at("move", agreement)).status_code == 200


# Signing and stopping one


def test_a_signing_is_recorded_with_its_day(signed_in):
    agreement = AgreementFactory()
    client = signed_in(staff())

    assert "Record the signing" in page(client.get(at("sign", agreement)))
    response = client.post(at("sign", agreement), {"on": "2026-05-07"})

    agreement.refresh_from_db()
    assert response.url == agreement.get_absolute_url()
    assert (agreement.state, agreement.signed_on) == (AgreementState.SIGNED, date(2026, 5, 7))


def test_nobody_has_signed_on_a_day_that_is_still_to_come(signed_in):
    agreement = AgreementFactory()

    response = signed_in(staff()).post(at("sign", agreement), {"on": "2099-01-01"})

    agreement.refresh_from_db()
    assert response.status_code == 422
    assert "This day is in the future." in page(response)
    assert agreement.state == AgreementState.DRAFT


def test_a_second_signing_is_refused(signed_in):
    agreement = AgreementFactory(signed=True)

    response = signed_in(staff()).post(at("sign", agreement), {"on": ""})

    assert response.status_code == 422
    assert "It cannot become “Signed”." in page(response)


def test_a_focal_point_does_not_sign(signed_in):
    own = OrganizationFactory()
    agreement = AgreementFactory(parties=[own, OrganizationFactory()])

    assert signed_in(focal_point(own)).post(at("sign", agreement)).status_code == 403


def test_an_agreement_is_stopped_with_a_reason(signed_in):
    agreement = AgreementFactory(signed=True)
    client = signed_in(staff())

    refused = client.post(at("move", agreement), {"state": "terminated", "reason": ""})
    response = client.post(at("move", agreement), {"state": "terminated", "reason": "Merged"})

    agreement.refresh_from_db()
    assert refused.status_code == 422
    assert "Say why the agreement was stopped." in page(refused)
    assert response.url == agreement.get_absolute_url()
    assert (agreement.state, agreement.reason) == (AgreementState.TERMINATED, "Merged")


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("draft", ["circulated", "cancelled"]),
        ("circulated", ["draft", "agreed_text", "cancelled"]),
        ("signed", ["suspended", "terminated"]),
        ("suspended", ["signed", "terminated"]),
        ("cancelled", []),
    ],
)
def test_only_what_may_follow_is_offered(signed_in, state, offered):
    agreement = AgreementFactory(state=state, reason="x")

    response = signed_in(staff()).get(at("move", agreement))

    assert [value for value, _label in response.context["form"].fields["state"].choices] == offered


def test_a_move_that_came_too_late_is_refused(signed_in, monkeypatch):
    agreement = AgreementFactory()
    client = signed_in(staff())
    # Two tabs: the other one has cancelled it between the check of the form and the act.
    real = agreements.move

    def late(record, **facts):
        Agreement.objects.filter(pk=record.pk).update(state="cancelled", reason="x")
        return real(record, **facts)

    monkeypatch.setattr(agreements, "move", late)
    response = client.post(at("move", agreement), {"state": "circulated", "reason": ""})

    assert response.status_code == 422
    assert "cannot become" in page(response)
