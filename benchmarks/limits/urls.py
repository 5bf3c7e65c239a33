"""The addresses of the limits."""

from django.urls import path

from limits import views
from limits.admin import site

urlpatterns = [
    path("limit/write/<int:pk>/", views.write),
    path("limit/<slug:name>/", views.page),
    path("admin/", site.urls),
]
