"""One request as a value: it can be sent, told in one line, and made smaller."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart

_BOUNDARY = "zqxBoundary"
FORM = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={_BOUNDARY}"
Pairs = tuple[tuple[str, str], ...]


def quoted(text: str) -> str:
    """Return a text as it travels; half a letter as the bytes that a broken program sends."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def as_form(pairs: Pairs) -> str:
    """Return fields as they stand in an address or in a plain form."""
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs)


@dataclass(frozen=True)
class Ask:
    """What one role sends; ``raw`` takes the place of the fields where it is no form at all."""

    method: str
    path: str
    query: Pairs = ()
    fields: Pairs = ()
    files: tuple[tuple[str, str, bytes, str], ...] = ()
    headers: Pairs = ()
    cookies: Pairs = ()
    raw: tuple[str, bytes] | None = None

    @property
    def address(self) -> str:
        return f"{self.path}?{as_form(self.query)}" if self.query else self.path

    def body(self) -> tuple[str, bytes]:
        """Return the type and the bytes of what is sent along."""
        if self.raw is not None:
            return self.raw
        if not self.files:
            return FORM, as_form(self.fields).encode()
        parts: dict[str, list[object]] = {}
        for name, value in self.fields:
            parts.setdefault(_sent(name), []).append(_sent(value))
        for name, filename, data, kind in self.files:
            file = SimpleUploadedFile(_sent(filename) or "blob", data, kind)
            parts.setdefault(_sent(name), []).append(file)
        return MULTIPART, encode_multipart(_BOUNDARY, parts)

    def smaller(self) -> Iterator[Ask]:
        """Yield the request without each of its parts."""
        for part in ("files", "headers", "cookies", "query", "fields"):
            held = getattr(self, part)
            for at in range(len(held)):
                yield replace(self, **{part: held[:at] + held[at + 1 :]})

    def line(self) -> str:
        """Return the request as a line for a shell."""
        words = ["curl", "-X", self.method, f"http://testserver{self.address}"]
        words += [f"-H{name}: {value!r}" for name, value in self.headers]
        words += [f"-b{name}={value!r}" for name, value in self.cookies]
        kind, data = self.body()
        if data:
            words += [f"-HContent-Type: {kind}", f"--data-binary={data[:600]!r}"]
        return shlex.join(words)[:1500]


def _sent(text: str) -> str:
    """A part of several cannot hold half a letter: the library that writes it refuses."""
    return text.encode("utf-8", "replace").decode()
