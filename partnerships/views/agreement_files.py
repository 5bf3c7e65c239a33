"""The texts of agreements: bring one in, hand one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, access
from partnerships.forms.agreements import AddAgreementFile
from partnerships.models import Agreement, AgreementFile
from partnerships.operations import agreements

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase


@require_http_methods(["GET", "POST"])
@access("partnerships.add_agreement_file", Agreement)
def add(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Keep the text of an agreement in one language."""
    is_sent = request.method == "POST"
    form = AddAgreementFile(*((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid():
        agreements.add_file(agreement, **form.cleaned_data, by=request.user)
        messages.success(request, _("File added."))
        return redirect(agreement)
    context = {"agreement": agreement, "form": form}
    status = 422 if is_sent else 200
    return render(request, "partnerships/agreement_file_form.html", context, status=status)


@require_safe
@access("partnerships.view_agreement_file", AgreementFile)
def download(_request: SignedInRequest, agreement_file: AgreementFile) -> HttpResponseBase:
    """Hand out a file to be saved: no browser runs or guesses what is in it."""
    response = FileResponse(
        agreement_file.file.open("rb"),
        as_attachment=True,
        filename=agreement_file.name,
        content_type=agreement_file.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
