"""What people are asked about statements, topics, presentations, places and files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.forms.records import (
    AddFile,
    AddPresentation,
    AddSiteVisit,
    AddStatement,
    AddTopic,
    DescribeFile,
    SupplyFile,
)
from events.terms.records import PresentationTerms
from tests.factories import roles
from tests.factories.events import EventFactory, EventFileFactory
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("form", "errors"),
    [
        (AddTopic, {"text": ["Write what they discussed."]}),
        (AddSiteVisit, {"name": ["Write what they visited."]}),
        (SupplyFile, {"file": ["Choose a file."]}),
    ],
)
def test_an_empty_form_says_what_to_do(form, errors):
    whose = {"user": roles.staff()} if form is AddSiteVisit else {}

    assert form({}, **whose).errors == errors


def test_a_statement_needs_words_and_somebody():
    event, user = EventFactory(), roles.staff()

    wordless = AddStatement({"kind": "quote", "name": "Dara"}, event=event, user=user)
    nobodys = AddStatement({"kind": "quote", "text": "We agree."}, event=event, user=user)

    assert wordless.errors == {"text": ["Write what they said."]}
    assert nobodys.errors == {"person": ["Choose who said it, or write the name."]}


def test_a_presentation_may_have_an_unknown_speaker():
    form = AddPresentation({"title": "Basic facts"}, event=EventFactory(), user=roles.staff())

    assert form.is_valid()
    assert form.terms() == PresentationTerms(title="Basic facts", person=None, name="")


def test_a_place_is_linked_where_the_directory_surely_knows_it():
    centre = OrganizationFactory(name="Intelligent Manufacturing Center")

    form = AddSiteVisit(
        {"name": "Intelligent Manufacturing Center", "note": ""}, user=roles.staff()
    )

    assert form.is_valid()
    assert form.terms().organization == centre


def test_a_file_is_checked_by_its_content():
    upload = SimpleUploadedFile("minutes.pdf", b"not a PDF")

    form = AddFile({"kind": "minutes"}, {"file": upload})

    assert list(form.errors) == ["file"]


def test_a_description_begins_with_what_is_known():
    file = EventFileFactory(kind="photo", caption="Signing", consent=False)

    form = DescribeFile.of(file)

    assert form.initial == {
        "kind": "photo",
        "caption": "Signing",
        "credit": "",
        "shown": "",
        "consent": False,
    }


@pytest.mark.parametrize(("sent", "known"), [("unknown", None), ("true", True), ("false", False)])
def test_whether_people_agreed_may_be_unknown(sent, known):
    form = DescribeFile({"kind": "photo", "consent": sent})

    assert form.is_valid()
    assert form.terms().consent is known
