"""The facts are read once; a record is found by the key of its fact."""

import pytest

from network.models import Organization
from sample.queries.facts import is_loaded, loaded, stated
from tests.factories.network import OrganizationFactory


def test_a_section_is_read_once():
    assert stated("organizations") is stated("organizations")


@pytest.mark.django_db
def test_a_record_is_found_by_the_key_of_its_fact():
    npic = OrganizationFactory(source_key="npic")

    assert loaded(Organization, "npic") == npic
    assert is_loaded(Organization, "npic")
    assert not is_loaded(Organization, "gzittc")
