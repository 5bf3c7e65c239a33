"""The addresses of this app."""

from django.urls import path

from events.views import (
    agenda,
    attendance,
    calendars,
    details,
    events,
    log,
    meeting_access,
    outcomes,
    records,
    removals,
    replies,
    timeline,
)

app_name = "events"
urlpatterns = [
    path("workshops/", events.index, name="event-index"),
    path("workshops/log/", log.log, name="event-log"),
    path("workshops/<int:pk>/edit/", events.edit, name="event-edit"),
    path("workshops/<int:pk>/confirm/", events.confirm, name="event-confirm"),
    path("workshops/<int:pk>/hold/", events.hold, name="event-hold"),
    path("workshops/<int:pk>/report/", events.report, name="event-report"),
    path("workshops/<int:pk>/postpone/", events.postpone, name="event-postpone"),
    path("workshops/<int:pk>/reschedule/", events.reschedule, name="event-reschedule"),
    path("workshops/<int:pk>/cancel/", events.cancel, name="event-cancel"),
    path("workshops/<int:pk>/log-similar/", events.log_similar, name="event-log-similar"),
    path("workshops/<int:pk>/", details.detail, name="event-detail"),
    path("workshops/<int:pk>/agenda/add/", agenda.add_item, name="agenda-item-add"),
    path("workshops/<int:pk>/agenda/<int:item>/edit/", agenda.edit_item, name="agenda-item-edit"),
    path(
        "workshops/<int:pk>/agenda/<int:item>/speakers/add/",
        agenda.add_speaker,
        name="agenda-speaker-add",
    ),
    path("workshops/<int:pk>/people/add/", attendance.add_people, name="participation-add"),
    path(
        "workshops/<int:pk>/people/organizations/add/",
        attendance.add_organization,
        name="participation-add-organization",
    ),
    path(
        "workshops/<int:pk>/people/<int:participation>/edit/",
        attendance.edit,
        name="participation-edit",
    ),
    path(
        "workshops/<int:pk>/people/<int:participation>/same-as/",
        attendance.link,
        name="participation-link",
    ),
    path("workshops/<int:pk>/people/count/", attendance.count, name="head-count"),
    path("workshops/<int:pk>/organizers/add/", attendance.add_organizer, name="organizer-add"),
    path("workshops/<int:pk>/outcomes/add/", outcomes.add, name="outcome-add"),
    path("workshops/<int:pk>/outcomes/<int:outcome>/edit/", outcomes.edit, name="outcome-edit"),
    path(
        "workshops/<int:pk>/outcomes/<int:outcome>/adopt/<slug:as_>/",
        outcomes.adopt,
        name="outcome-adopt",
    ),
    path("workshops/<int:pk>/areas/add/", outcomes.agree, name="outcome-agree"),
    path("workshops/<int:pk>/actions/add/", outcomes.plan, name="outcome-plan"),
    path("workshops/<int:pk>/topics/add/", records.add_topic, name="topic-add"),
    path("workshops/<int:pk>/statements/add/", records.add_statement, name="statement-add"),
    path(
        "workshops/<int:pk>/presentations/add/", records.add_presentation, name="presentation-add"
    ),
    path("workshops/<int:pk>/visits/add/", records.add_site_visit, name="site-visit-add"),
    path("workshops/<int:pk>/files/add/", records.add_file, name="event-file-add"),
    path(
        "workshops/<int:pk>/files/<int:file>/upload/",
        records.supply_file,
        name="event-file-supply",
    ),
    path(
        "workshops/<int:pk>/files/<int:file>/edit/",
        records.describe_file,
        name="event-file-describe",
    ),
    path("workshops/files/<int:pk>/", records.download, name="event-file"),
    path("workshops/<int:pk>/meeting-link/", meeting_access.set_link, name="meeting-link"),
    path(
        "workshops/<int:pk>/<slug:part>/<int:row>/remove/",
        removals.remove,
        name="event-part-remove",
    ),
    path("workshops/of-pairing/<int:pk>/", timeline.of_pairing, name="pairing-timeline"),
    path(
        "workshops/of-organization/<int:pk>/",
        timeline.of_organization,
        name="organization-events",
    ),
    path("workshops/of-person/<int:pk>/", timeline.of_person, name="person-events"),
    path("r/<str:token>/", replies.by_link, name="reply-by-link"),
    path("calendar/", calendars.detail, name="calendar-detail"),
    path("calendar/make/", calendars.make, name="calendar-make"),
    path("calendar/renew/", calendars.renew, name="calendar-renew"),
    path("cal/<str:token>.ics", calendars.feed, name="calendar-feed"),
    path("workshops/origin/<str:label>/<int:pk>/", timeline.origin, name="origin"),
]
