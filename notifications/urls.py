"""The addresses of this app."""

from django.urls import path

from notifications.views import choices, health, messages

app_name = "notifications"
urlpatterns = [
    path("healthz", health.show, name="health"),
    path("mails/<str:token>/", choices.by_link, name="choices-by-link"),
    path("outbox/", messages.index, name="message-index"),
    path("outbox/<int:pk>/", messages.detail, name="message-detail"),
    path("outbox/<int:pk>/resend/", messages.resend, name="message-resend"),
    path("outbox/<int:pk>/cancel/", messages.cancel, name="message-cancel"),
    path("outbox/about/<str:label>/<int:pk>/", messages.about, name="messages-about"),
]
