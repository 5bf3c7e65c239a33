"""What somebody is told who may not open a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import permission_denied

from accounts.models import User
from network.models import scope_of
from network.queries import access


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page belongs to others; who has no role at all is told what to do about it."""
    user = request.user
    if not isinstance(user, User) or scope_of(user).is_member:
        return permission_denied(request, exception)
    host = access.host_of(user)
    return render(request, "network/no_role.html", {"host": host}, status=403)
