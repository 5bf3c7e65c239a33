"""The history forgets who has left, and nobody else; and in no other way."""

import pytest
from django.db import DatabaseError, connection, transaction

from network.operations import histories
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db


def test_nobody_who_is_here_can_be_taken_out_of_the_history():
    person = PersonFactory(name="Sok Dara")

    with pytest.raises(DatabaseError, match="has not left"), transaction.atomic():
        histories.forget(person)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE network_personevent SET name = ''")
    assert [each.name for each in person.history.all()] == ["Sok Dara"]


def test_the_database_has_the_function_as_it_is_declared():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc, prosecdef FROM pg_proc WHERE proname = 'network_forget_history'"
        )
        [(source, runs_as_owner)] = cursor.fetchall()

    assert runs_as_owner
    assert source in histories.function()
