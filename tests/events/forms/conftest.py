"""Somebody who logs, and the pairing that met."""

import pytest

from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import staff


@pytest.fixture
def user():
    return staff()


@pytest.fixture
def npic():
    return OrganizationFactory(name="National Polytechnic Institute of Cambodia", acronym="NPIC")


@pytest.fixture
def gzittc():
    return OrganizationFactory(name="Guangzhou Technician College", acronym="GZITTC")


@pytest.fixture
def pairing(npic, gzittc):
    return PairingFactory(title="GZITTC and NPIC", parties=[gzittc, npic])
