"""What was said, shown and seen at an event, and its files."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.uploads import Checked
from events.enums import FileKind, StatementKind
from events.models import EventFile, Topic
from events.operations import records
from events.terms.records import (
    DonationTerms,
    EventFileTerms,
    NewFile,
    PresentationTerms,
    SiteVisitTerms,
    StatementTerms,
    TopicTerms,
)
from tests.factories.events import (
    EventFactory,
    EventFileFactory,
    PresentationFactory,
    SiteVisitFactory,
    StatementFactory,
    TopicFactory,
)
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def minutes():
    data = b"%PDF-1.7 minutes"
    return Checked(ContentFile(data, "minutes.pdf"), "minutes.pdf", "application/pdf", len(data))


def test_a_file_is_kept_with_what_is_known_of_it():
    kept = records.add_file(
        EventFactory(),
        NewFile(
            file=minutes(),
            terms=EventFileTerms(
                kind=FileKind.MINUTES,
                caption=" Minutes ",
                credit="NPIC",
                shown="Nobody",
                consent=True,
            ),
        ),
        by=None,
    )

    kept.refresh_from_db()
    assert (kept.name, kept.content_type, kept.size) == ("minutes.pdf", "application/pdf", 16)
    assert (kept.kind, kept.caption, kept.credit) == ("minutes", "Minutes", "NPIC")
    assert (kept.shown, kept.consent) == ("Nobody", True)
    assert kept.file.read() == b"%PDF-1.7 minutes"
    kept.file.close()


def test_a_picture_that_nobody_has_is_kept_by_its_caption():
    terms = EventFileTerms(kind=FileKind.PHOTO, caption="Group photo")

    kept = records.add_file(EventFactory(), NewFile(file=None, terms=terms), by=None)

    kept.refresh_from_db()
    assert (bool(kept.file), kept.caption, kept.size) == (False, "Group photo", 0)


def test_neither_file_nor_caption_is_nothing():
    with pytest.raises(records.EmptyError) as refused:
        records.add_file(EventFactory(), NewFile(file=None, terms=EventFileTerms()), by=None)

    assert str(refused.value) == (
        "Choose a file, or write the caption of a picture that is missing."
    )


def test_a_missing_file_is_uploaded_later():
    missing = EventFileFactory(file="", name="", content_type="", size=0, caption="Group photo")

    records.supply_file(missing, file=minutes(), by=None)

    missing.refresh_from_db()
    assert (missing.name, missing.size, missing.caption) == ("minutes.pdf", 16, "Group photo")


def test_a_file_that_is_there_is_not_replaced():
    there = EventFileFactory()

    with pytest.raises(records.FileIsThereError) as refused:
        records.supply_file(there, file=minutes(), by=None)

    assert str(refused.value) == "This file is in the network already."
    there.refresh_from_db()
    assert there.size == 13


def test_what_is_said_of_a_file_is_changed():
    file = EventFileFactory()

    records.describe_file(
        file,
        EventFileTerms(kind=FileKind.PHOTO, caption="Signing", shown="Both sides", consent=False),
        by=None,
    )

    file.refresh_from_db()
    assert (file.kind, file.caption, file.shown, file.consent) == (
        "photo",
        "Signing",
        "Both sides",
        False,
    )


def test_a_missing_file_cannot_lose_its_caption():
    missing = EventFileFactory(file="", caption="Group photo")

    with pytest.raises(records.EmptyError):
        records.describe_file(missing, EventFileTerms(kind=FileKind.PHOTO), by=None)

    missing.refresh_from_db()
    assert missing.caption == "Group photo"


def test_a_removed_file_is_gone_from_the_disk_as_well(django_capture_on_commit_callbacks):
    file = EventFileFactory()
    path = file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        records.remove_file(file, by=None)

    assert not EventFile.objects.exists()
    assert not default_storage.exists(path)


def test_a_caption_without_a_file_is_removed(django_capture_on_commit_callbacks):
    missing = EventFileFactory(file="", caption="Group photo")

    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        records.remove_file(missing, by=None)

    assert (EventFile.objects.count(), callbacks) == (0, [])


def test_topics_keep_their_order():
    event = EventFactory()

    records.add(event, TopicTerms(text=" School  operation "), by=None)
    records.add(event, TopicTerms(text="Skills development"), by=None)

    assert list(event.topics.values_list("text", "order")) == [
        ("School operation", 0),
        ("Skills development", 1),
    ]


def test_an_empty_topic_is_refused():
    with pytest.raises(records.EmptyError) as refused:
        records.add(EventFactory(), TopicTerms(text=" "), by=None)

    assert str(refused.value) == "Write a few words."


def test_a_statement_is_somebodys_own_words_or_in_short():
    event, person = EventFactory(), PersonFactory()

    records.add(event, StatementTerms(person=person, kind="quote", text=" We agree. "), by=None)
    records.add(
        event, StatementTerms(name="The delegation", capacity="Guests", text="Thanks"), by=None
    )

    assert list(event.statements.values_list("person", "name", "capacity", "kind", "text")) == [
        (person.pk, "", "", StatementKind.QUOTE, "We agree."),
        (None, "The delegation", "Guests", StatementKind.PARAPHRASE, "Thanks"),
    ]


def test_somebody_must_have_said_it():
    with pytest.raises(records.NobodySaidItError) as refused:
        records.add(EventFactory(), StatementTerms(text="We agree."), by=None)

    assert str(refused.value) == "Say who said it."


def test_a_presentation_may_have_an_unknown_speaker():
    event, person = EventFactory(), PersonFactory()

    records.add(event, PresentationTerms(title="Basic facts", person=person), by=None)
    records.add(event, PresentationTerms(title="Highlights", name="A teacher"), by=None)
    records.add(event, PresentationTerms(title="Workplan"), by=None)

    assert list(event.presentations.values_list("title", "person", "name")) == [
        ("Basic facts", person.pk, ""),
        ("Highlights", None, "A teacher"),
        ("Workplan", None, ""),
    ]


def test_a_visited_place_may_be_in_the_directory():
    event, centre = EventFactory(), OrganizationFactory()

    records.add(
        event,
        SiteVisitTerms(name="Training centre", organization=centre, note=" 5 halls "),
        by=None,
    )

    assert list(event.site_visits.values_list("name", "organization", "note")) == [
        ("Training centre", centre.pk, "5 halls")
    ]


@pytest.mark.parametrize(
    "factory", [TopicFactory, StatementFactory, PresentationFactory, SiteVisitFactory]
)
def test_each_part_is_taken_off(factory):
    part = factory()

    records.remove(part, by=None)

    assert not type(part).objects.exists()


def test_only_that_part_is_taken_off():
    kept = TopicFactory()
    gone = TopicFactory(event=kept.event)

    records.remove(gone, by=None)

    assert list(Topic.objects.all()) == [kept]


def test_what_was_given_is_said_as_it_was_written():
    giver = OrganizationFactory()

    gift = records.add(EventFactory(), DonationTerms(what=" Robots ", giver=giver), by=None)

    assert (gift.what, gift.giver, gift.quantity) == ("Robots", giver, "")
    with pytest.raises(records.EmptyError):
        records.add(EventFactory(), DonationTerms(what=" "), by=None)
