"""The addresses of this app."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("<str:label>/<int:pk>/", views.detail, name="history-detail"),
]
