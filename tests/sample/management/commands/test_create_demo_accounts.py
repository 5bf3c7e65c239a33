"""Log-ins for trying out: on one's own machine only, and visibly nobody."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from network.models import FocalPoint, Membership, Person
from tests.factories.network import CountryFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def made() -> list[str]:
    said = StringIO()
    call_command("create_demo_accounts", stdout=said)
    return said.getvalue().splitlines()


@pytest.fixture
def places():
    cambodia = CountryFactory(cambodia=True)
    for country in ("laos", "myanmar"):
        CountryFactory(**{country: True})
    china = CountryFactory(china=True)
    OrganizationFactory(name="Polytechnic", acronym="NPIC", source_key="npic", country=cambodia)
    OrganizationFactory(name="College", acronym="GZITTC", source_key="gzittc", country=china)


@pytest.mark.usefixtures("places")
def test_each_line_says_role_address_and_password():
    assert made() == [
        "ILO project staff  staff@example.org  network-demo-2026",
        "National coordinator, Cambodia  coordinator.kh@example.org  network-demo-2026",
        "Focal point, NPIC  focal.npic@example.org  network-demo-2026",
        "Focal point, GZITTC  focal.gzittc@example.org  network-demo-2026",
        "Ministry official, Cambodia  official.kh@example.org  network-demo-2026",
        "Ministry official, Lao PDR  official.la@example.org  network-demo-2026",
        "Ministry official, Myanmar  official.mm@example.org  network-demo-2026",
        "Ministry official, China  official.cn@example.org  network-demo-2026",
    ]


@pytest.mark.usefixtures("places")
def test_a_second_run_makes_nothing_new():
    first = made()

    assert made() == first
    assert User.objects.count() == Membership.objects.count() == 8


@pytest.mark.usefixtures("places")
def test_a_focal_point_can_be_reached_and_is_visibly_a_demo():
    made()

    rows = FocalPoint.objects.order_by("pk").values_list(
        "organization__acronym", "person__name", "person__recipient__email", "person__user__email"
    )
    assert list(rows) == [
        ("NPIC", "Demo focal point, NPIC", "focal.npic@example.org", "focal.npic@example.org"),
        (
            "GZITTC",
            "Demo focal point, GZITTC",
            "focal.gzittc@example.org",
            "focal.gzittc@example.org",
        ),
    ]
    answering = Person.objects.filter(focal_points__isnull=False)
    titles = answering.values_list("positions__title", flat=True)
    assert set(titles) == {"Focal point (demo account)"}


@pytest.mark.usefixtures("places")
def test_who_works_for_the_ilo_can_be_told_what_is_late():
    made()

    reached = Person.objects.filter(positions=None).order_by("pk")
    assert list(reached.values_list("name", "recipient__email")) == [
        ("Demo project staff", "staff@example.org"),
        ("Demo coordinator, Cambodia", "coordinator.kh@example.org"),
    ]


@pytest.mark.usefixtures("places")
def test_their_clocks_are_those_of_their_countries():
    made()

    assert User.objects.get(email="focal.gzittc@example.org").time_zone == "Asia/Shanghai"
    assert User.objects.get(email="official.mm@example.org").time_zone == "Asia/Yangon"
    assert User.objects.get(email="staff@example.org").time_zone == "Asia/Bangkok"


def test_without_the_sample_there_is_the_staff_only():
    assert made() == ["ILO project staff  staff@example.org  network-demo-2026"]


def test_a_password_that_was_changed_is_not_told():
    made()
    user = User.objects.get()
    user.set_password("another long one")
    user.save()

    assert made() == ["ILO project staff  staff@example.org  (changed)"]


def test_they_are_refused_where_the_product_is_in_use(settings):
    settings.LOCAL_MODE = False

    with pytest.raises(CommandError, match="only for trying out"):
        made()

    assert not User.objects.exists()
