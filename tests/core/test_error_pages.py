"""The error pages need neither a request nor a database, in any language that is switched on."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

PAGES = ["400.html", "403.html", "404.html", "429.html", "500.html", "503.html"]


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_renders_from_nothing(name):
    page = render_to_string(name)

    assert page.count("<h1") == 1
    assert '<html lang="en"' in page
    assert 'href="/"' in page
    assert "data-nav-toggle" not in page


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_offers_the_other_languages(name, settings):
    settings.ROOT_URLCONF = "django.conf.urls.i18n"
    settings.LANGUAGES = [("en", "English"), ("zh-hans", "Chinese")]

    with override("zh-hans"):
        page = render_to_string(name)

    assert '<html lang="zh-hans"' in page
    assert page.count('name="language"') == 2
