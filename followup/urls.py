"""Where people are told and asked: the addresses that were mailed stay as they are."""

from django.urls import path

from followup.views import (
    calendars,
    comment_links,
    events,
    invitations,
    meeting_access,
    mistakes,
    newcomers,
    replies,
    update_links,
)

app_name = "followup"

urlpatterns = [
    path("workshops/<int:pk>/edit/", events.edit, name="event-edit"),
    path("workshops/<int:pk>/confirm/", events.confirm, name="event-confirm"),
    path("workshops/<int:pk>/postpone/", events.postpone, name="event-postpone"),
    path("workshops/<int:pk>/cancel/", events.cancel, name="event-cancel"),
    path("workshops/<int:pk>/invitations/", invitations.send, name="invitation-send"),
    path("workshops/<int:pk>/invitations/add/", newcomers.add, name="invitation-add"),
    path("workshops/<int:pk>/meeting-link/", meeting_access.set_link, name="meeting-link"),
    path("r/<str:token>/", replies.by_link, name="reply-by-link"),
    path("q/<str:token>/", comment_links.by_link, name="comment-by-link"),
    path("my-data/wrong/", mistakes.tell, name="mistake-tell"),
    path("calendar/", calendars.detail, name="calendar-detail"),
    path("calendar/make/", calendars.make, name="calendar-make"),
    path("calendar/renew/", calendars.renew, name="calendar-renew"),
    path("cal/<str:token>.ics", calendars.feed, name="calendar-feed"),
    path("u/<str:token>/", update_links.by_link, name="update-by-link"),
    path("u/<str:token>/thanks/", update_links.thanks, name="update-link-thanks"),
    path("u/<str:token>/new/", update_links.renew, name="update-link-renew"),
    path("u/<str:token>/somebody-else/", update_links.refer, name="update-link-refer"),
]
