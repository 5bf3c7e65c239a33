"""Who may issue papers and read them."""

import rules

from accounts.models import User
from documents.models import Subscription
from network.models import scope_of
from network.rules import is_member, keeps_network


@rules.predicate
def is_official(user: User) -> bool:
    """Somebody of a ministry."""
    return bool(scope_of(user).overseen)


@rules.predicate
def asked_for_it(user: User, subscription: Subscription | None) -> bool:
    """Whoever asked for a briefing each quarter."""
    return subscription is not None and subscription.user_id == user.pk


# Of a country all counts: who is limited to programmes sees a part of it.
sees_a_country = keeps_network | is_official

rules.add_perm("documents.issue_briefing", sees_a_country)
rules.add_perm("documents.view_briefing", sees_a_country)
rules.add_perm("documents.begin_subscription", sees_a_country)
rules.add_perm("documents.end_subscription", asked_for_it)
# Each row is one that they may read on a page.
rules.add_perm("documents.view_workbook", is_member)
