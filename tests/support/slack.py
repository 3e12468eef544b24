"""Slack exports composed in memory."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

PEOPLE = [{"id": "U1", "profile": {"display_name": "", "real_name": "A. Example"}}, {"id": "U2", "name": "b.example"}]
CHANNELS = [{"id": "C1", "name": "incident"}]


def message(text: str = "x", **fields: object) -> dict[str, object]:
    """A message of the first person, at nine o'clock on 4 May 2026 unless it says otherwise."""
    return {"type": "message", "ts": "1777885200.000100", "user": "U1", "text": text, **fields}


def packed(files: dict[str, object]) -> bytes:
    """An archive of these files, which are JSON unless they are bytes."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return written.getvalue()


def export(days: dict[str, object]) -> bytes:
    """An export of these days, with its people and its channel."""
    return packed({"users.json": PEOPLE, "channels.json": CHANNELS} | days)
