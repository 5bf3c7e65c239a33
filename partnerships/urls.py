"""The addresses of this app, noun by noun."""

from django.urls import URLPattern, path

from partnerships.views import (
    actions,
    agreement_files,
    agreements,
    commitments,
    designations,
    focal_points,
    pairings,
    updates,
    work_plans,
    working_groups,
)

app_name = "partnerships"

pairing_urls = [
    path("pairings/", pairings.index, name="pairing-index"),
    path("pairings/start/", pairings.start, name="pairing-start"),
    path("pairings/<int:pk>/", pairings.detail, name="pairing-detail"),
    path("pairings/<int:pk>/edit/", pairings.edit, name="pairing-edit"),
    path("pairings/<int:pk>/move/", pairings.move, name="pairing-move"),
    path("pairings/<int:pk>/close/", pairings.close, name="pairing-close"),
    path("pairings/of/<int:pk>/", pairings.of_organization, name="organization-pairings"),
    path(
        "pairings/<int:pk>/focal-points/appoint/",
        focal_points.appoint,
        name="pairing-focal-point-appoint",
    ),
    path("pairing-focal-points/<int:pk>/end/", focal_points.end, name="pairing-focal-point-end"),
]
working_group_urls = [
    path("pairings/<int:pk>/working-groups/add/", working_groups.add, name="working-group-add"),
    path(
        "working-groups/<int:pk>/members/add/",
        working_groups.add_member,
        name="working-group-member-add",
    ),
]
commitment_urls = [
    path("commitments/", commitments.index, name="commitment-index"),
    path("pairings/<int:pk>/commitments/add/", commitments.add, name="commitment-add"),
    path("commitments/<int:pk>/", commitments.detail, name="commitment-detail"),
    path("commitments/<int:pk>/edit/", commitments.edit, name="commitment-edit"),
    path("commitments/<int:pk>/close/", commitments.close, name="commitment-close"),
]
action_urls = [
    path("actions/", actions.index, name="action-index"),
    path("pairings/<int:pk>/actions/add/", actions.add, name="action-add"),
    path("actions/<int:pk>/", actions.detail, name="action-detail"),
    path("actions/<int:pk>/edit/", actions.edit, name="action-edit"),
    path("actions/<int:pk>/close/", actions.close, name="action-close"),
    path("referrals/<int:pk>/settle/", actions.settle_referral, name="referral-settle"),
]
update_urls = [
    path("pairings/<int:pk>/updates/write/", updates.write, name="update-write"),
    path("updates/<int:pk>/", updates.detail, name="update-detail"),
    path("updates/<int:pk>/verify/", updates.verify, name="update-verify"),
    path("updates/<int:pk>/return/", updates.send_back, name="update-return"),
    path("update-files/<int:pk>/", updates.file, name="update-file"),
]

agreement_urls = [
    path("agreements/", agreements.index, name="agreement-index"),
    path("agreements/add/", agreements.add, name="agreement-add"),
    path("agreements/<int:pk>/", agreements.detail, name="agreement-detail"),
    path("agreements/<int:pk>/edit/", agreements.edit, name="agreement-edit"),
    path("agreements/<int:pk>/sign/", agreements.sign, name="agreement-sign"),
    path("agreements/<int:pk>/move/", agreements.move, name="agreement-move"),
    path("agreements/<int:pk>/files/add/", agreement_files.add, name="agreement-file-add"),
    path("agreement-files/<int:pk>/", agreement_files.download, name="agreement-file"),
]
designation_urls = [
    path("designations/", designations.index, name="designation-index"),
    path("designations/add/", designations.add, name="designation-add"),
    path("designations/<int:pk>/", designations.detail, name="designation-detail"),
    path("designations/<int:pk>/edit/", designations.edit, name="designation-edit"),
]
work_plan_urls = [
    path("work-plans/", work_plans.index, name="work-plan-index"),
    path("work-plans/add/", work_plans.add, name="work-plan-add"),
    path("work-plans/<int:pk>/", work_plans.detail, name="work-plan-detail"),
    path("work-plans/<int:pk>/edit/", work_plans.edit, name="work-plan-edit"),
    path("work-plans/<int:pk>/adopt/", work_plans.adopt, name="work-plan-adopt"),
]
urlpatterns: list[URLPattern] = [
    *pairing_urls,
    *working_group_urls,
    *commitment_urls,
    *action_urls,
    *update_urls,
    *agreement_urls,
    *designation_urls,
    *work_plan_urls,
]
