"""What is kept for the figures, and views."""

from datetime import date

import factory

from dashboards.facts import OPEN, Counted
from dashboards.models import SavedView, Tally
from tests.factories.accounts import UserFactory


class TallyFactory(factory.django.DjangoModelFactory):
    """Something that was added just now, of no country."""

    class Meta:
        model = Tally

    figure = Counted.ACTIONS
    countries = [0]
    programmes = [0]
    word = OPEN
    day = date(2026, 11, 22)
    until = day
    number = 1


class SavedViewFactory(factory.django.DjangoModelFactory):
    """A view of the dashboard."""

    class Meta:
        model = SavedView

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"View {n}")
    query = "period=2026"
