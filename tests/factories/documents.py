"""Papers."""

from datetime import UTC, date, datetime

import factory

from dashboards.terms.periods import Period
from documents.models import Briefing, Subscription
from documents.terms.briefings import (
    Coming,
    Counts,
    Ending,
    Facts,
    Open,
    Partnership,
    Promised,
)
from tests.factories.accounts import UserFactory
from tests.factories.network import CountryFactory

COUNTS = Counts(
    open_pairings=12,
    begun_pairings=1,
    workshops=11,
    workshops_before=3,
    workshops_with_figure=10,
    people=1234,
    women=500,
    people_where_women_known=1000,
    persons_with_disabilities=None,
    actions_due=8,
    actions_on_time=5,
    actions_overdue=1,
    agreements_in_force=4,
)
FACTS = Facts(
    country="Cambodia",
    counts=COUNTS,
    partnerships=(
        Partnership(
            own=("NPIC",),
            abroad=("广西工业职业技术学院", "A & B <C> (China)"),
            phase="active",
            status="blocked",
            silent_days=40,
            last_contact_on=date(2026, 10, 21),
            last_contact_since=None,
        ),
    ),
    promised=(
        Promised("Welding", 0, 1, 5, 2, done=7, verified=4, late=1, dropped=1),
        Promised("Teachers", 1, 0, 0, 0, done=0, verified=0, late=0, dropped=0),
    ),
    ending=(Ending("MoU on welding", ("NPIC", "GXVC"), date(2027, 2, 1)),),
    ending_total=3,
    end_not_known=1,
    coming=(
        Coming("Study visit", "", date(2027, 1, 1), date(2027, 1, 31), is_meeting=True),
        Coming("Send the curriculum", "NPIC and GXVC", date(2026, 12, 4), None, is_meeting=False),
        Coming("Forum", "", None, None, is_meeting=True),
    ),
    coming_total=3,
    open=(Open("blocked", "Send the machines", "NPIC and GXVC", date(2026, 10, 21)),),
    open_total=1,
)


class BriefingFactory(factory.django.DjangoModelFactory):
    """A briefing over a year, of a country in which little happened."""

    class Meta:
        model = Briefing

    country = factory.SubFactory(CountryFactory)
    period = str(Period.ONE_YEAR)
    starts_on = date(2025, 12, 1)
    ends_on = date(2026, 11, 30)
    facts = factory.LazyFunction(FACTS.as_json)
    rows_hash = "0" * 64
    issued_at = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """Somebody who asked long ago for a briefing each quarter."""

    class Meta:
        model = Subscription

    user = factory.SubFactory(UserFactory)
    country = factory.SubFactory(CountryFactory)
    asked_on = date(2026, 1, 15)
