"""The addresses of this app."""

from django.urls import path

from notifications.views import choices, health, messages

app_name = "notifications"
urlpatterns = [
    path("healthz", health.show, name="health"),
    path("readyz", health.show_ready, name="ready"),
    path("mails/", choices.edit, name="choices-edit"),
    path("mails/<str:token>/", choices.by_link, name="choices-by-link"),
    path("outbox/", messages.index, name="message-index"),
    path("outbox/went/", messages.went, name="message-went"),
    path("outbox/needs-attention/", messages.needing_attention, name="message-needing-attention"),
    path("outbox/all/", messages.everything, name="message-everything"),
    path("outbox/<int:pk>/", messages.detail, name="message-detail"),
    path("outbox/<int:pk>/send-now/", messages.send_now, name="message-send-now"),
    path("outbox/<int:pk>/resend/", messages.resend, name="message-resend"),
    path("outbox/<int:pk>/resend-alike/", messages.resend_alike, name="message-resend-alike"),
    path("outbox/<int:pk>/cancel/", messages.cancel, name="message-cancel"),
    path("outbox/about/<str:label>/<int:pk>/", messages.about, name="messages-about"),
]
