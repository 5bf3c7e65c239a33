"""What was signed in Shenyang."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.models import Agreement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_network")]


def test_who_signed_which_paper_stays_to_be_confirmed():
    for agreement in Agreement.objects.all():
        parties = agreement.parties.values_list("organization__source_key", flat=True)
        assert not agreement.parties_confirmed
        assert agreement.signed_on == date(2024, 5, 7)
        assert list(parties) == ["shenyang-polytechnic", "moeys-vod", "ksit"]
        assert agreement.witnesses.count() == 2
