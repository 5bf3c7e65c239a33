"""Every view of ours says who may use it."""

import rules
from django.urls import URLPattern, URLResolver, get_resolver

OURS = (
    "accounts",
    "audit",
    "notifications",
    "network",
    "partnerships",
    "events",
    "followup",
    "dashboards",
    "documents",
    "sample",
)


def our_views():
    """Yield (name, callback) of every address that our own apps serve."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns, namespace):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            module = pattern.callback.__module__.split(".")[0]
            if module in OURS:
                yield f"{namespace}{pattern.name}", pattern.callback


def test_every_view_of_ours_names_its_permission_or_why_it_is_open():
    undeclared = [name for name, view in our_views() if not hasattr(view, "permission")]

    assert undeclared == []


def test_open_views_are_few_and_say_why():
    open_views = {name: view.open_because for name, view in our_views() if view.permission is None}

    assert set(open_views) == {
        "accounts:invitation-accept",
        "accounts:logout",
        "followup:calendar-feed",
        "followup:comment-by-link",
        "network:data-ask",
        "network:data-by-link",
        "followup:reply-by-link",
        "notifications:choices-by-link",
        "notifications:health",
        "notifications:ready",
        "followup:update-by-link",
        "followup:update-link-refer",
        "followup:update-link-renew",
        "followup:update-link-thanks",
    }
    assert all(open_views.values())


def test_every_permission_is_defined():

    named = {view.permission for _name, view in our_views()} - {None}

    assert {permission for permission in named if not rules.perm_exists(permission)} == set()
