"""Who leaves holds nothing any more; some weeks later nobody finds their name, and counts stay."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from audit.queries import history
from core.personal import holdings
from dashboards.queries import figures, numbers
from dashboards.queries.scope import Scope
from events.queries.attendance import presence
from network.models import Person
from network.operations import accounts, leaving, memberships, people
from network.terms.people import Contact, PersonTerms
from notifications.enums import MessageState
from notifications.models import Message
from partnerships.models import ProgressUpdate
from tests.factories import events, network, notifications, partnerships, roles

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LATER = NOW + timedelta(days=settings.KEEP_LEAVERS_DAYS, minutes=1)
MARK = "Namemark"


@pytest.fixture
def leaver():
    """Return a focal point whose name and address stand wherever they can."""
    college = network.OrganizationFactory(name="NPIC")
    user = roles.focal_point(college)
    person = user.person
    for name in (f"{MARK} first", f"{MARK} Dara"):
        said = {"name": name, "phone": f"{MARK} 012", "local_name": f"{MARK} local"}
        terms = replace(PersonTerms.of(person), **said, sex="female")
        person = people.edit(person, terms, Contact(email=f"{MARK}@example.org"), by=None)
    user.name, user.email = f"{MARK} account", f"{MARK}@example.org".lower()
    user.save()
    network.PersonNameFactory(person=person, name=f"{MARK} other")
    network.FocalPointFactory(organization=college, person=person)
    _dealings(college, person)
    return person


def _dealings(college, person):
    pairing = partnerships.PairingFactory(parties=[college, network.OrganizationFactory()])
    partnerships.PairingFocalPointFactory(pairing=pairing, organization=college, person=person)
    partnerships.ProgressUpdateFactory(pairing=pairing, author=person)
    event = events.EventFactory(pairings=[pairing])
    written = {"event": event, "person": person, "name": f"{MARK} as written"}
    events.ParticipationFactory(**written)
    events.StatementFactory(**written)
    events.PresentationFactory(**written)
    notifications.MessageFactory(
        about=event,
        recipient=person.recipient,
        state=MessageState.SENT,
        sent_at=NOW,
        to_address=f"{MARK}@example.org",
        subject=f"{MARK} comes",
        body=f"Dear {MARK}",
    )
    notifications.MessageFactory(key="waits", about=event, recipient=person.recipient)


def _gone(person, *, by=None):
    leaving.leave(person, by=by, now=NOW)
    assert leaving.forget_due(now=LATER) == 1
    return Person.objects.get(pk=person.pk)


def _tables():
    """Return every table that may hold a name, and the histories."""
    models = [each.model for each in holdings() if each.personal]
    kept = [
        each._meta.get_field("history").related_model for each in models if hasattr(each, "history")
    ]
    return [each._meta.db_table for each in (*models, *kept)]


def _mentions(word):
    """Return the tables in which a word stands anywhere."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted({*_tables(), "pghistory_context"}):
            rows = f"SELECT count(*) FROM {table} t WHERE t::text ILIKE %s"  # noqa: S608
            cursor.execute(rows, [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_what_they_held_ends_at_once(leaver):
    staff = roles.staff()
    left = leaving.leave(leaver, by=staff, now=NOW)

    today = timezone.localdate(NOW)
    assert not left.is_let_in
    assert not left.user.is_active
    assert left.name == f"{MARK} Dara"
    assert [each.ends_on for each in left.positions.all()] == [today]
    assert not left.focal_points.on(today).exists()
    assert not left.user.memberships.now().exists()
    assert not left.pairing_focal_points.on(today).exists()
    assert Message.objects.get(key="waits").state == MessageState.CANCELLED
    assert str(staff) in {entry.by for entry in history(left, reader=staff)}
    with pytest.raises(leaving.LeftAlreadyError):
        leaving.leave(left, by=staff, now=NOW)


def test_one_of_the_staff_stays():
    last = network.PersonFactory(user=roles.staff())

    with pytest.raises(memberships.LastStaffError):
        leaving.leave(last, by=None, now=NOW)


def test_who_has_no_account_leaves_like_anybody():
    assert leaving.leave(network.PersonFactory(), by=None, now=NOW).left_at == NOW


def test_an_account_that_is_closed_already_stays_closed():
    closed = network.PersonFactory(user=roles.nobody())
    accounts.close(closed.user, by=None, now=NOW)
    closed.user.refresh_from_db()

    assert leaving.leave(closed, by=None, now=NOW).left_at == NOW


def test_their_name_is_found_nowhere_any_more(leaver):
    assert len(_mentions(MARK)) > 10

    gone = _gone(leaver)

    assert _mentions(MARK) == []
    assert gone.name == gone.recipient.name == gone.user.name == f"Former member {gone.pk}"
    assert gone.user.email == f"left-{gone.user.pk}@left.invalid"
    assert MARK.lower() not in gone.search_text
    assert leaving.forget_due(now=LATER) == 0


def _told(staff, event):
    """Return figures, the list of a meeting and its women, and who changed what of whom."""
    scope = Scope(user=staff, today=NOW.date())
    return (
        numbers.overview(scope),
        [vars(each) for each in figures.by_quarter(scope).quarters],
        presence(event),
        [(each.person_id, each.capacity) for each in event.participations.all()],
        ProgressUpdate.objects.count(),
    )


def test_counts_lists_and_histories_are_as_before(leaver):
    staff, event = roles.staff(), leaver.participations.get().event
    before = _told(staff, event)

    leaving.leave(leaver, by=staff, now=NOW)
    changed = history(leaver, reader=staff)
    leaving.forget_due(now=LATER)

    assert _told(staff, event) == before
    kept = history(Person.objects.get(pk=leaver.pk), reader=staff)
    assert {(each.at, each.by, each.verb) for each in changed} <= {
        (each.at, each.by, each.verb) for each in kept
    } | {(each.at, each.by, "changed") for each in changed}


def test_a_signature_keeps_the_name_that_stands_on_paper(leaver):
    party = partnerships.AgreementPartyFactory(signatory=leaver, signatory_name="")

    _gone(leaver)

    party.refresh_from_db()
    # No key leads from the name to what else they did.
    assert (party.signatory_name, party.signatory) == (f"{MARK} Dara", None)
    assert not party.history.exclude(signatory=None).exists()


def test_who_comes_back_in_time_keeps_the_name(leaver):
    leaving.leave(leaver, by=None, now=NOW)
    assert leaving.forget_due(now=LATER - timedelta(hours=1)) == 0

    back = leaving.come_back(leaver, by=None)

    assert back.left_at is None
    assert leaving.forget_due(now=LATER) == 0
    with pytest.raises(leaving.NameGoneError):
        leaving.come_back(_gone(back), by=None)


def test_what_had_not_begun_never_did(leaver):
    begins = timezone.localdate(NOW) + timedelta(days=40)
    seat = network.FocalPointFactory(person=leaver, starts_on=begins)

    leaving.leave(leaver, by=None, now=NOW)

    seat.refresh_from_db()
    assert seat.ends_on == begins


def test_others_keep_theirs(leaver):
    other = network.PersonFactory(name="Keo Vanna", phone="+856 20")
    events.ParticipationFactory(
        event=leaver.participations.get().event, person=other, name="K. Vanna"
    )

    _gone(leaver)

    other.refresh_from_db()
    assert (other.name, other.phone) == ("Keo Vanna", "+856 20")
    assert other.participations.get().name == "K. Vanna"
