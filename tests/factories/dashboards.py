"""What is kept for the figures."""

from datetime import date

import factory

from dashboards.models import Tally
from dashboards.triggers import OPEN, Counted, TallyUnit


class TallyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tally

    figure = Counted.ACTIONS
    word = OPEN
    unit = TallyUnit.DAY
    day = date(2026, 11, 22)
    number = 1
