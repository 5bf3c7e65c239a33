"""Who may issue papers and read them."""

import rules

from accounts.models import User
from network.models import scope_of
from network.rules import works_for_ilo


@rules.predicate
def is_official(user: User) -> bool:
    """Somebody of a ministry."""
    return bool(scope_of(user).overseen)


rules.add_perm("documents.issue_briefing", works_for_ilo | is_official)
rules.add_perm("documents.view_briefing", works_for_ilo | is_official)
