"""What the log of a workshop does not take, and what it asks once."""

from itertools import combinations

import pytest

from events.models import Event
from tests.events.forms.log_pages import errors, logged, page_of
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import focal_point

pytestmark = pytest.mark.django_db
NEW_LINE = "Write each person on a new line."

_NO_YEARS = ("soon", "27", "2028-2027")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"people": "3", "women": "4"},
            {"women": "There cannot be more women than people. Check both numbers."},
        ),
        (
            {"people": "3", "persons_with_disabilities": "4"},
            {
                "persons_with_disabilities": "There cannot be more persons with disabilities "
                "than people. Check both numbers."
            },
        ),
        (
            {"persons_with_disabilities": "4", "day": "2026-12-12"},
            {"people": "This meeting is in the future. Leave the numbers empty until then."},
        ),
        ({"people": "many"}, {"people": "Write a number with digits, such as 17."}),
        (
            {"people": "17", "day": "2026-12-12"},
            {"people": "This meeting is in the future. Leave the numbers empty until then."},
        ),
        (
            {"women": "1", "day": "", "day_unknown": "on"},
            {"people": "This meeting is in the future. Leave the numbers empty until then."},
        ),
        (
            {"people": "1", "participants": "Dara Sok\nOm Romny"},
            {"people": "You name 2 people. Write at least this number, or leave it empty."},
        ),
        (
            {"people": "3", "counts-0-organization": "CamHR", "counts-0-people": "4"},
            {"people": "The organizations together have 4 people. Check the numbers."},
        ),
        (
            {"participants": "x" * 201},
            {"participants": f"This line is too long: “{'x' * 40}…”. {NEW_LINE}"},
        ),
        (
            {"participants": "Dara Sok\n" * 501},
            {"participants": "Paste at most 500 people. Add the others after you save."},
        ),
        ({"topics": "x" * 301}, {"topics": "Write each topic in at most 300 letters."}),
        (
            {"organization_names": "x" * 251},
            {"organization_names": "Write each organization on a new line."},
        ),
        ({"pairing": ""}, {"pairing": "Choose the pairing that met."}),
    ],
)
def test_what_cannot_be_is_said_beside_the_question(user, pairing, given, said):
    assert errors(page_of(user, pairing, **given)) == said


@pytest.mark.parametrize(
    ("given", "prefix", "name", "said"),
    [
        (
            {"actions-0-due_on": "2026-12-31"},
            "actions",
            "text",
            "Write what will be done, or clear the date.",
        ),
        (
            {"counts-0-people": "4"},
            "counts",
            "organization",
            "Write the organization of this number.",
        ),
        (
            {"counts-0-organization": "NPIC"},
            "counts",
            "people",
            "Write how many people came, or clear this row.",
        ),
        (
            {
                "counts-0-organization": "NPIC",
                "counts-0-people": "1",
                "counts-0-women": "2",
            },
            "counts",
            "women",
            "There cannot be more women than people. Check both numbers.",
        ),
        (
            {"counts-0-organization": "NPIC", "counts-0-people": "x"},
            "counts",
            "people",
            "Write a number with digits, such as 17.",
        ),
        ({"statements-0-text": "Ready."}, "statements", "name", "Write who said it."),
        (
            {"statements-0-name": "Wei Fan"},
            "statements",
            "text",
            "Write what they said, or clear the name.",
        ),
    ],
)
def test_half_a_row_is_asked_to_be_completed(  # noqa: PLR0917 — what a row of the table holds
    user, pairing, given, prefix, name, said
):
    page = page_of(user, pairing, **given)

    assert not page.is_valid()
    assert page.has_errors
    assert getattr(page, prefix).forms[0].errors == {name: [said]}


@pytest.mark.parametrize(
    ("years", "said"),
    [
        *(
            (each, "Write one year or two, such as 2027 or 2027\N{EN DASH}2028.")
            for each in _NO_YEARS
        ),
        ("1800", "Check the year: write one from 1900 to 2100."),
        ("2570", "Is 2570 a Buddhist year? Then write 2027."),
    ],
)
def test_years_that_are_none_are_refused(user, pairing, years, said):
    area = CooperationAreaFactory()
    row = {f"area-{area.pk}-agreed": "on", f"area-{area.pk}-years": years}

    page = page_of(user, pairing, **row)

    assert not page.is_valid()
    assert page.areas.errors == [{"years": [said]}]
    assert page.areas.forms[0].has_more


def test_what_stands_beside_an_area_that_is_not_ticked_is_not_lost(user, pairing):
    area = CooperationAreaFactory(name="Robots")

    page = page_of(user, pairing, **{f"area-{area.pk}-text": "Two courses"})

    assert not page.is_valid()
    assert page.areas.errors == [{"agreed": ["Tick “Robots”, or clear the fields beside it."]}]


