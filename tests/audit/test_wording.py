"""The history in words: names behind keys, labels of choices, days and moments."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import JSONField
from django.utils import timezone

from audit import queries
from audit.wording import ChangeInWords as Change
from audit.wording import in_words, shown
from network.enums import NameKind
from network.operations import focal_points, organizations
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms
from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    PairingFactory,
    PairingFocalPointFactory,
    ProgressUpdateFactory,
    UpdateFileFactory,
)
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def history(target, reader):
    return [in_words(entry) for entry in queries.history(target, reader=reader)]


def test_of_what_has_several_parts_each_is_told():
    parts = {"open": [{"text": "Send the machines"}], "since": None, "people": 8}

    assert shown(JSONField(), parts) == "Send the machines, 8"


def test_fields_and_switches_are_told_in_words():
    user = staff()
    college = OrganizationFactory(city="Wuxi")

    organizations.edit(
        college, replace(OrganizationTerms.of(college), city="Phnom Penh", is_member=False), by=user
    )

    entry = history(college, reader=user)[0]
    assert (entry.verb, entry.what, entry.by) == ("changed", "organization", user.name)
    assert entry.changes == (
        Change("member of the network", "Yes", "No"),
        Change("city", "Wuxi", "Phnom Penh"),
    )


def test_keys_choices_and_days_are_told_in_words():
    user, china = staff(), CountryFactory(china=True)
    college = organizations.add(
        OrganizationTerms(name="College", kind=OrganizationKindFactory(), country=china), by=user
    )
    person = PersonFactory(name="Wei Fan", works_at=college)
    organizations.also_call(
        college, OrganizationNameTerms(name="School", kind=NameKind.FORMER), by=user
    )
    focal_points.appoint(college, person=person, on=date(2026, 11, 22), by=user)

    found = {entry.what: entry for entry in history(college, reader=user)}

    assert Change("country", None, "China") in found["organization"].changes
    assert found["other name"].changes == (
        Change("name", None, "School"),
        Change("kind", None, "Former name"),
    )
    assert found["focal point"].changes == (
        Change("person", None, "Wei Fan"),
        Change("from", None, "22 Nov 2026"),
    )


def test_lists_and_moments_are_told_in_words():
    user, country = staff(), CountryFactory(languages=["km", "en"])
    update = ProgressUpdateFactory(pairing=PairingFactory())

    with timezone.override(ZoneInfo("Asia/Bangkok")):
        sent, listed = (
            {
                change.field: change.new
                for one in history(record, reader=user)
                for change in one.changes
            }
            for record in (update, country)
        )

    assert sent["sent"] == "20 Nov 2026, 10:00 Bangkok (GMT+7)"
    assert listed["languages"] == "Khmer, English"


def test_what_was_removed_stays_told():
    user, college = staff(), OrganizationFactory()
    alias = organizations.also_call(
        college, OrganizationNameTerms(name="Wrong", kind=NameKind.VARIANT), by=user
    )
    organizations.forget_name(alias, by=user)

    entry = history(college, reader=user)[0]

    assert (entry.verb, entry.what) == ("removed", "other name")
    assert entry.changes[0] == Change("name", "Wrong", None)


def test_a_row_that_is_gone_is_called_so():
    user, country = staff(), CountryFactory()
    college = OrganizationFactory(country=country)
    organizations.edit(college, replace(OrganizationTerms.of(college), country=None), by=user)
    country.delete()

    assert history(college, reader=user)[0].changes == (Change("country", "removed since", None),)


def test_a_key_without_words_of_its_own_is_called_like_its_rows():
    pairing = PairingFactory()

    added = history(PairingFocalPointFactory(pairing=pairing), reader=staff())[0]

    assert [change.field for change in added.changes][:2] == ["pairing", "organization"]


def test_where_a_file_lies_is_not_told():
    file = UpdateFileFactory(progress_update=ProgressUpdateFactory())

    changes = {change.field: change.new for change in history(file, reader=staff())[0].changes}

    assert changes["file name"] == file.name
    assert changes.keys().isdisjoint({"file", "content type"})


def test_keys_to_people_and_users_say_what_they_did():
    user = staff()
    update = ProgressUpdateFactory(
        author=PersonFactory(),
        verified_by=user,
        verified_at=datetime(2026, 11, 21, tzinfo=UTC),
    )

    added = {change.field for one in history(update, reader=user) for change in one.changes}

    assert {"author", "verified by"} <= added
    assert added.isdisjoint({"person", "user"})
