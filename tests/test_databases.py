from django.contrib.contenttypes.models import ContentType
from django.db import connection

from network.models import Person
from tests import databases
from tests.factories.network import PersonFactory


def ask(question, *facts):
    with connection.cursor() as cursor:
        cursor.execute(question, facts)
        return cursor.fetchall()


def test_the_template_stays_while_it_fits(db):
    made = "SELECT oid FROM pg_database WHERE datname = %s", databases.template()
    before = ask(*made)

    databases.see_to_template()

    assert before != []
    assert ask(*made) == before


def test_every_process_has_a_copy_of_its_own(db):
    name = connection.settings_dict["NAME"]

    assert name != databases.template()
    assert ask("SELECT current_database()") == [(name,)]
    assert databases.url().endswith(f"/{name}")


def test_an_emptied_database_has_its_tables_its_triggers_and_no_fact(transactional_db):
    PersonFactory().delete()
    kinds = ContentType.objects.count()

    databases.empty()

    assert Person.objects.count() == Person.history.rel.related_model.objects.count() == 0
    assert ContentType.objects.count() == kinds > 0
    assert ask("SELECT tgname FROM pg_trigger WHERE tgenabled = 'D'") == []
