"""Times as mails and feeds write them."""

import re
from email.utils import parsedate_to_datetime

_OF_MAIL = re.compile(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{2,4} \d")


def in_iso(written: str) -> str:
    """A time such as ``Mon, 4 May 2026 09:12:30 +0000`` in ISO 8601; others as they are written."""
    if not _OF_MAIL.match(written):
        return written
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return written
