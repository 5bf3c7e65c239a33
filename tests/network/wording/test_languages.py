"""Languages are named in words."""

import pytest

from network.wording.languages import language_name


@pytest.mark.parametrize(("code", "name"), [("km", "Khmer"), ("lo", "Lao"), ("xx-odd", "xx-odd")])
def test_a_language_is_named_in_words(code, name):
    assert language_name(code) == name
