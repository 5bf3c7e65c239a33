"""Relations point downwards, every model has a factory, and what must be kept is kept."""

import importlib
import inspect

import factory
from django.apps import apps

from events.queries.kept import KEPT
from network.queries import wall

ORDER = [
    "core",
    "accounts",
    "audit",
    "notifications",
    "network",
    "partnerships",
    "events",
    "followup",
    "dashboards",
    "documents",
]
MODELS = [
    model
    for label in ORDER
    for model in apps.get_app_config(label).get_models()
    if not hasattr(model, "pgh_tracked_model")
]
UNTRACKED = {
    # Sessions, tokens, deliveries, heartbeats and what somebody wants to read are no facts of the
    # network; a meeting link is a secret.
    "accounts.Session",
    # A log by itself.
    "accounts.AccountEvent",
    "accounts.ActionLink",
    "accounts.LinkRequest",
    "notifications.Message",
    "notifications.Preference",
    "dashboards.SavedView",
    "notifications.Heartbeat",
    "events.MeetingAccess",
    # It is a record itself of who did what.
    "network.ContactView",
    # That a page was sent: kept for two weeks, and what came of it has a history.
    "core.Submission",
    # When the planner checks a record again says nothing of it.
    "followup.ReminderSchedule",
    # A sum of facts that have theirs.
    "dashboards.Tally",
}


def _factories():
    for label in ORDER:
        try:
            module = importlib.import_module(f"tests.factories.{label}")
        except ModuleNotFoundError:
            continue
        for _name, member in inspect.getmembers(module, inspect.isclass):
            if issubclass(member, factory.django.DjangoModelFactory) and member._meta.model:
                yield member._meta.model


def test_there_are_models_to_look_at():
    assert len(MODELS) > 40


def _upward(model):
    own = ORDER.index(model._meta.app_label)
    return [
        f"{model._meta.label}.{field.name}"
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model is not None
        and field.related_model._meta.app_label in ORDER
        and ORDER.index(field.related_model._meta.app_label) > own
    ]


def test_relations_point_to_the_same_app_or_down():
    assert [name for model in MODELS for name in _upward(model)] == []


def test_every_model_has_a_factory():
    built = set(_factories())

    assert [model._meta.label for model in MODELS if model not in built] == []


def test_the_history_of_every_fact_is_kept():
    silent = {model._meta.label for model in MODELS if not hasattr(model, "history")}

    assert silent == UNTRACKED


def test_whom_a_row_concerns_is_kept_by_the_database():
    """Say its facts in ``events/queries/concerns.py``, and name it in ``KEPT`` beside it."""
    kept = {(each.model, column) for each in KEPT for column in each.columns}
    said = [one for one in wall.walled() if one.says and (one.model, one.says) not in kept]

    assert [one.model._meta.label for one in said] == []


def test_what_the_database_keeps_has_no_history():
    """Name it in ``@tracked(without=...)``: it follows from facts that have theirs."""
    told = [
        f"{each.model._meta.label}.{column}"
        for each in KEPT
        for column in each.columns
        if column in _fields_of_the_history_of(each.model)
    ]

    assert told == []


def _fields_of_the_history_of(model):
    if not hasattr(model, "history"):
        return set()
    return {field.name for field in model._meta.get_field("history").related_model._meta.fields}


def test_constraints_have_names_that_read_as_sentences():
    names = [constraint.name for model in MODELS for constraint in model._meta.constraints]

    assert [name for name in names if "_" not in name] == []
