"""Calendar files: what Outlook, Google and telephones read, to the byte."""

from datetime import UTC, date, datetime, timedelta
from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from events.enums import EventState
from events.models import Event
from followup.calendars import feed, invitation
from followup.enums import Reply
from tests.factories.events import EventFactory, MeetingAccessFactory
from tests.factories.network import PersonFactory

DAY = date(2026, 12, 10)
CHANGED = datetime(2026, 11, 25, 8, tzinfo=UTC)
GUEST = "CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE"
# The hours of 14:00 and what a calendar program is told of the place's clock.
CLOCKS = {
    "Asia/Bangkok": ("+0700", "070000Z"),
    "Asia/Phnom_Penh": ("+0700", "070000Z"),
    "Asia/Vientiane": ("+0700", "070000Z"),
    "Asia/Yangon": ("+0630", "073000Z"),
    "Asia/Shanghai": ("+0800", "060000Z"),
}


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://network.example"
    settings.DEFAULT_FROM_EMAIL = "TVET Partnership Network <noreply@network.example>"
    settings.REPLY_TO_EMAIL = "team@office.example"


def meeting(zone="Asia/Bangkok", **facts):
    """Return a confirmed meeting at 14:00 by the clock of ``zone``, last saved at a known time."""
    starts = datetime(2026, 12, 10, 14, tzinfo=ZoneInfo(zone))
    hours = {"day": DAY, "starts_at": starts, "ends_at": starts + timedelta(hours=3)}
    known = {"title": "Peer workshop", "confirmed": True, "time_zone": zone, **hours}
    event = EventFactory(**{**known, **facts})
    Event.objects.filter(pk=event.pk).update(updated_at=CHANGED)
    event.refresh_from_db()
    return event


def lines(octets):
    """Return the lines of a calendar file as they were before they were folded."""
    return octets.decode().replace("\r\n ", "").split("\r\n")


def test_an_invitation_is_this_file_to_the_byte(db):
    event = meeting(platform="Zoom", place="Phnom Penh", revision=3)
    person = PersonFactory(name='Sok "Dara", NPIC', recipient__email="sok@npic.example")

    expected = dedent(f"""\
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//TVET Partnership Network//EN
        METHOD:REQUEST
        BEGIN:VTIMEZONE
        TZID:Asia/Bangkok
        COMMENT:This timezone only works from 2000-01-01 to 2038-01-01.
        BEGIN:STANDARD
        DTSTART:20000101T000000
        TZNAME:+07
        TZOFFSETFROM:+0700
        TZOFFSETTO:+0700
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        SUMMARY:Peer workshop
        DTSTART;TZID=Asia/Bangkok:20261210T140000
        DTEND;TZID=Asia/Bangkok:20261210T170000
        DTSTAMP:20261125T080000Z
        UID:event-{event.pk}@network.example
        SEQUENCE:2
        ATTENDEE;CN="Sok Dara, NPIC";{GUEST}:mailto:sok@npic.example
        DESCRIPTION:The workshop page (sign in to see it): https://network.example/workshops/{event.pk}/
        LOCATION:Phnom Penh\\, Zoom
        ORGANIZER;CN="TVET Partnership Network":mailto:team@office.example
        STATUS:CONFIRMED
        URL:https://network.example/workshops/{event.pk}/
        END:VEVENT
        END:VCALENDAR
        """)
    assert lines(invitation(event, person, method="REQUEST")) == expected.split("\n")


@pytest.mark.parametrize("zone", CLOCKS)
def test_a_meeting_keeps_the_hour_of_its_place_and_one_rule_for_its_clock(db, zone):
    octets = invitation(meeting(zone), PersonFactory(), method="REQUEST")

    offset, utc = CLOCKS[zone]
    said = lines(octets)
    [entry] = Calendar.from_ical(octets).walk("VEVENT")
    assert f"DTSTART;TZID={zone}:20261210T140000" in said
    assert f"TZID:{zone}" in said
    assert said.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in said
    assert f"TZOFFSETTO:{offset}" in said
    assert entry.decoded("dtstart").astimezone(UTC).strftime("%H%M%SZ") == utc


def test_a_place_with_summer_time_tells_both_its_clocks(db):
    starts = datetime(2026, 7, 1, 14, tzinfo=ZoneInfo("Europe/Berlin"))
    event = meeting("Europe/Berlin", day=starts.date(), starts_at=starts, ends_at=None)

    octets = invitation(event, PersonFactory(), method="REQUEST")

    [entry] = Calendar.from_ical(octets).walk("VEVENT")
    assert "BEGIN:DAYLIGHT" in lines(octets)
    assert entry.decoded("dtstart").astimezone(UTC).hour == 12


def test_a_cancellation_is_about_the_same_entry_with_a_higher_number(db):
    event, person = meeting(), PersonFactory()
    first = lines(invitation(event, person, method="REQUEST"))
    event.revision, event.state = 2, EventState.POSTPONED

    then = lines(invitation(event, person, method="CANCEL"))

    uid = f"UID:event-{event.pk}@network.example"
    assert uid in first
    assert uid in then
    assert "SEQUENCE:0" in first
    assert "SEQUENCE:1" in then
    assert "METHOD:CANCEL" in then
    assert "STATUS:CANCELLED" in then
    assert [line for line in then if line.startswith("ATTENDEE")]


