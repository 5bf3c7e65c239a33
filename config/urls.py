"""One prefix an app; each app names its own pages."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView

from core.views import security_contact, worker

# One door for all: its limits and its second step hold for the technical administration as well.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler403 = "network.views.refusals.refused"
handler500 = "core.views.failed"

urlpatterns = [
    path("sw.js", worker, name="worker"),
    path(".well-known/security.txt", security_contact, name="security-contact"),
    path("", include("dashboards.urls")),
    path("", include("documents.urls")),
    path("", include("notifications.urls")),
    path("", include("network.urls")),
    path("", include("partnerships.urls")),
    path("", include("events.urls")),
    path("", include("followup.urls")),
    path("history/", include("audit.urls")),
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/logout/", RedirectView.as_view(pattern_name="accounts:logout")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/r/<path:record>", RedirectView.as_view(url=reverse_lazy("admin:index"))),
    path("admin/", admin.site.urls),
]
