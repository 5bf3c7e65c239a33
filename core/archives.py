"""One look into an office file: how much is in it, and whether it runs or loads anything.

It is an archive that somebody unknown has made. Its directory is judged before anything is
unpacked, and of each part only what is asked of it is, within limits.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from struct import unpack

MAX_MEMBERS = 1000
MAX_UNPACKED = 200 * 1024 * 1024
# Texts as people write them unpack to twenty times their size, seldom to fifty.
MAX_RATIO = 200
_FREE_OF_RATIO = 1024 * 1024
_MOST_READ = 1024 * 1024
_MOST_NESTED = 10 * 1024 * 1024
_TYPES_PART = "[Content_Types].xml"
_END_OF_ARCHIVE = b"PK\x05\x06"
_END_SIZE = 22
_ACTIVE = ("vbaproject", "vbadata", "activex", "oleobject")
_RUNS = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".hta"),
    *(".lnk", ".jar", ".swf", ".htm", ".html", ".mht", ".iso", ".zip", ".rar", ".7z"),
)
_TEXTS = (".xml", ".rels", ".vml")
_NESTED = (".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".xlsb")
_PICTURES = "/media/"
_LINK = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[^<>]*>", re.IGNORECASE)
_PLAIN_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, EOFError),
    *(OSError, RuntimeError),
)


class Fault(Enum):
    """Why an archive is not taken."""

    DAMAGED = "damaged"
    TOO_MUCH = "too much"
    RUNS = "runs"
    LOADS = "loads"


class ArchiveError(Exception):
    """An archive that is not taken, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Inside:
    """What is in an archive: its list of types, and the size of its largest part but pictures."""

    types: bytes
    largest: int


def look_into(data: bytes) -> Inside:
    """Return what is in an office file.

    :raises ArchiveError: if it is damaged, unpacks to too much, runs a program or loads something.
    """
    _check_frame(data)
    return _inside(data, is_nested=False)


def _check_frame(data: bytes) -> None:
    """The archive fills the file from its first byte to its last: nothing hides around it."""
    end = data[-_END_SIZE:]
    if not data.startswith(b"PK\x03\x04") or not end.startswith(_END_OF_ARCHIVE):
        raise ArchiveError(Fault.DAMAGED)
    # Counted before the directory is read: reading a huge one is work in itself.
    (members, directory_size, directory_start) = unpack("<HII", end[10:20])
    if directory_start + directory_size != len(data) - _END_SIZE:
        raise ArchiveError(Fault.DAMAGED)
    if members > MAX_MEMBERS:
        raise ArchiveError(Fault.TOO_MUCH)


def _inside(data: bytes, *, is_nested: bool) -> Inside:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            _check_names(members)
            for member in members:
                _check_part(archive, member, is_nested=is_nested)
            types = _start(archive, archive.getinfo(_TYPES_PART), _MOST_READ)
    except _UNREADABLE as problem:
        raise ArchiveError(Fault.DAMAGED) from problem
    if b"macroenabled" in types.lower():
        raise ArchiveError(Fault.RUNS)
    sizes = [each.file_size for each in members if _PICTURES not in each.filename]
    return Inside(types, max(sizes))


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """Ask the directory of the archive only; nothing is unpacked."""
    if len(members) > MAX_MEMBERS or sum(each.file_size for each in members) > MAX_UNPACKED:
        raise ArchiveError(Fault.TOO_MUCH)
    for each in members:
        is_text = each.filename.lower().endswith(_TEXTS)
        if is_text and each.file_size > max(_FREE_OF_RATIO, each.compress_size * MAX_RATIO):
            raise ArchiveError(Fault.TOO_MUCH)


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    names = [each.filename.lower() for each in members]
    if any(part in name for name in names for part in _ACTIVE):
        raise ArchiveError(Fault.RUNS)
    if any(name.endswith(_RUNS) for name in names):
        raise ArchiveError(Fault.RUNS)
    unsafe = any(name.startswith(("/", "\\")) or ".." in name for name in names)
    locked = any(each.flag_bits & 0x1 for each in members)
    if unsafe or locked or len(set(names)) != len(names):
        raise ArchiveError(Fault.DAMAGED)


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, is_nested: bool) -> None:
    name = member.filename.lower()
    if "/externallinks/" in name:
        raise ArchiveError(Fault.LOADS)
    if name.endswith(_NESTED):
        _check_nested(archive, member, is_nested=is_nested)
    elif name.endswith(_TEXTS):
        # Entities are declared at the start, and office files have none; a letter may be two bytes.
        if _DECLARES.search(_start(archive, member, 2048).replace(b"\0", b"")):
            raise ArchiveError(Fault.DAMAGED)
        if name.endswith(".rels"):
            _check_links(_start(archive, member, _MOST_READ + 1).replace(b"\0", b""))


def _check_links(text: bytes) -> None:
    """Only a link that somebody clicks may lead out of a file."""
    if len(text) > _MOST_READ:
        raise ArchiveError(Fault.TOO_MUCH)
    if any(not _PLAIN_LINK.search(link) for link in _LINK.findall(text)):
        raise ArchiveError(Fault.LOADS)


def _check_nested(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, is_nested: bool) -> None:
    """A table in a text is an office file itself; one within that is no honest one."""
    if is_nested or member.file_size > _MOST_NESTED:
        raise ArchiveError(Fault.TOO_MUCH)
    _inside(_start(archive, member, _MOST_NESTED), is_nested=True)


def _start(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(member) as part:
        return part.read(most)
