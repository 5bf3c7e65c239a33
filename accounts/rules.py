"""Who may do what with an account."""

import rules

rules.add_perm("accounts.change_profile", rules.is_authenticated)
