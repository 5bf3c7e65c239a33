"""The address of the site, as the letters write it."""

import pytest


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://network.example"
