"""The texts of agreements: bring one in, hand one out."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, asks, shows
from core.form_pages import FormPage, handle_form, sent
from partnerships.forms.agreements import AddAgreementFile
from partnerships.models import Agreement, AgreementFile
from partnerships.operations import agreements
from partnerships.views.places import in_agreement

ADD = FormPage(title=_("Add a file"), button=_("Add file"), success=_("File added."))


@asks("partnerships.add_agreement_file", Agreement)
def add(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Keep the text of an agreement in one language."""
    form = AddAgreementFile(**sent(request))
    return handle_form(
        request,
        form=form,
        page=ADD.at(in_agreement(agreement), lede=agreement.title),
        save=lambda: agreements.add_file(
            agreement,
            file=form.cleaned_data["file"],
            language=form.cleaned_data["language"],
            by=request.user,
        ),
        then=agreement,
    )


@shows("partnerships.view_agreement_file", AgreementFile)
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
