"""Files that come in: only what the network needs, checked by content and by name."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import filetype
import pi_heif
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from core.archives import MAX_UNPACKED, ArchiveError, Fault, look_into
from core.errors import DomainError
from core.formats import number
from core.normalisation import clean_name

MAX_BYTES = 10 * 1024 * 1024
MAX_PDF_OBJECTS = 50 * 1024 * 1024
MAX_PIXELS = 80_000_000
# A phone's photo is drawn in full before it is made small: 48 million pixels take 400 MB.
MAX_PHONE_PIXELS = 50_000_000
MAX_SIDE = 2000
MAX_NAME = 120
SMALL = (480, 480)

_OFFICE = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "heic": "image/heic",
}
_OTHER_ENDINGS = {"jpeg": "jpg", "heif": "heic"}
ACCEPT = ",".join(f".{ending}" for ending in (*CONTENT_TYPES, *_OTHER_ENDINGS))
# What only phones show is kept as everybody can open it.
_KEPT_AS = {"heic": "jpg"}
# Word on the web calls its main part "document2.xml": the type tells, not the name.
_MAIN_TYPES = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
_PICTURES = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP", "heic": "HEIF"}
_UNDRAWABLE = (OSError, ValueError, SyntaxError, EOFError, RuntimeError)
pi_heif.register_heif_opener(thumbnails=False)
# Right-to-left overrides make "fdp.exe" look like "exe.pdf"; the rest has a meaning in paths.
_UNSAFE = re.compile('[\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*;%]+')
# Under these names Windows knows its devices: a file of such a name cannot be saved there.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(10))}
# In a name of a PDF each letter may be written as "#" and its number.
_RUNS = re.compile(
    "|".join(
        "/" + "".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name)
        for name in ("JavaScript", "Launch")
    ).encode()
)
_STREAM = re.compile(rb"stream\r?\n")
_STREAM_WORDS = 400

WRONG_KIND = _(
    "You cannot send this kind of file. Save it as PDF, Word, Excel, PowerPoint, JPG, PNG or WebP."
)
NOT_AS_NAMED = _(
    "We cannot read this %(kind)s file. Open it on your device and save it again. Then choose "
    "it here."
)
HAS_MACROS = _("This file contains macros or programs. Save it without them, or as PDF.")
TOO_MUCH_INSIDE = _("This file is too large when we open it. Save it as PDF.")
HAS_PROGRAM = _("This PDF contains a program. Print it as a new PDF, and choose that.")
LOADS_PARTS = _("This file loads parts from other places. Save it without them, or as PDF.")
_FAULTS = {
    Fault.TOO_MUCH: TOO_MUCH_INSIDE,
    Fault.RUNS: HAS_MACROS,
    Fault.LOADS: LOADS_PARTS,
}
TOO_MANY_PIXELS = _("This picture is too large. Save it with fewer pixels.")


class UploadRefusedError(DomainError):
    """A file that is not taken; the text says what to do instead."""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its bytes, a clean name, and what it really is."""

    file: File[bytes]
    name: str
    content_type: str
    size: int


def checked(upload: File[bytes], *, largest_part: int = MAX_UNPACKED) -> Checked:
    """Return ``upload`` as it may be kept; pictures are drawn anew, without hidden data.

    No part of an office file may unpack to more than ``largest_part``.

    :raises UploadRefusedError: with a sentence for the person who chose the file.
    """
    stem, kind = _split(upload.name or "")
    _check_size(upload.size)
    data = _read(upload)
    if kind in _PICTURES:
        data, kind = _redrawn(data, kind), _KEPT_AS.get(kind, kind)
    elif kind in _MAIN_TYPES:
        _check_office(data, kind, largest_part)
    else:
        _check_pdf(data)
    name = f"{stem}.{kind}"
    return Checked(ContentFile(data, name=name), name, CONTENT_TYPES[kind], len(data))


def small_copy(stored: File[bytes]) -> BytesIO:
    """Return a kept picture as a page shows it: at most 480 px wide and high, as WebP."""
    with stored.open("rb"), Image.open(stored) as image:
        small = image.convert("RGB")
    small.thumbnail(SMALL)
    buffer = BytesIO()
    small.save(buffer, format="WEBP", quality=70)
    buffer.seek(0)
    return buffer


def _split(path: str) -> tuple[str, str]:
    """Return a clean name without its ending, and the kind that the ending claims."""
    last = re.split(r"[\\/]", path)[-1]
    name = clean_name(_UNSAFE.sub(" ", last))
    stem, dot, ending = name.rpartition(".")
    kind = _OTHER_ENDINGS.get(ending.lower(), ending.lower())
    if not dot or kind not in CONTENT_TYPES:
        raise UploadRefusedError(WRONG_KIND)
    stem = stem.strip(" .")[:MAX_NAME] or "file"
    is_device = stem.partition(".")[0].strip().lower() in _DEVICES
    return f"file {stem}" if is_device else stem, kind


def _check_size(size: int) -> None:
    if size == 0:
        raise UploadRefusedError(_("This file is empty. Choose another file."))
    if size > MAX_BYTES:
        raise UploadRefusedError(
            _("This file is larger than 10 MB. Make it smaller or send it in parts.")
        )


