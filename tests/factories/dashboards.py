"""What is kept for the figures, and views."""

from datetime import date

import factory

from dashboards.models import SavedView, Tally
from dashboards.triggers import OPEN, Counted, TallyUnit
from tests.factories.accounts import UserFactory


class TallyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tally

    figure = Counted.ACTIONS
    word = OPEN
    unit = TallyUnit.DAY
    day = date(2026, 11, 22)
    number = 1


class SavedViewFactory(factory.django.DjangoModelFactory):
    """A view of the dashboard."""

    class Meta:
        model = SavedView

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"View {n}")
    query = "period=2026"
