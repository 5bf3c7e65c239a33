"""A step of a migration that makes many tables, and looks only once at what there is then.

After each step Django makes the classes of all records anew that are connected with the changed
one, and here nearly all are. For the tables that an empty database gets at first this was nine
tenths of the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """Do ``operations`` as one: each sees the tables as they are when all are made.

    So they only make what was not there: tables with all their columns, in any order, and what
    stands on them.
    """

    reversible = False
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return what a migration writes."""
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Say what there is then; the classes are made when they are asked for."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, *states: ProjectState) -> None:
        """Make everything."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, *states)

    def describe(self) -> str:
        """Say it in a line."""
        return f"Make {len(self.operations)} tables and triggers"
