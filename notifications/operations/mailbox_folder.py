"""Mail for trying out: each mail a file that any mail program opens, named by time and reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_NOT_FOR_NAMES = re.compile(r"[^A-Za-z0-9@.+-]+")


class EmailBackend(BaseEmailBackend):
    """Writes mails into the folder ``EMAIL_FILE_PATH``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.folder = Path(settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail into a file of its own; its links are for nobody else to open."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for mail in email_messages:
            path = self.folder / _name_for(mail)
            path.touch(mode=0o600)
            path.write_bytes(mail.message().as_bytes())
        return len(email_messages)


def _name_for(mail: EmailMessage) -> str:
    reader = _NOT_FOR_NAMES.sub("_", parseaddr(mail.recipients()[0])[1])
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{reader}-{uuid4().hex[:8]}.eml"
