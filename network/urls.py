"""The addresses of this app."""

from django.urls import path

from network.views import (
    focal_points,
    holdings,
    interests,
    leaving,
    names,
    organizations,
    people,
    positions,
    reference,
)

app_name = "network"
urlpatterns = [
    path("organizations/", organizations.index, name="organization-index"),
    path("organizations/add/", organizations.add, name="organization-add"),
    path("organizations/similar/", organizations.similar, name="organization-similar"),
    path("organizations/<int:pk>/", organizations.detail, name="organization-detail"),
    path("organizations/<int:pk>/edit/", organizations.edit, name="organization-edit"),
    path(
        "organizations/<int:pk>/add-department/",
        organizations.add_department,
        name="department-add",
    ),
    path("organizations/<int:pk>/add-name/", names.add, name="organization-name-add"),
    path("names/<int:pk>/remove/", names.remove, name="organization-name-remove"),
    path("organizations/<int:pk>/add-interest/", interests.add, name="interest-add"),
    path("interests/<int:pk>/remove/", interests.remove, name="interest-remove"),
    path("organizations/<int:pk>/appoint/", focal_points.appoint, name="focal-point-appoint"),
    path("focal-points/<int:pk>/hand-over/", focal_points.hand_over, name="focal-point-hand-over"),
    path("people/", people.index, name="person-index"),
    path("people/add/", people.add, name="person-add"),
    path("people/similar/", people.similar, name="person-similar"),
    path("people/<int:pk>/", people.detail, name="person-detail"),
    path("people/<int:pk>/messages/", people.messages_to, name="person-messages"),
    path("people/<int:pk>/edit/", people.edit, name="person-edit"),
    path("people/<int:pk>/leave/", leaving.leave, name="person-leave"),
    path("people/<int:pk>/come-back/", leaving.come_back, name="person-come-back"),
    path("people/<int:pk>/data/", holdings.detail, name="person-data"),
    path("people/<int:pk>/data/file/", holdings.file, name="person-data-file"),
    path("my-data/", holdings.own, name="own-data"),
    path("my-data/file/", holdings.own_file, name="own-data-file"),
    path("people/<int:pk>/add-position/", positions.add, name="position-add"),
    path("positions/<int:pk>/end/", positions.end, name="position-end"),
    path("programmes/<slug:key>/", reference.programme, name="programme-detail"),
    path("reference/", reference.words, name="reference"),
]
