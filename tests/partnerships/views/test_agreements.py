"""The register of agreements, one agreement, and the forms that change it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.enums import AgreementState
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    AgreementAreaFactory,
    AgreementFactory,
    AgreementFileFactory,
    AgreementPartyFactory,
    AgreementTypeFactory,
    AgreementWitnessFactory,
    PairingFactory,
)
from tests.factories.roles import nobody, official, staff
from tests.partnerships.views.agreement_pages import INDEX, at, page, titles

pytestmark = pytest.mark.django_db


def test_the_register_lists_what_the_user_may_see(signed_in):
    cambodia = CountryFactory(cambodia=True)
    seen = AgreementFactory(parties=[OrganizationFactory(country=cambodia), OrganizationFactory()])
    AgreementFactory()

    response = signed_in(official(cambodia)).get(INDEX)

    assert titles(response) == [seen.title]


def test_the_register_is_empty_for_somebody_without_agreements(signed_in):
    response = signed_in(official()).get(INDEX)

    assert "No agreement yet." in page(response)
    assert "Add" not in page(response).split("<main")[1]


def test_the_staff_is_asked_for_the_first_agreement(signed_in):
    assert "Add the first agreement" in page(signed_in(staff()).get(INDEX))


def test_somebody_without_a_role_sees_no_register(signed_in):
    assert signed_in(nobody()).get(INDEX).status_code == 403


def test_htmx_gets_the_results_only(signed_in):
    AgreementFactory()

    response = signed_in(staff(), htmx=True).get(INDEX)

    assert "<html" not in page(response)
    assert 'id="results"' in page(response)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=khmer", ["Khmer"]),
        ("q=institute", ["Khmer"]),
        ("country=KH", ["Khmer"]),
        ("type=mou", ["Khmer"]),
        ("area=tot", ["Khmer"]),
        ("area=teaching", ["Khmer"]),
        ("state=signed", ["Khmer"]),
        ("state=draft", ["Another"]),
        ("state=draft&state=signed", ["Another", "Khmer"]),
        ("in_force=1", ["Khmer"]),
        ("expiring=1", ["Khmer"]),
        ("q=nothing+of+it", []),
    ],
)
def test_the_register_is_narrowed_by_the_address(signed_in, query, found):
    khmer = AgreementFactory(
        title="Khmer",
        signed=True,
        ends_on=timezone.localdate() + timedelta(days=5),
        parties=[
            OrganizationFactory(name="Institute", country=CountryFactory(cambodia=True)),
            OrganizationFactory(),
        ],
    )
    teaching = CooperationAreaFactory(key="teaching")
    AgreementAreaFactory(agreement=khmer, area=CooperationAreaFactory(key="tot", parent=teaching))
    AgreementFactory(title="Another", type=AgreementTypeFactory(key="loi", name="Letter"))

    response = signed_in(staff()).get(f"{INDEX}?{query}")

    assert titles(response) == found


def test_an_address_that_fits_nothing_offers_all(signed_in):
    AgreementFactory()

    assert "Show all agreements" in page(signed_in(staff()).get(f"{INDEX}?q=zzz"))


def test_the_register_asks_the_database_as_often_for_three_as_for_one(
    signed_in, django_assert_max_num_queries
):
    client = signed_in(staff())
    AgreementFactory()
    client.get(INDEX)
    with django_assert_max_num_queries(100) as one:
        client.get(INDEX)
    AgreementFactory.create_batch(2)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(INDEX)


# One agreement


def test_the_page_shows_who_signed_in_which_position(signed_in):
    college, person = OrganizationFactory(name="Wuxi College"), PersonFactory(name="Li Gang")
    agreement = AgreementFactory(signed=True, parties=[])
    AgreementPartyFactory(
        agreement=agreement, organization=college, signatory=person, capacity="President"
    )
    AgreementPartyFactory(agreement=agreement, signatory_name="Om Romny")
    AgreementWitnessFactory(agreement=agreement, name="Cao Lan", capacity="Deputy Director")

    shown = page(signed_in(staff()).get(agreement.get_absolute_url()))

    for words in (
        "Wuxi College",
        "Li Gang",
        "President",
        "Om Romny",
        "Cao Lan",
        "Signed on 15 Jan 2026",
    ):
        assert words in shown
    assert "To be confirmed" not in shown


def test_the_page_says_that_the_parties_are_to_be_confirmed(signed_in):
    agreement = AgreementFactory(parties_confirmed=False)

    shown = page(signed_in(staff()).get(agreement.get_absolute_url()))

    assert "It does not say who signed which agreement." in shown


def test_the_page_links_what_hangs_on_it(signed_in):
    earlier = AgreementFactory(title="Earlier")
    agreement = AgreementFactory(pairing=PairingFactory(title="A pair"), renews=earlier)
    later = AgreementFactory(title="Later", renews=agreement)
    file = AgreementFileFactory(agreement=agreement, language="km")
    AgreementAreaFactory(agreement=agreement, area=CooperationAreaFactory(name="Welding"))

    shown = page(signed_in(staff()).get(agreement.get_absolute_url()))

    for words in ("A pair", "Earlier", later.title, file.name, "Khmer", "Welding"):
        assert words in shown
    for url in (
        reverse("events:origin", args=["partnerships.agreement", agreement.pk]),
        reverse("audit:history-detail", args=["partnerships.agreement", agreement.pk]),
        reverse("notifications:messages-about", args=["partnerships.agreement", agreement.pk]),
    ):
        assert f'hx-get="{url}"' in shown


def test_the_page_says_why_an_agreement_was_stopped(signed_in):
    agreement = AgreementFactory(state=AgreementState.TERMINATED, reason="No more funds")

    assert "No more funds" in page(signed_in(staff()).get(agreement.get_absolute_url()))


def test_an_official_reads_and_is_offered_no_change(signed_in):
    cambodia = CountryFactory(cambodia=True)
    agreement = AgreementFactory(
        parties=[OrganizationFactory(country=cambodia), OrganizationFactory()]
    )

    shown = page(signed_in(official(cambodia)).get(agreement.get_absolute_url()))

    for name in ("edit", "sign", "move", "file-add"):
        assert at(name, agreement) not in shown


def test_an_agreement_of_others_is_not_found(signed_in):
    agreement = AgreementFactory()

    assert signed_in(official()).get(agreement.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["edit", "sign", "move", "file-add"])
def test_an_official_changes_nothing(signed_in, name):
    cambodia = CountryFactory(cambodia=True)
    agreement = AgreementFactory(
        parties=[OrganizationFactory(country=cambodia), OrganizationFactory()]
    )

    assert signed_in(official(cambodia)).get(at(name, agreement)).status_code == 403


def test_the_page_asks_the_database_as_often_for_three_parties_as_for_one(
    signed_in, django_assert_max_num_queries
):
    client, agreement = signed_in(staff()), AgreementFactory(parties=[OrganizationFactory()])
    client.get(agreement.get_absolute_url())
    with django_assert_max_num_queries(100) as one:
        client.get(agreement.get_absolute_url())
    for _ in range(2):
        AgreementPartyFactory(agreement=agreement, signatory=PersonFactory())

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(agreement.get_absolute_url())


# Writing one down
