"""The addresses of this app."""

from django.urls import include, path

from events.views import (
    agenda,
    attendance,
    details,
    events,
    log,
    outcomes,
    records,
    removals,
    signings,
    timeline,
)

app_name = "events"
# Below a meeting; each view is handed the meeting.
of_an_event = [
    path("hold/", events.hold, name="event-hold"),
    path("report/", events.report, name="event-report"),
    path("reschedule/", events.reschedule, name="event-reschedule"),
    path("log-similar/", events.log_similar, name="event-log-similar"),
    path("", details.detail, name="event-detail"),
    path("agenda/add/", agenda.add_item, name="agenda-item-add"),
    path("agenda/<int:item>/edit/", agenda.edit_item, name="agenda-item-edit"),
    path("agenda/<int:item>/speakers/add/", agenda.add_speaker, name="agenda-speaker-add"),
    path("people/add/", attendance.add_people, name="participation-add"),
    path(
        "people/organizations/add/",
        attendance.add_organization,
        name="participation-add-organization",
    ),
    path("people/<int:participation>/edit/", attendance.edit, name="participation-edit"),
    path("people/<int:participation>/same-as/", attendance.link, name="participation-link"),
    path(
        "people/<int:participation>/same-organization-as/",
        attendance.link_organization,
        name="participation-link-organization",
    ),
    path("people/count/", attendance.count, name="head-count"),
    path("organizers/add/", attendance.add_organizer, name="organizer-add"),
    path("outcomes/add/", outcomes.add, name="outcome-add"),
    path("outcomes/<int:outcome>/edit/", outcomes.edit, name="outcome-edit"),
    path("outcomes/<int:outcome>/adopt/<slug:as_>/", outcomes.adopt, name="outcome-adopt"),
    path("areas/add/", outcomes.agree, name="outcome-agree"),
    path("areas/carried-out/", outcomes.deliver, name="outcome-deliver"),
    path("actions/add/", outcomes.plan, name="outcome-plan"),
    path("actions/done/", outcomes.finish, name="outcome-finish"),
    path("topics/add/", records.add_topic, name="topic-add"),
    path("statements/add/", records.add_statement, name="statement-add"),
    path("presentations/add/", records.add_presentation, name="presentation-add"),
    path("visits/add/", records.add_site_visit, name="site-visit-add"),
    path("agreements/add/", signings.sign, name="agreement-sign-here"),
    path("agreements/choose/", signings.tie_agreement, name="agreement-tie"),
    path("agreements/<int:outcome>/enter/", signings.enter_agreement, name="agreement-enter"),
    path("titles/<int:outcome>/enter/", signings.enter_designation, name="designation-enter"),
    path("titles/add/", signings.confer, name="designation-confer-here"),
    path("titles/choose/", signings.tie_designation, name="designation-tie"),
    path("donations/add/", signings.hand_over, name="donation-add"),
    path("files/add/", records.add_file, name="event-file-add"),
    path("files/<int:file>/upload/", records.supply_file, name="event-file-supply"),
    path("files/<int:file>/edit/", records.describe_file, name="event-file-describe"),
    path("<slug:part>/<int:row>/remove/", removals.remove, name="event-part-remove"),
]

urlpatterns = [
    path("workshops/", events.index, name="event-index"),
    path("workshops/log/", log.log, name="event-log"),
    path("workshops/<int:pk>/", include(of_an_event)),
    path("workshops/files/<int:pk>/", records.download, name="event-file"),
    path("workshops/of-pairing/<int:pk>/", timeline.of_pairing, name="pairing-timeline"),
    path(
        "workshops/of-organization/<int:pk>/", timeline.of_organization, name="organization-events"
    ),
    path(
        "workshops/of-agreement/<int:pk>/choose/",
        signings.meeting_of_agreement,
        name="agreement-meeting",
    ),
    path(
        "workshops/of-designation/<int:pk>/choose/",
        signings.meeting_of_designation,
        name="designation-meeting",
    ),
    path("workshops/of-person/<int:pk>/", timeline.of_person, name="person-events"),
    path("workshops/origin/<str:label>/<int:pk>/", timeline.origin, name="origin"),
]
