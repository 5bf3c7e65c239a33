"""One prefix an app; each app names its own pages."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("dashboards.urls")),
    path("", include("notifications.urls")),
    path("", include("network.urls")),
    path("", include("partnerships.urls")),
    path("", include("events.urls")),
    path("", include("followup.urls")),
    path("history/", include("audit.urls")),
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
