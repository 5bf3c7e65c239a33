"""Photos as phones keep them are taken, and kept as everybody can open them.

``turned.heic`` was made for these tests with pillow-heif 1.4.0: 64 by 32 pixels, the left half red,
the right half blue, held upright by a quarter turn, with the name of a camera and a place.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import uploads
from core.uploads import UploadRefusedError, checked

PHOTO = (Path(__file__).parent / "turned.heic").read_bytes()
UNREADABLE = "We cannot open this picture. Save it again as JPG or PNG."


def kept(name: str = "IMG_0001.HEIC", data: bytes = PHOTO) -> uploads.Checked:
    return checked(SimpleUploadedFile(name, data))


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(UploadRefusedError) as caught:
        kept(name, data)
    return str(caught.value)


def claiming(width: int, height: int) -> bytes:
    """Return the photo with another size in its head than in its picture."""
    at = PHOTO.index(b"ispe") + 8
    # What cuts the picture out of its blocks would tell another size.
    head = PHOTO.replace(b"clap", b"free")
    return head[:at] + pack(">II", width, height) + head[at + 8 :]


@pytest.mark.parametrize("name", ["IMG_0001.HEIC", "IMG_0001.heif"])
def test_it_is_kept_as_jpg_upright_and_without_where_and_with_what(name):
    found = kept(name)

    data = found.file.read()
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size) == ("JPEG", (32, 64))
        top, bottom = image.getpixel((16, 8)), image.getpixel((16, 56))
        assert dict(image.getexif()) == {}
    assert (top[0] > 200, top[2] > 100) == (True, False)
    assert (bottom[2] > 150, bottom[0] > 100) == (True, False)
    assert b"Camera" not in data
    assert (found.name, found.content_type, found.size) == (
        "IMG_0001.jpg",
        "image/jpeg",
        len(data),
    )


def test_what_is_see_through_becomes_white():
    image = Image.new("RGBA", (4, 4), (200, 0, 0, 0))

    data = uploads._saved(image, "jpg")

    with Image.open(BytesIO(data)) as saved:
        assert min(saved.getpixel((1, 1))) > 250


@pytest.mark.parametrize(
    "data", [PHOTO[:-100], PHOTO[:200] + b"\0" * 400, claiming(16, 16), claiming(640, 320)]
)
def test_a_damaged_one_or_one_that_lies_about_its_size_is_refused(data):
    assert refusal("photo.heic", data) == UNREADABLE


def test_one_with_too_many_pixels_is_never_drawn():
    text = "This picture is too large. Save it with fewer pixels."

    assert refusal("photo.heic", claiming(8000, 8000)) == text


def test_what_only_its_name_calls_one_is_refused():
    assert refusal("photo.heic", b"%PDF-1.7 %%EOF").startswith("We cannot read this HEIC file")


def test_a_page_asks_for_them():
    assert {".heic", ".heif"} < set(uploads.ACCEPT.split(","))
