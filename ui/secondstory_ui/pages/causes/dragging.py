"""What is dragged on the Causes page: a card to another column, events onto a card."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

CAUSE = "application/x-secondstory-cause"
EVENTS = "application/x-secondstory-events"


def mime_of(kind: str, ids: Iterable[int]) -> QMimeData:
    """The ids of records as the content of a drag."""
    mime = QMimeData()
    mime.setData(kind, ",".join(map(str, ids)).encode())
    return mime


def ids_in(kind: str, mime: QMimeData) -> tuple[int, ...]:
    """The ids in the content of a drag; none where it is of another kind."""
    if not mime.hasFormat(kind):
        return ()
    parts = bytes(mime.data(kind).data()).decode("ascii", "ignore").split(",")
    return tuple(int(part) for part in parts if part.isdecimal())
