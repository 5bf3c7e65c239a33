"""Questions for a name."""

import pytest
from django.core.exceptions import ValidationError

from core.names import NameField


def test_a_name_is_taken_on_one_line():
    assert NameField().clean(" Sok\n  Dara\u200b ") == "Sok Dara"


def test_no_name_may_stay_so():
    assert NameField(required=False).clean(None) == ""


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200b", "\u2060 \ufeff"])
def test_what_cannot_be_seen_is_no_name(text):
    with pytest.raises(ValidationError, match="required"):
        NameField().clean(text)
