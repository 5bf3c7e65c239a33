"""The addresses of this app."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("invitation/<str:token>/", views.accept_invitation, name="invitation-accept"),
    path("sessions/", views.own_sessions, name="sessions"),
    path("log/", views.log, name="log"),
    # Stands before allauth's view of the same address.
    path("logout/", views.logout, name="logout"),
]
