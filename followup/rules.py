"""Who may do what with what they are told."""

import rules

from network.rules import is_member

rules.add_perm("followup.read_own_calendar", is_member)
