"""The history is chained by hash: what somebody changed in it is found, row by row."""

import time

import pghistory
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit.operations import seals
from audit.operations.seals import Break
from audit.tasks import seal_history
from core.db import as_owner
from tests.factories.accounts import UserFactory
from tests.factories.network import OrganizationFactory
from tests.locks import in_another_process

HISTORY = "network_organizationevent"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def colleges():
    """Return three colleges whose history is sealed."""
    with pghistory.context(user=UserFactory().pk):
        made = [OrganizationFactory(name=f"College {number}") for number in range(3)]
    sealed()
    return made


def sealed(seal=seals.seal):
    """Seal all that there is, after whoever writes now, also in the databases beside ours."""
    seal()
    while seals.check().waiting:
        time.sleep(0.02)
        seal()


def ask(question, *facts):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(question, facts)
        return cursor.fetchall() if cursor.description else []


def tamper(*statements):
    """Change what the triggers keep from being changed, as only the owner can."""
    for statement in (
        f"ALTER TABLE {HISTORY} DISABLE TRIGGER USER",
        *statements,
        f"ALTER TABLE {HISTORY} ENABLE TRIGGER USER",
    ):
        ask(statement)


def events(college):
    return list(college.history.order_by("pgh_id").values_list("pgh_id", flat=True))


def test_what_nobody_touched_is_as_it_was_sealed(colleges):
    colleges[0].name = "Another"
    colleges[0].save()

    found = seals.check()

    assert (found.breaks, found.waiting) == ((), 1)
    assert found.rows >= 3


def test_a_history_that_nobody_sealed_has_no_head(db):
    found = seals.check()

    assert (found.head, found.rows, found.waiting, found.breaks) == ("", 0, 0, ())


def test_a_change_is_found_where_it_is(colleges):
    [changed], [gone], _untouched = map(events, colleges)
    tamper(
        f"UPDATE {HISTORY} SET name = 'Academy' WHERE pgh_id = {changed}",  # noqa: S608
        f"DELETE FROM {HISTORY} WHERE pgh_id = {gone}",  # noqa: S608
    )

    assert seals.check().breaks == (
        Break(HISTORY, changed, "changed"),
        Break(HISTORY, gone, "missing"),
    )


def test_a_row_that_was_put_in_between_is_found(colleges):
    [(gap,)] = ask("SELECT nextval(pg_get_serial_sequence(%s, 'pgh_id'))", HISTORY)
    OrganizationFactory()
    sealed()
    [key] = events(colleges[1])
    tamper(f"UPDATE {HISTORY} SET pgh_id = {gap} WHERE pgh_id = {key}")  # noqa: S608

    assert seals.check().breaks == (Break(HISTORY, key, "missing"), Break(HISTORY, gap, "added"))


def test_who_did_it_is_sealed_with_what_was_done(colleges):
    ask("UPDATE pghistory_context SET metadata = '{\"user\": 0}'")

    assert {each.key for each in seals.check().breaks} >= {
        key for college in colleges for key in events(college)
    }


def test_a_seal_that_was_changed_or_taken_out_is_found(colleges):
    [(key,)] = ask("SELECT max(id) FROM audit_historyseal")
    head = seals.check().heads[-1]
    ask("UPDATE audit_historyseal SET until_id = until_id + 1 WHERE id = %s", key)
    assert Break("audit_historyseal", key, "changed") in seals.check().breaks

    ask("DELETE FROM audit_historyseal WHERE id = %s", key)
    with pytest.raises(CommandError, match="does not hold that head"):
        call_command("check_history", head=head)


def test_what_the_owner_had_to_change_is_sealed_again_with_the_reason(colleges):
    [key] = events(colleges[0])
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('history.because', 'A person left', false),"
            " set_config('pgtrigger.ignore', array_agg(tgname)::text, false)"
            " FROM pg_trigger WHERE tgname LIKE 'pgtrigger_append_only%'"
        )
        cursor.execute(f"UPDATE {HISTORY} SET name = '' WHERE pgh_id = %s", [key])  # noqa: S608
    again = "SELECT row_ids FROM audit_historyseal WHERE because = 'A person left'"
    assert (seals.check().breaks, ask(again)) == ((), [([key],)])

    tamper(f"UPDATE {HISTORY} SET name = 'x' WHERE pgh_id = {key}")  # noqa: S608
    assert seals.check().breaks == (Break(HISTORY, key, "changed"),)


def test_a_column_that_is_no_more_is_told_apart_from_tampering(colleges):
    ask(f"ALTER TABLE {HISTORY} RENAME city TO town")
    try:
        unreadable = {each.what for each in seals.check().breaks}
    finally:
        ask(f"ALTER TABLE {HISTORY} RENAME town TO city")

    assert unreadable == {"unreadable"}


def seal_beside():
    """Write a row behind the one that is late, and seal twice what can be sealed."""
    OrganizationFactory()
    seals.seal()
    return seals.seal().rows


def test_what_is_not_finished_is_sealed_when_it_is(colleges):
    """A key is given out before its row is seen: those behind it wait for the one that is late."""
    with transaction.atomic():
        late = OrganizationFactory(name="Late")
        thread, rows = in_another_process(seal_beside)
        thread.join()

    assert rows == [0]
    sealed()
    assert (seals.check().breaks, seals.check().waiting) == ((), 0)
    is_sealed = "SELECT count(*) FROM audit_historyseal WHERE of_table = %s AND %s = ANY (row_ids)"
    assert ask(is_sealed, HISTORY, events(late)[0]) == [(1,)]


def test_the_application_can_seal_and_no_more(colleges, caplog):
    OrganizationFactory()
    with caplog.at_level("INFO"):
        sealed(seal_history)

    assert caplog.records[-1].args[1] == seals.check().head


def test_the_command_prints_the_head_or_what_is_wrong(colleges, capsys):
    call_command("check_history")
    assert f"The head is {seals.check().heads[-1]}" in capsys.readouterr().out

    tamper(f"UPDATE {HISTORY} SET name = 'x'")  # noqa: S608
    with pytest.raises(CommandError, match=rf"{HISTORY} \d+: changed"):
        call_command("check_history")
