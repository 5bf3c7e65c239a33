"""What comes in is what it says it is."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from PIL import Image

from core import archives, uploads
from core.uploads import CheckedFileField, CheckedFilesField, UploadRefusedError, checked

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"
TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
SHEET = TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
SLIDES = TYPES.replace("wordprocessingml.document", "presentationml.presentation")


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def archive(members: dict[str, str | bytes] | None = None, types: str = TYPES) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", types)
        for name, content in (members or {"word/document.xml": "<document/>"}).items():
            packed.writestr(name, content)
    return buffer.getvalue()


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, 120 if mode == "L" else (10, 120, 200, 90)[: len(mode)]).save(
        buffer, format=kind, **options
    )
    return buffer.getvalue()


def opened(found: uploads.Checked) -> Image.Image:
    return Image.open(BytesIO(found.file.read()))


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(UploadRefusedError) as caught:
        checked(upload(name, data))
    return str(caught.value)


NOT_PDF = (
    "We cannot read this PDF file. Open it on your device and save it again. Then choose it here."
)
NOT_DOCX = NOT_PDF.replace("PDF", "DOCX")
NOT_JPG = NOT_PDF.replace("PDF", "JPG")
NOT_PNG = NOT_PDF.replace("PDF", "PNG")
WRONG_KIND = (
    "You cannot send this kind of file. Save it as PDF, Word, Excel, PowerPoint, JPG, PNG or WebP."
)
MACROS = "This file contains macros or programs. Save it without them, or as PDF."
TOO_MUCH = "This file is too large when we open it. Save it as PDF."


def test_a_pdf_is_kept_as_it_is():
    found = checked(upload("Minutes.PDF", PDF))

    assert (found.name, found.content_type, found.size) == (
        "Minutes.pdf",
        "application/pdf",
        len(PDF),
    )
    assert found.file.read() == PDF


@pytest.mark.parametrize(
    ("name", "part", "types", "content_type"),
    [
        ("plan.docx", "word/document.xml", TYPES, "wordprocessingml.document"),
        ("web.docx", "word/document2.xml", TYPES, "wordprocessingml.document"),
        ("plan.xlsx", "xl/workbook.xml", SHEET, "spreadsheetml.sheet"),
        ("plan.pptx", "ppt/presentation.xml", SLIDES, "presentationml.presentation"),
    ],
)
def test_an_office_file_is_kept_as_it_is(name, part, types, content_type):
    data = archive({part: "<x/>"}, types)

    found = checked(upload(name, data))

    assert found.content_type == f"application/vnd.openxmlformats-officedocument.{content_type}"
    assert found.file.read() == data


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a.webp", "WEBP")]
)
def test_a_picture_is_drawn_anew(name, kind):
    found = checked(upload(name, picture(kind)))

    assert opened(found).format == kind
    assert found.size == found.file.size


def test_a_picture_loses_where_and_with_what_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Camera of a person"
    data = picture("JPEG", exif=exif, comment=b"secret", icc_profile=b"profile of a screen")

    found = checked(upload("photo.jpg", data))

    kept = opened(found)
    assert dict(kept.getexif()) == {}
    assert {"comment", "icc_profile", "exif", "xmp"} & set(kept.info) == set()


def test_a_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    found = checked(upload("photo.jpg", picture("JPEG", (40, 20), exif=exif)))

    assert opened(found).size == (20, 40)


def test_a_large_picture_is_made_smaller():
    found = checked(upload("photo.jpg", picture("JPEG", (4000, 1000))))

    assert opened(found).size == (2000, 500)


def test_a_page_shows_a_small_copy_of_a_picture():
    kept = ContentFile(picture("JPEG", (1200, 900)), "photo.jpg")

    with Image.open(uploads.small_copy(kept)) as small:
        assert (small.format, small.size) == ("WEBP", (480, 360))


def test_a_see_through_picture_stays_see_through():
    found = checked(upload("logo.png", picture("PNG", mode="RGBA")))

    assert opened(found).mode == "RGBA"


def test_a_grey_picture_is_taken():
    found = checked(upload("scan.png", picture("PNG", mode="L")))

    assert opened(found).mode == "RGB"


def test_code_behind_a_picture_is_gone():
    data = picture("PNG") + b"<script>alert(1)</script>"

    found = checked(upload("photo.png", data))

    assert b"script" not in found.file.read()


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "run.exe", "plan.docm", "plan.xlsm", "old.doc", "pdf"]
)
def test_other_kinds_are_refused_by_name(name):
    assert refusal(name, PDF) == WRONG_KIND


def test_a_file_without_a_name_is_refused():
    with pytest.raises(UploadRefusedError, match="You cannot send this kind of file"):
        checked(ContentFile(PDF))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("page.pdf", b"<!doctype html><script>alert(1)</script>", NOT_PDF),
        ("page.pdf", b"<html></html>" + PDF, NOT_PDF),
        ("cut.pdf", PDF.replace(b"%%EOF", b""), NOT_PDF),
        ("both.pdf", PDF + archive() + b"%%EOF", NOT_PDF),
        ("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', NOT_PNG),
        ("photo.jpg", picture("PNG"), NOT_JPG),
        ("photo.jpg", b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)", NOT_JPG),
        ("photo.png", PDF, NOT_PNG),
        ("plan.docx", PDF, NOT_DOCX),
        ("plan.docx", b"PK\x03\x04 and nothing more, by far too little for an archive", NOT_DOCX),
        ("plan.docx", archive(types=SHEET), NOT_DOCX),
        ("plan.docx", b"MZ program" + archive(), NOT_DOCX),
        ("plan.docx", archive() + b"<html>", NOT_DOCX),
        ("plan.docx", archive({"xl/workbook.xml": "x"}), NOT_DOCX),
        ("plan.docx", archive({"../../etc/passwd": "x"}), NOT_DOCX),
        ("plan.docx", archive({"/etc/passwd": "x"}), NOT_DOCX),
        ("plan.docx", archive({"word/vbaProject.bin": "x"}), MACROS),
        ("plan.docx", archive({f"word/{i}.xml": "" for i in range(1001)}), TOO_MUCH),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name, data, sentence):
    assert refusal(name, data) == sentence


def test_an_archive_that_unpacks_to_too_much_is_refused_by_its_directory(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1000)

    assert refusal("bomb.docx", archive({"word/1.bin": b"\0" * 1000})) == TOO_MUCH


def test_a_text_that_unpacks_to_more_than_people_write_is_refused():
    assert refusal("thin.docx", archive({"word/1.xml": " " * 2_000_000})) == TOO_MUCH


def test_what_an_office_file_would_load_is_named():
    link = '<Relationship Type="x/%s" Target="https://example.org/" TargetMode="External"/>'

    assert checked(upload("a.docx", archive({"word/_rels/a.rels": link % "hyperlink"})))
    assert refusal("a.docx", archive({"word/_rels/a.rels": link % "attachedTemplate"})) == (
        "This file loads parts from other places. Save it without them, or as PDF."
    )


def test_a_table_in_a_text_is_looked_into():
    table = archive({"xl/vbaProject.bin": "x"})

    assert refusal("a.docx", archive({"word/embeddings/a.xlsx": table})) == MACROS
    assert checked(upload("a.docx", archive({"word/embeddings/a.xlsx": archive()})))


def test_a_pdf_with_a_program_is_refused():
    program = b"<</S/JavaScript/JS(1)>>"

    assert refusal("a.pdf", PDF.replace(b"<<>>", program, 1)) == (
        "This PDF contains a program. Print it as a new PDF, and choose that."
    )
    assert checked(upload("a.pdf", PDF.replace(b"<<>>", b"<</Type/ObjStm>>stream\nlocked", 1)))


def test_an_archive_whose_directory_holds_more_than_it_says_is_refused(monkeypatch):
    data = bytearray(archive({"word/1.xml": "", "word/2.xml": ""}))
    data[-12:-10] = (1).to_bytes(2, "little")
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)

    assert refusal("plan.docx", bytes(data)) == TOO_MUCH


def test_a_locked_archive_is_refused():
    data = bytearray(archive())
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert refusal("plan.docx", bytes(data)) == NOT_DOCX


def test_an_archive_with_a_moved_directory_is_refused():
    data = bytearray(archive())
    data[-6:-2] = (7).to_bytes(4, "little")

    assert refusal("plan.docx", bytes(data)) == NOT_DOCX


def test_an_archive_with_a_broken_first_part_is_refused():
    data = bytearray(archive())
    data[60:70] = b"\xff" * 10

    assert refusal("plan.docx", bytes(data)) == NOT_DOCX


def test_an_archive_without_its_list_of_types_is_refused():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("word/document.xml", "<document/>")

    assert refusal("plan.docx", buffer.getvalue()) == NOT_DOCX


def test_a_damaged_picture_is_refused():
    data = picture("PNG", (300, 300))[:60]

    assert refusal("photo.png", data) == "We cannot open this picture. Save it again as JPG or PNG."


@pytest.mark.parametrize("limit", [700, 500])
def test_a_picture_with_too_many_pixels_is_never_unpacked(monkeypatch, limit):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit // 2)

    assert refusal("bomb.png", picture("PNG", (30, 30))) == (
        "This picture is too large. Save it with fewer pixels."
    )


def test_a_picture_just_below_the_library_s_limit_is_counted_here_too(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_PIXELS", 100)

    assert refusal("wide.png", picture("PNG", (30, 30))) == (
        "This picture is too large. Save it with fewer pixels."
    )


def test_an_empty_file_is_refused():
    assert refusal("minutes.pdf", b"") == "This file is empty. Choose another file."


def test_a_file_above_ten_megabytes_is_refused():
    data = PDF + b"\0" * uploads.MAX_BYTES

    assert refusal("minutes.pdf", data) == (
        "This file is larger than 10 MB. Make it smaller or send it in parts."
    )


def test_a_file_that_lies_about_its_size_is_refused():
    file = upload("minutes.pdf", PDF + b"\0" * uploads.MAX_BYTES)
    file.size = 12

    with pytest.raises(UploadRefusedError, match="larger than 10 MB"):
        checked(file)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/Minutes of 12 May.pdf", "Minutes of 12 May.pdf"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("a\u202efdp.exe.pdf", "a fdp.exe.pdf"),
        ('a"b;c.pdf', "a b c.pdf"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("កំណត់ហេតុ.pdf", "កំណត់ហេតុ.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(given, kept):
    file = upload("x.pdf", PDF)
    file._name = given

    assert checked(file).name == kept


class OneFile(forms.Form):
    paper = CheckedFileField()
    extra = CheckedFileField(required=False)


class SeveralFilesForm(forms.Form):
    papers = CheckedFilesField(max_files=2, required=False)


def test_a_form_hands_out_the_checked_file():
    form = OneFile({}, {"paper": upload("plan.pdf", PDF)})

    assert form.is_valid()
    assert form.cleaned_data["paper"].name == "plan.pdf"
    assert form.cleaned_data["extra"] is None


def test_a_form_says_why_a_file_is_not_taken():
    form = OneFile({}, {"paper": upload("plan.pdf", b"<html>")})

    assert form.errors == {"paper": [f"plan.pdf: {NOT_PDF}"]}


def test_a_form_that_needs_a_file_says_so():
    assert OneFile({}, {}).errors == {"paper": ["This field is required."]}


def test_a_form_names_the_kinds_to_the_device():
    assert 'accept=".pdf,.docx,.xlsx,.pptx,.png,.jpg,.webp,.heic,.jpeg,.heif"' in str(
        OneFile()["paper"]
    )


def several(*files: SimpleUploadedFile) -> SeveralFilesForm:
    return SeveralFilesForm({}, MultiValueDict({"papers": list(files)}))


def test_several_files_come_in_at_once():
    form = several(upload("a.pdf", PDF), upload("b.pdf", PDF))

    assert form.is_valid()
    assert [paper.name for paper in form.cleaned_data["papers"]] == ["a.pdf", "b.pdf"]


def test_no_file_at_all_is_an_empty_list():
    form = several()

    assert form.is_valid()
    assert form.cleaned_data["papers"] == []


def test_too_many_files_are_refused():
    form = several(*[upload("a.pdf", PDF)] * 3)

    assert form.errors == {"papers": ["Choose at most 2 files at once."]}


def test_one_bad_file_among_several_is_named():
    form = several(upload("a.pdf", PDF), upload("b.exe", PDF))

    assert form.errors == {"papers": [f"b.exe: {WRONG_KIND}"]}
