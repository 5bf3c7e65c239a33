"""Who may open the dashboards: every member, each with what they may see."""

import rules

from accounts.models import User
from dashboards.models import SavedView
from network.rules import is_member

rules.add_perm("dashboards.view_home", is_member)
rules.add_perm("dashboards.view_dashboard", is_member)
rules.add_perm("dashboards.search_network", is_member)


@rules.predicate
def keeps_it(user: User, view: SavedView | None) -> bool:
    """Whoever keeps the view."""
    return view is not None and view.user_id == user.pk


rules.add_perm("dashboards.view_saved_view", is_member)
rules.add_perm("dashboards.add_saved_view", is_member)
rules.add_perm("dashboards.open_saved_view", keeps_it)
rules.add_perm("dashboards.edit_saved_view", keeps_it)
rules.add_perm("dashboards.remove_saved_view", keeps_it)
