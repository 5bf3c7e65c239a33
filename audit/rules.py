"""Who may read the history: whoever may see the record."""

import rules

rules.add_perm("audit.view_history", rules.is_authenticated)
