"""Who may open the dashboards: every member, each with what they may see."""

import rules

from network.rules import is_member

rules.add_perm("dashboards.view_home", is_member)
rules.add_perm("dashboards.view_dashboard", is_member)
rules.add_perm("dashboards.search_network", is_member)
