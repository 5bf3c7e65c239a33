import pytest

from dashboards.terms.periods import Period
from documents.models import Subscription
from documents.queries.subscriptions import following, key_for, quarter_of


@pytest.mark.parametrize(
    ("quarter", "after"),
    [
        ("2026-q1", "2026-q2"),
        ("2028-q1", "2028-q2"),
        ("2026-q3", "2026-q4"),
        ("2026-q4", "2027-q1"),
    ],
)
def test_a_quarter_is_followed_by_the_next_and_named_in_the_key(quarter, after):
    period = Period.named(quarter)

    assert str(following(period)) == after
    assert quarter_of(key_for(Subscription(pk=7), period)) == period
