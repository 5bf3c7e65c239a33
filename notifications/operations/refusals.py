"""Whether a mail server's "never" blames the address of the reader, by the numbers of RFC 3463.

Only such an address is given up; any other refusal may be about us, or about this one mail.
"""

from __future__ import annotations

import re

# 5.1 speaks of the address, but 5.1.7 to 5.1.9 of the sender's; 5.2 of the mailbox, 5.7 of us.
_OF_THE_ADDRESS = re.compile(r"5\.1\.(?:[0-6]|10)\b")
_NUMBER = re.compile(r"\d\.\d+\.\d")


def blames_address(words: str) -> bool:
    """Say whether ``words``, which begin with the number of a status, are about the address."""
    return bool(_OF_THE_ADDRESS.match(words))


def blames_nobody(words: str) -> bool:
    """Say whether ``words`` begin with no number, as those of old servers do."""
    return not _NUMBER.match(words)
