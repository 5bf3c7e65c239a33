"""The addresses of this app."""

from django.urls import path

from events.views import events, log

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
]
