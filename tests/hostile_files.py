"""Forty files and more that somebody sends to do harm; what would do it holds the letters "zqx".

``python -m tests.hostile_files FOLDER`` writes them, to be tried by hand.
"""

from __future__ import annotations

import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from struct import pack

from PIL import Image, PngImagePlugin

OFFICE = "application/vnd.openxmlformats-officedocument."
SCRIPT = b"<script>zqx()</script>"
MEGABYTE = b"\0" * 1024 * 1024
BOMB = zlib.compress(MEGABYTE * 60, 1)
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"
KINDS = {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"}
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
Members = dict[str, "str | bytes"]


@dataclass(frozen=True)
class Hostile:
    """A file, and whether it may be kept once what is hostile in it is gone."""

    what: str
    name: str
    data: bytes
    is_kept: bool = False


def every() -> list[Hostile]:
    """Return all of them."""
    return [
        *_archives(),
        *_active(),
        *_pictures(),
        *_more_pictures(),
        *_documents(),
        *_others(),
        *_names(),
    ]


def office(kind: str = "docx", members: Members | None = None, *, types: str = "") -> bytes:
    """Return an office file with these parts besides its own."""
    main = f"{OFFICE}{KINDS[kind]}.main+xml"
    types = f'<Types><Override PartName="/{PARTS[kind]}" ContentType="{types or main}"/></Types>'
    parts: Members = {"[Content_Types].xml": types, PARTS[kind]: "<x/>", **(members or {})}
    return _packed(list(parts.items()))


def _packed(parts: list[tuple[str, str | bytes]]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def _patched(data: bytes, mark: bytes, at: int, value: bytes) -> bytes:
    """Return the archive with something else in its directory."""
    start = data.rindex(mark) + at
    return data[:start] + value + data[start + len(value) :]


def _archives() -> Iterator[Hostile]:
    bomb = office(members={f"word/{n}.bin": MEGABYTE for n in range(201)})
    yield Hostile("unpacks to more than 200 MB", "bomb.docx", bomb)
    thin = office("xlsx", {"xl/worksheets/sheet1.xml": MEGABYTE * 30})
    yield Hostile("unpacks to a thousand times its size", "thin.xlsx", thin)
    yield Hostile("holds a bomb", "nested.docx", office(members={"word/embeddings/a.xlsx": thin}))
    third = office(members={"word/embeddings/b.docx": office(members={"word/c.docx": office()})})
    yield Hostile("an archive in an archive in an archive", "deep.docx", third)
    zipped = office(members={"word/media/a.zip": _packed([("zqx", "zqx")])})
    yield Hostile("holds an archive", "zip.docx", zipped)
    many = office(members={f"word/{n}.xml": "" for n in range(1001)})
    yield Hostile("1,001 parts", "many.docx", many)
    yield Hostile("more parts than it says", "few.docx", _patched(many, b"PK\5\6", 8, b"\1\0\1\0"))
    up = office(members={"../../zqx.xml": "zqx"})
    yield Hostile("parts outside of the archive", "up.docx", up)
    locked = _patched(office(), b"PK\1\2", 8, b"\1")
    yield Hostile("locked", "locked.docx", locked)
    lies = _patched(office(members={"word/z.xml": MEGABYTE}), b"PK\1\2", 24, b"\x01\0\0\0")
    yield Hostile("a part larger than it says", "lies.docx", lies)
    yield Hostile("something before the archive", "before.docx", b"MZzqx" + office())
    yield Hostile("something behind the archive", "behind.docx", office() + SCRIPT)
    yield Hostile("cut off", "cut.docx", office()[:-30])


def _active() -> Iterator[Hostile]:
    yield Hostile("macros", "macros.docx", office(members={"word/vbaProject.bin": "zqx"}))
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    yield Hostile("macros by its type", "typed.docx", office(types=macro))
    inner = office("xlsx", {"xl/vbaProject.bin": "zqx"})
    table = office(members={"word/embeddings/table.xlsx": inner})
    yield Hostile("macros in a table of it", "table.docx", table)
    yield Hostile("ActiveX", "active.docx", office(members={"word/activeX/a.xml": "zqx"}))
    ole = office(members={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0zqx"})
    yield Hostile("an OLE object", "ole.docx", ole)
    yield Hostile("a program", "program.docx", office(members={"word/media/a.exe": "MZzqx"}))
    for what, kind in (("template", "attachedTemplate"), ("picture", "image"), ("frame", "frame")):
        link = (
            f'<Relationship Type="x/{kind}" Target="https://zqx.example/" TargetMode="External"/>'
        )
        parts: Members = {"word/_rels/settings.xml.rels": f"<Relationships>{link}</Relationships>"}
        yield Hostile(f"a {what} from elsewhere", f"{what}.docx", office(members=parts))
    dde = "<externalLink><ddeLink ddeService='cmd' ddeTopic='/C zqx'/></externalLink>"
    linked = office("xlsx", {"xl/externalLinks/externalLink1.xml": dde})
    yield Hostile("starts a program by DDE", "dde.xlsx", linked)
    laughs = f'<!DOCTYPE x [<!ENTITY a0 "zqx">{LAUGHS}]><x>&a9;</x>'
    yield Hostile("a billion laughs", "laughs.docx", office(members={"word/styles.xml": laughs}))
    blowup = f'<!DOCTYPE x [<!ENTITY a "{"zqx" * 20_000}">]><x>{"&a;" * 20_000}</x>'
    sheets: Members = {"xl/sharedStrings.xml": blowup.encode("utf-16")}
    yield Hostile("entities that grow by the square", "square.xlsx", office("xlsx", sheets))


def _picture(kind: str, size: tuple[int, int] = (8, 8), mode: str = "RGB", **how: object) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size).save(buffer, format=kind, **how)
    return buffer.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def _png(width: int, height: int, *chunks: bytes, pixels: bytes = b"\0" * 100) -> bytes:
    head = _chunk(b"IHDR", pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    body = _chunk(b"IDAT", zlib.compress(pixels)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + body


def _pictures() -> Iterator[Hostile]:
    yield Hostile("2.5 billion pixels in 100 bytes", "huge.png", _png(50_000, 50_000))
    jpeg = _picture("JPEG")
    at = jpeg.index(b"\xff\xc0") + 5
    yield Hostile("4 billion pixels", "huge.jpg", jpeg[:at] + b"\xff\xff\xff\xff" + jpeg[at + 4 :])
    webp = _picture("WEBP")
    wide = webp[:26] + b"\xff\x3f\xff\x3f" + webp[30:]
    yield Hostile("268 million pixels", "wide.webp", wide)
    exif = Image.Exif()
    exif[0x010E] = SCRIPT.decode()
    exif.get_ifd(0x8825)[1] = "zqx"
    yield Hostile("place and script in EXIF", "exif.jpg", _picture("JPEG", exif=exif), is_kept=True)
    said = _picture("JPEG", comment=b"*/zqx()/*", icc_profile=b"zqx" * 9)
    yield Hostile("JPEG and JavaScript", "script.jpg", said, is_kept=True)
    yield Hostile("JPEG and archive", "zip.jpg", jpeg + _packed([("zqx", "zqx")]), is_kept=True)
    profile = _chunk(b"iCCP", b"zqx\0\0" + BOMB)
    framed = _png(8, 8, profile, pixels=b"\0\0" * 8)
    yield Hostile("a profile that unpacks to 60 MB", "profile.png", framed)
    text = _chunk(b"zTXt", b"zqx\0\0" + BOMB)
    yield Hostile("a text that unpacks to 60 MB", "text.png", _png(8, 8, text, pixels=b"\0\0" * 8))


def _more_pictures() -> Iterator[Hostile]:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", SCRIPT.decode())
    yield Hostile("script in XMP", "xmp.png", _picture("PNG", pnginfo=info), is_kept=True)
    more = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    moving = _picture("PNG", save_all=True, append_images=more, pnginfo=info)
    yield Hostile("a picture that moves", "moving.png", moving)
    yield Hostile("GIF and JavaScript", "both.jpg", b"GIF89a/*" + b"\0" * 20 + b"*/=zqx()")
    yield Hostile("HTML as a picture", "page.jpg", b"<html>" + SCRIPT)
    yield Hostile("SVG as a picture", "drawn.png", b"<svg xmlns='x'>" + SCRIPT + b"</svg>")
    yield Hostile("a picture under another name", "other.jpg", _picture("PNG"))
    yield Hostile(
        "a broken HEIC", "broken.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"zqx" * 99
    )
    yield Hostile("a picture cut off", "cut.png", _picture("PNG", (300, 300))[:60])


def pdf(objects: bytes = b"<<>>") -> bytes:
    """Return a PDF with an object of these words."""
    return b"%PDF-1.7\n1 0 obj\n" + objects + b"\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"


def _documents() -> Iterator[Hostile]:
    script = b"<</OpenAction<</S/JavaScript/JS(zqx)>>>>"
    yield Hostile("a PDF with a script", "script.pdf", pdf(script))
    yield Hostile("written as numbers", "coded.pdf", pdf(script.replace(b"/Java", b"/#4aa#76a")))
    packed = zlib.compress(script)
    inside = b"<</Type/ObjStm/N 1/Filter/FlateDecode>>stream\r\n" + packed + b"\nendstream"
    yield Hostile("packed", "packed.pdf", pdf(inside))
    growing = b"<</Type/ObjStm/Filter/FlateDecode>>stream\n" + BOMB + b"\nendstream"
    yield Hostile("objects that unpack to 60 MB", "bomb.pdf", pdf(growing))
    yield Hostile("a PDF that starts a program", "launch.pdf", pdf(b"<</S /Launch /F (zqx)>>"))
    yield Hostile("HTML and PDF", "page.pdf", SCRIPT + pdf())
    yield Hostile("PDF and archive", "zip.pdf", pdf() + _packed([("%%EOF", "zqx")]))
    yield Hostile("a PDF cut off", "cut.pdf", pdf()[:20])
    yield Hostile("a virus for tests as PDF", "eicar.pdf", EICAR)
    yield Hostile("a program as PDF", "setup.pdf", b"MZ\x90\0zqx")


def _others() -> Iterator[Hostile]:
    tar = BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../zqx"))
    yield Hostile("a tar", "all.tar", tar.getvalue())
    yield Hostile("a tar as Word", "tar.docx", tar.getvalue())
    yield Hostile("a rar", "all.rar", b"Rar!\x1a\x07\x01\0zqx")
    yield Hostile("a program", "setup.exe", b"MZ\x90\0zqx")
    yield Hostile("a drawing", "drawn.svg", b"<svg>" + SCRIPT + b"</svg>")
    yield Hostile("a page", "page.html", SCRIPT)
    yield Hostile("a virus for tests", "eicar.com", EICAR)
    yield Hostile("old Word", "old.doc", b"\xd0\xcf\x11\xe0zqx")
    yield Hostile("nothing", "empty.pdf", b"")
    yield Hostile("too much", "large.pdf", pdf() + MEGABYTE * 10)


def _names() -> Iterator[Hostile]:
    for what, name in (
        ("a path", "../../zqx\\..\\a.pdf"),
        ("a zero byte", "a.exe\0.pdf"),
        ("letters from right to left", "a\u202efdp.exe.pdf"),
        ("a device of Windows", "CON.pdf"),
        ("a device with an ending", "lpt1.tar.pdf"),
        ("300 letters", "a" * 300 + ".pdf"),
        ("pictures for letters", "\N{PILE OF POO}" * 60 + ".pdf"),
        ("a header", 'a"\r\nX-Zqx: 1\x85\u2028.pdf'),
        ("a tag", "<img src=a onerror=a>.pdf"),
        ("nothing but an ending", ".pdf"),
    ):
        yield Hostile(f"its name is {what}", name, pdf(), is_kept=True)
    yield Hostile("two endings", "a.pdf.exe", pdf())


def main(write: Callable[[Path, bytes], object] = Path.write_bytes) -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for number, one in enumerate(every()):
        write(folder / f"{number:02} {one.what}.{one.name.rpartition('.')[2][:5]}", one.data)


if __name__ == "__main__":
    main()
