"""What travels packed, and that its length tells nothing."""

import gzip

import pytest

from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import AgreementFileFactory
from tests.factories.roles import staff
from tests.walk import read

pytestmark = pytest.mark.django_db
PACKED = {"HTTP_ACCEPT_ENCODING": "gzip, br"}
DIRECTORY = "/organizations/"


def test_a_list_travels_in_a_fifth_of_its_bytes(signed_in):
    client = signed_in(staff())
    OrganizationFactory.create_batch(25)
    plain = client.get(DIRECTORY)

    packed = client.get(DIRECTORY, **PACKED)

    assert (packed["Content-Encoding"], "Content-Encoding" in plain) == ("gzip", False)
    assert "Accept-Encoding" in packed["Vary"]
    assert len(gzip.decompress(packed.content)) == len(plain.content)
    assert len(packed.content) < min(7_000, len(plain.content) / 4)


def test_a_page_has_another_length_each_time_so_that_nobody_guesses_what_is_in_it(signed_in):
    client = signed_in(staff())

    lengths = {len(client.get(f"{DIRECTORY}add/", **PACKED).content) for _ in range(8)}

    assert len(lengths) > 1


def test_a_file_that_is_packed_already_is_left_as_it_is(signed_in):
    file = AgreementFileFactory()

    response = signed_in(staff()).get(f"/agreement-files/{file.pk}/", **PACKED)

    assert (read(response), "Content-Encoding" in response) == (b"%PDF-1.7 test", False)
