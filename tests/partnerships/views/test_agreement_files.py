"""The texts of agreements."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import AgreementFactory, AgreementFileFactory
from tests.factories.roles import focal_point, official, staff

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"


def upload_to(agreement):
    return reverse("partnerships:agreement-file-add", args=[agreement.pk])


def download_of(file):
    return reverse("partnerships:agreement-file", args=[file.pk])


def test_a_focal_point_uploads_the_signed_text(signed_in):
    CountryFactory(cambodia=True, languages=["km"])
    own = OrganizationFactory()
    agreement = AgreementFactory(signed=True, parties=[own, OrganizationFactory()])
    client = signed_in(focal_point(own))
    paper = SimpleUploadedFile("MoU signed.pdf", PDF)

    assert "Which file?" in client.get(upload_to(agreement)).content.decode()
    response = client.post(upload_to(agreement), {"file": paper, "language": "km"})

    kept = agreement.files.get()
    assert response.url == agreement.get_absolute_url()
    assert (kept.name, kept.language, kept.size) == ("MoU signed.pdf", "km", len(PDF))


def test_a_file_that_is_not_what_it_says_is_refused(signed_in):
    agreement = AgreementFactory()
    page = SimpleUploadedFile("mou.pdf", b"<html>")

    response = signed_in(staff()).post(upload_to(agreement), {"file": page})

    assert response.status_code == 422
    assert "We cannot read this PDF file" in response.content.decode()
    assert not agreement.files.exists()


def test_a_file_is_handed_out_to_be_saved_and_not_to_be_run(signed_in):
    file = AgreementFileFactory(name="ព្រៀង.pdf")

    response = signed_in(staff()).get(download_of(file))

    assert response.getvalue() == b"%PDF-1.7 test"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_of_others_is_not_found(signed_in):
    file = AgreementFileFactory()

    assert signed_in(official()).get(download_of(file)).status_code == 404
