"""What the log holds of what was signed, given and handed over."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import OutcomeKind
from partnerships.models import Agreement, Designation
from tests.events.forms.log_pages import logged, page_of
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import AgreementTypeFactory

pytestmark = pytest.mark.django_db


def rows(prefix, *each):
    """Return the rows of one kind as a browser sends them."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(each))}
    for number, row in enumerate(each):
        sent |= {f"{prefix}-{number}-{name}": text for name, text in row.items()}
    return sent


@pytest.fixture
def mou():
    return str(AgreementTypeFactory().pk)


@pytest.fixture
def given(user, pairing, mou):
    """Return the page with one row of a kind; "MOU" is the memorandum."""

    def page(prefix, row, **more):
        sent = {name: mou if text == "MOU" else text for name, text in row.items()}
        return page_of(user, pairing, **rows(prefix, sent), **more)

    return page


def test_three_agreements_of_different_parties_are_signed_at_one_meeting(
    user, pairing, npic, gzittc, mou
):
    vientiane = OrganizationFactory(name="Polytechnic of Vientiane", acronym="PV")
    signed = rows(
        "agreements",
        {"type": mou},
        {"type": mou, "title": "Robots", "parties": "NPIC: Dara Sok, Dean\nPV: Kham, Dean"},
        {"type": mou, "parties": "GZITTC\nPV", "witnesses": "Li Gang, Vice Mayor\nCao Lan"},
    )

    event = logged(user, pairing, place="Phnom Penh", **signed)

    first, second, third = Agreement.objects.order_by("pk")
    parties = [{party.organization for party in each.parties.all()} for each in (first, second)]
    assert parties == [{npic, gzittc}, {npic, vientiane}]
    assert (first.pairing, second.pairing, second.title) == (pairing, None, "Robots")
    assert (third.signed_on, third.place) == (date(2026, 11, 12), "Phnom Penh")
    assert [each.name for each in third.witnesses.order_by("pk")] == ["Li Gang", "Cao Lan"]
    assert [one.agreement for one in event.outcomes.all()] == [first, second, third]


def test_titles_and_what_was_handed_over_are_written_down(user, pairing, npic, gzittc):
    given = {
        **rows("conferred", {"title": "Teaching base", "giver": "GZITTC", "holder": "NPIC"}),
        **rows(
            "donations",
            {
                "what": "Welding machines",
                "quantity": "20 sets",
                "giver": "GZITTC",
                "receiver": "Students of NPIC",
                "value": "about 30,000 USD",
            },
            {"what": "Books"},
        ),
    }

    event = logged(user, pairing, **given)

    title = Designation.objects.get()
    assert (title.conferred_by, title.conferred_on, title.pairing) == (gzittc, npic, pairing)
    machines, books = event.donations.all()
    assert (machines.giver, machines.receiver) == (gzittc, None)
    assert (machines.receiver_name, machines.quantity) == ("Students of NPIC", "20 sets")
    assert (machines.value, str(books), books.giver_name) == ("about 30,000 USD", "Books", "")


def test_what_the_directory_does_not_know_is_kept_in_words(user, mou):
    given = {
        **rows("agreements", {"type": mou, "parties": "Somewhere\nNowhere"}),
        **rows("conferred", {"title": "Friend", "giver": "Somewhere", "holder": "Nowhere"}),
        **rows("donations", {"what": "Books", "giver": "Somewhere"}),
        "actions-0-text": "Meet again",
    }

    event = logged(user, None, **given)

    assert not Agreement.objects.exists()
    assert [*event.outcomes.order_by("order").values_list("kind", "text")] == [
        (OutcomeKind.ACTION, "Meet again"),
        (OutcomeKind.AGREEMENT, "Memorandum of understanding. Signed by: Somewhere; Nowhere."),
        (OutcomeKind.DESIGNATION, "Friend, given by Somewhere to Nowhere"),
    ]
    assert [each.giver_name for each in event.donations.all()] == ["Somewhere"]


@pytest.mark.parametrize(
    ("prefix", "row", "errors"),
    [
        ("agreements", {"title": "MoU"}, {"type": ["Choose the type of the agreement."]}),
        (
            "agreements",
            {"type": "MOU", "parties": "NPIC"},
            {"parties": ["Write at least two organizations that signed."]},
        ),
        (
            "agreements",
            {"type": "MOU", "parties": "x" * 251},
            {"parties": ["Write each organization on a new line."]},
        ),
        (
            "agreements",
            {"type": "MOU", "parties": f"NPIC: Dara Sok, {'x' * 201}"},
            {"parties": ["Write each position in at most 200 letters."]},
        ),
        (
            "agreements",
            {"type": "MOU", "witnesses": f"Dara Sok, {'x' * 201}"},
            {"witnesses": ["Write each position in at most 200 letters."]},
        ),
        (
            "conferred",
            {"title": "Base"},
            {
                "giver": ["Write who gave the title."],
                "holder": ["Write who holds the title now."],
            },
        ),
        (
            "conferred",
            {"giver": "NPIC", "holder": "npic"},
            {"title": ["Write the title that they gave."]},
        ),
        (
            "conferred",
            {"title": "Base", "giver": "NPIC", "holder": "npic"},
            {"holder": ["Choose a different organization from the giver."]},
        ),
        ("donations", {"quantity": "20"}, {"what": ["Write what they handed over."]}),
    ],
)
def test_what_is_missing_is_said_beside_its_field(given, prefix, row, errors):
    page = given(prefix, row)

    assert not page.is_valid()
    assert [part.errors for part in page.given.parts if any(part.errors)] == [[errors]]
    assert page.given.has_any


def test_those_who_signed_must_be_named_where_no_pairing_met(user, mou):
    page = page_of(user, None, **rows("agreements", {"type": mou}))

    assert not page.is_valid()
    assert page.given.agreements.errors == [
        {"parties": ["Write at least two organizations that signed."]}
    ]


def test_the_same_organization_under_two_names_gives_itself_no_title(user, npic):
    name = npic.name
    given = rows("conferred", {"title": "Base", "giver": "NPIC", "holder": name})

    event = logged(user, None, **given)

    assert event.outcomes.get().text == f"Base, given by NPIC to {name}"


@pytest.mark.parametrize(
    ("prefix", "row"),
    [
        ("agreements", {"title": "MoU", "type": "MOU"}),
        ("conferred", {"title": "Base", "giver": "NPIC", "holder": "GZITTC"}),
        ("donations", {"what": "Books"}),
    ],
)
def test_a_meeting_that_is_to_come_has_brought_nothing_yet(given, prefix, row):
    page = given(prefix, row, day="2026-12-12")

    assert not page.is_valid()
    errors = [part.errors[0] for part in page.given.parts if any(part.errors)]
    assert [[*error.values()] for error in errors] == [
        [["This meeting is in the future. Write this down after the meeting."]]
    ]


def test_a_new_page_has_an_empty_row_of_each_kind(user, pairing):
    page = page_of(user, pairing)

    assert page.is_valid()
    assert not page.given.has_any


def test_many_rows_are_judged_at_the_cost_of_one(user, pairing, mou):
    line = "NPIC: Dara Sok\nGZITTC: Wei Fan\nNowhere"

    def statements(count):
        agreement = {"type": mou, "parties": line, "witnesses": "Li Gang\nCao Lan"}
        sent = rows("agreements", *[agreement] * count)
        with CaptureQueriesContext(connection) as asked:
            page = page_of(user, pairing, **sent)
            assert page.is_valid()
            page.terms()
        return len(asked)

    # What is asked once of this user and of the kinds of meetings.
    statements(1)
    assert statements(1) == statements(20)
