from django.db import models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from core.tables import AtOnce


def test_tables_may_stand_in_any_order_and_are_looked_at_once_when_all_are_there():
    key = ("id", models.BigAutoField(primary_key=True))
    part = ("whole", models.ForeignKey("core.Whole", on_delete=models.CASCADE))
    step = AtOnce([CreateModel("Part", [key, part]), CreateModel("Whole", [key])])
    state = ProjectState()
    assert not list(state.apps.get_models())

    step.state_forwards("core", state)

    assert {model.__name__ for model in state.apps.get_models()} == {"Part", "Whole"}
    assert step.describe() == "Make 2 tables and triggers"
    assert step.deconstruct() == ("AtOnce", [], {"operations": step.operations})