def test_the_same_pairing_within_three_days_is_shown_once(user, pairing):
    logged(user, pairing, day="2026-11-10")
    page = page_of(user, pairing)
    assert page.is_valid()

    again = page_of(user, pairing, same_ok=page.meeting)

    assert again.is_valid()
    assert [*page.similar()] == [Event.objects.get()]
    assert again.similar() == []


def test_a_warning_about_another_day_does_not_count(user, pairing):
    logged(user, pairing, day="2026-11-10")

    page = page_of(user, pairing, same_ok=f"{pairing.pk}:2026-01-01")

    assert page.is_valid()
    assert len(page.similar()) == 1


def test_a_meeting_without_a_pairing_is_like_no_other(user):
    page = page_of(user, None)

    assert page.is_valid()
    assert page.similar() == []


def test_a_focal_point_cannot_send_another_pairing_or_another_kind(npic):
    user = focal_point(npic)

    assert list(errors(page_of(user, PairingFactory()))) == ["pairing"]
    assert list(errors(page_of(user, None))) == ["pairing"]


def test_two_numbers_of_one_organization_are_asked_to_be_one(user, pairing, npic):
    twice = {
        "counts-TOTAL_FORMS": "2",
        "counts-0-organization": "NPIC",
        "counts-0-people": "4",
        "counts-1-organization": npic.name,
        "counts-1-people": "5",
    }

    page = page_of(user, pairing, **twice)

    assert not page.is_valid()
    assert page.counts.errors == [
        {},
        {"organization": ["This organization has a number in a row above."]},
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [("women", "women"), ("persons_with_disabilities", "persons with disabilities")],
)
def test_more_of_the_organizations_than_in_all_are_asked_about(user, pairing, name, words):
    rows = {
        "counts-0-organization": "NPIC",
        "counts-0-people": "9",
        f"counts-0-{name}": "8",
    }

    page = page_of(user, pairing, people="10", **{name: "2"}, **rows)

    assert not page.is_valid()
    assert page.form.errors == {
        name: [f"The organizations together have 8 {words}. Check the numbers."]
    }


def test_an_organization_that_is_named_twice_took_part_once(user, npic):
    page = page_of(user, None, organization_names="NPIC\nNowhere\nnowhere\nnpic")

    assert page.is_valid()
    assert [one.organization_name for one in page.attendees] == ["Nowhere"]
    listed = page.terms().results.participations
    assert [one.organization for one in listed if one.organization] == [npic]


def test_others_than_the_sides_of_the_pairing_took_part_too(user, pairing, npic):
    moe = OrganizationFactory(name="Ministry of Education")

    page = page_of(user, pairing, organization_names="NPIC\nMinistry of Education\nNowhere")

    assert page.is_valid()
    listed = page.terms().results.participations
    assert [(one.organization, one.organization_name) for one in listed] == [
        (moe, ""),
        (None, "Nowhere"),
    ]


def test_an_organization_that_is_named_and_counted_stands_once(user):
    number = {"counts-0-organization": "nowhere", "counts-0-people": "3"}

    page = page_of(user, None, organization_names="Nowhere", **number)

    assert page.is_valid()
    listed = page.terms().results.participations
    assert [(one.organization_name, one.capacity) for one in listed] == [("nowhere", "3 people")]


def test_a_pairing_of_thousands_of_digits_is_no_pairing(user):
    page = page_of(user, None, pairing="9" * 5000)

    assert not page.is_valid()
    assert list(page.form.errors) == ["pairing"]


# Each of them is refused only when it is held against the others.
CONTRADICTIONS = (
    {"people": "1", "participants": "Dara Sok\nOm Romny"},
    {"people": "3", "counts-0-organization": "CamHR", "counts-0-people": "4"},
    {"women": "1", "counts-0-organization": "CamHR", "counts-0-women": "2"},
    {"counts-1-organization": "camhr", "counts-1-people": "1", "counts-TOTAL_FORMS": "2"},
    {"actions-0-text": "Send the plan"},
    {"organization_names": "CamHR\nNowhere"},
)


@pytest.mark.parametrize("is_joint", [True, False])
@pytest.mark.parametrize(("first", "second"), list(combinations(CONTRADICTIONS, 2)))
def test_what_was_refused_is_not_read_again(user, pairing, is_joint, first, second):
    agreed = {f"area-{CooperationAreaFactory().pk}-agreed": "on"}

    page = page_of(user, pairing if is_joint else None, **{**agreed, **first, **second})

    assert page.is_valid() is not page.has_errors