def _read(upload: File[bytes]) -> bytes:
    """Read no more than is allowed, whatever size the upload claims."""
    upload.seek(0)
    data: bytes = upload.read(MAX_BYTES + 1)
    _check_size(len(data))
    return data


def _check_pdf(data: bytes) -> None:
    """A PDF begins as one and ends as one; an archive behind it is not shown to anybody."""
    is_pdf = data.startswith(b"%PDF-") and _guess(data) == CONTENT_TYPES["pdf"]
    if not is_pdf or b"%%EOF" not in data[-1024:]:
        raise UploadRefusedError(NOT_AS_NAMED, kind="PDF")
    if zipfile.is_zipfile(BytesIO(data)):
        raise UploadRefusedError(NOT_AS_NAMED, kind="PDF")
    if any(_RUNS.search(part) for part in (data, *_packed_objects(data))):
        raise UploadRefusedError(HAS_PROGRAM)


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """Yield the objects that a PDF keeps packed together, no more than they may be."""
    left = MAX_PDF_OBJECTS
    for start in _STREAM.finditer(data):
        if b"ObjStm" not in data[max(0, start.start() - _STREAM_WORDS) : start.start()]:
            continue
        try:
            objects = zlib.decompressobj().decompress(data[start.end() :], left + 1)
        except zlib.error:
            # Locked, or packed in a way of its own: whoever opens it needs to know how.
            continue
        left -= len(objects)
        if left < 0:
            raise UploadRefusedError(TOO_MUCH_INSIDE)
        yield objects


def _check_office(data: bytes, kind: str, largest_part: int) -> None:
    if _guess(data) not in {CONTENT_TYPES[kind], "application/zip"}:
        raise UploadRefusedError(NOT_AS_NAMED, kind=kind.upper())
    try:
        found = look_into(data)
    except ArchiveError as problem:
        if problem.fault is Fault.DAMAGED:
            raise UploadRefusedError(NOT_AS_NAMED, kind=kind.upper()) from problem
        raise UploadRefusedError(_FAULTS[problem.fault]) from problem
    if _MAIN_TYPES[kind] not in found.types:
        raise UploadRefusedError(NOT_AS_NAMED, kind=kind.upper())
    if found.largest > largest_part:
        raise UploadRefusedError(TOO_MUCH_INSIDE)


def _redrawn(data: bytes, kind: str) -> bytes:
    """Return the picture drawn anew: upright, at most 2000 px, without place or camera."""
    if _guess(data) != CONTENT_TYPES[kind]:
        raise UploadRefusedError(NOT_AS_NAMED, kind=kind.upper())
    try:
        with Image.open(BytesIO(data), formats=[_PICTURES[kind]]) as image:
            _check_pixels(image.width * image.height, kind)
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            return _saved(_plain(image), _KEPT_AS.get(kind, kind))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise UploadRefusedError(TOO_MANY_PIXELS) from problem
    except _UNDRAWABLE as problem:
        raise UploadRefusedError(
            _("We cannot open this picture. Save it again as JPG or PNG.")
        ) from problem


def _plain(image: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(image)
    see_through = upright.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or (
        "transparency" in upright.info
    )
    plain = upright.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((MAX_SIDE, MAX_SIDE))
    plain.info.clear()
    return plain


def _saved(image: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    options: dict[str, Any] = {"optimize": True} if kind == "png" else {"quality": 85}
    if kind == "jpg" and image.mode == "RGBA":
        image = _on_white(image)
    image.save(buffer, format=_PICTURES[kind], **options)
    return buffer.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows nothing see-through: without this it would be black."""
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _check_pixels(pixels: int, kind: str) -> None:
    if pixels > (MAX_PHONE_PIXELS if kind == "heic" else MAX_PIXELS):
        raise UploadRefusedError(TOO_MANY_PIXELS)


def _guess(data: bytes) -> str:
    return filetype.guess_mime(data) or ""


# What a script refuses before it travels.
_LIMITS = {"accept": ACCEPT, "data-largest": MAX_BYTES}


class CheckedFileField(forms.FileField):
    """One file; its cleaned value is a ``Checked``, or ``None``."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs = {**_LIMITS, **self.widget.attrs}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the checked file, or say why it is not taken."""
        return _judged(super().clean, data, initial)


class SeveralFiles(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class CheckedFilesField(forms.FileField):
    """Any number of files; the cleaned value is a list of ``Checked``."""

    widget = SeveralFiles

    def __init__(self, *, max_files: int = 10, **options: Any) -> None:
        super().__init__(**options)
        self.max_files = max_files
        self.widget.attrs = {**_LIMITS, **self.widget.attrs}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the checked files, or say which one is not taken and why."""
        uploads = [upload for upload in (data or []) if upload]
        if not uploads:
            super().clean(None, initial)
            return []
        if len(uploads) > self.max_files:
            text = _("Choose at most %(count)s files at once.") % {"count": number(self.max_files)}
            raise ValidationError(text, code="too_many")
        return [_judged(super(CheckedFilesField, self).clean, upload, None) for upload in uploads]


def _judged(clean: Callable[[Any, Any], Any], data: Any, initial: Any) -> Checked | None:
    upload = clean(data, initial)
    if not upload:
        return None
    try:
        return checked(upload)
    except UploadRefusedError as problem:
        raise ValidationError(f"{upload.name}: {problem}", code="refused") from problem
