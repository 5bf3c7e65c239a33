"""Registers and annual figures as a workbook, under the filters of the dashboard."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.lists import too_many_files
from core.turns import NoTurnError
from dashboards.views.dashboard import read_scope
from dashboards.wording import scope as scope_wording
from documents.renderers import xlsx
from documents.wording import workbooks

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@shows("documents.view_workbook")
def workbook(request: SignedInRequest) -> HttpResponseBase:
    """Hand out what the reader may see, a sheet a figure."""
    _form, scope = read_scope(request)
    address = address_of(request)
    if not address.is_understood:
        return redirect(f"{reverse('dashboards:dashboard')}{address.without()}")
    if haste := too_many_files(request):
        return haste
    try:
        file = xlsx.render(workbooks.workbook(scope))
    except NoTurnError as refused:
        messages.error(request, str(refused))
        return redirect("dashboards:dashboard")
    name = f"{scope_wording.file_name(scope, 'registers')}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=_EXCEL)