def test_the_same_facts_give_the_same_bytes(db):
    event, person = meeting(), PersonFactory()

    once, again = (invitation(event, person, method="REQUEST") for _time in range(2))

    assert once == again


def test_a_meeting_without_hours_fills_its_days(db):
    event = meeting(starts_at=None, ends_at=None, last_day=DAY + timedelta(days=1))

    said = lines(invitation(event, PersonFactory(), method="REQUEST"))

    assert "DTSTART;VALUE=DATE:20261210" in said
    assert "DTEND;VALUE=DATE:20261212" in said


def test_an_end_that_nobody_knows_is_not_made_up(db):
    said = lines(invitation(meeting(ends_at=None), PersonFactory(), method="REQUEST"))

    assert [line for line in said if line.startswith("DTEND")] == []


def test_several_days_without_a_last_hour_run_until_the_last_day_is_over(db):
    event = meeting(ends_at=None, last_day=DAY + timedelta(days=1))

    said = lines(invitation(event, PersonFactory(), method="REQUEST"))

    assert "DTEND;TZID=Asia/Bangkok:20261212T000000" in said


def test_a_meeting_without_a_day_is_in_no_calendar(db):
    event = meeting(day=None, starts_at=None, ends_at=None, state=EventState.PLANNED)

    with pytest.raises(ValueError, match="no day"):
        invitation(event, PersonFactory(), method="REQUEST")


def test_the_meeting_link_is_in_no_calendar(db):
    event = meeting(platform="Zoom")
    MeetingAccessFactory(event=event)

    assert b"secret-room" not in invitation(event, PersonFactory(), method="REQUEST")
    assert b"secret-room" not in feed([event], name="Meetings")


def test_no_line_is_longer_than_75_octets_in_any_script(db):
    title = "កិច្ចប្រជុំ ປະຊຸມຮ່ວມ 伙伴学校研讨会, " * 6
    event = meeting(title=title.strip(), place="昆明 \N{EN DASH} 云南; 中国")
    octets = invitation(event, PersonFactory(name="ស៊ុខ ដារ៉ា " * 8), method="REQUEST")

    assert max(len(line) for line in octets.split(b"\r\n")) <= 75
    assert b"\n" not in octets.replace(b"\r\n", b"")
    [entry] = Calendar.from_ical(octets).walk("VEVENT")
    assert entry["summary"] == title.strip()
    assert entry["location"] == "昆明 \N{EN DASH} 云南; 中国"


def one(said, name):
    [found] = [line for line in said if line.startswith(name)]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("of_site", "reply_to", "organizer", "is_asked"),
    [
        ("team@office.example", "sok@office.example", "team@office.example", "TRUE"),
        ("", "sok@office.example", "sok@office.example", "TRUE"),
        ("", "", "noreply@network.example", "FALSE"),
    ],
    ids=["the site's own", "the coordinator's", "nobody's"],
)
def test_answers_go_to_a_mailbox_that_is_read_or_are_not_asked_for(
    settings, of_site, reply_to, organizer, is_asked
):
    settings.REPLY_TO_EMAIL = of_site

    said = lines(invitation(meeting(), PersonFactory(), method="REQUEST", reply_to=reply_to))

    named = 'ORGANIZER;CN="TVET Partnership Network":mailto:'
    assert one(said, "ORGANIZER") == f"{named}{organizer}"
    assert f"RSVP={is_asked}" in one(said, "ATTENDEE")


@pytest.mark.parametrize(
    ("answer", "standing"),
    [(None, "NEEDS-ACTION"), (Reply.YES, "ACCEPTED"), (Reply.NO, "DECLINED")],
)
def test_a_calendar_knows_what_its_owner_answered(db, answer, standing):
    said = lines(invitation(meeting(), PersonFactory(), method="REQUEST", answer=answer))

    assert f"PARTSTAT={standing};" in one(said, "ATTENDEE")


def test_a_feed_says_what_it_is_called_and_how_often_to_ask(db):
    said = lines(feed([meeting()], name="Meetings of Sok Dara"))

    for line in (
        "METHOD:PUBLISH",
        "NAME:Meetings of Sok Dara",
        "X-WR-CALNAME:Meetings of Sok Dara",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "DTSTART:20261210T070000Z",
    ):
        assert line in said
    assert [line for line in said if line.startswith(("ATTENDEE", "ORGANIZER"))] == []


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (EventState.PLANNED, "TENTATIVE"),
        (EventState.CONFIRMED, "CONFIRMED"),
        (EventState.HELD, "CONFIRMED"),
        (EventState.REPORTED, "CONFIRMED"),
        (EventState.POSTPONED, "CANCELLED"),
        (EventState.CANCELLED, "CANCELLED"),
    ],
)
def test_a_feed_says_whether_a_meeting_takes_place(db, state, status):
    event = meeting(state=state, reason="The hall is closed")

    assert f"STATUS:{status}" in lines(feed([event], name="Meetings"))
