"""The addresses that mails lead to: they stay as they were mailed."""

from django.urls import path

from followup.views import invitations, update_links

app_name = "followup"

urlpatterns = [
    path("workshops/<int:pk>/invitations/", invitations.send, name="invitation-send"),
    path("u/<str:token>/", update_links.by_link, name="update-by-link"),
    path("u/<str:token>/thanks/", update_links.thanks, name="update-link-thanks"),
    path("u/<str:token>/new/", update_links.renew, name="update-link-renew"),
    path("u/<str:token>/somebody-else/", update_links.refer, name="update-link-refer"),
]
