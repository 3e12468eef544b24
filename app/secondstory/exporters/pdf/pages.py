"""Fills pages with boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from secondstory.exporters.pdf.boxes import Box


@dataclass(frozen=True)
class Frame:
    """The part of a page that boxes may fill, in points."""

    left: float
    bottom: float
    width: float
    height: float


@dataclass
class Page:
    """One page: the boxes on it, each with its upper edge, and the room that is left."""

    frame: Frame
    placed: list[tuple[float, Box]] = field(default_factory=list)
    used: float = 0.0

    @property
    def room(self) -> float:
        """What is still free."""
        return self.frame.height - self.used

    def place(self, box: Box, before: float) -> None:
        """Put a box below the last one."""
        self.placed.append((self.frame.bottom + self.room - before, box))
        self.used += before + box.height


def paginate(boxes: Sequence[Box], first: Frame, other: Frame) -> Iterator[Page]:
    """The pages that the boxes fill, one after the other. What fits on no page is placed alone, as it is."""
    page = Page(first)
    waiting = list(reversed(boxes))
    while waiting:
        box = waiting.pop()
        before = box.before if page.placed else 0.0
        parts = None
        if before + box.height > page.room:
            parts = box.split(page.room - before)
        overfull = before + box.height > page.room and parts is None
        if page.placed and (box.new_page or overfull or before + _least(box, waiting) > page.room):
            yield page
            page = Page(other)
            waiting.append(box.on_top())
            continue
        if parts is not None:
            box, rest = parts
            waiting.append(rest)
        page.place(box, before)
    yield page


def _least(box: Box, following: Sequence[Box]) -> float:
    """The height that must be free for a box to begin here, with the beginning of what it must be kept with."""
    if not box.keep_with_next:
        return box.least
    found = box.height
    for after in reversed(following):
        found += after.before + (after.height if after.keep_with_next else after.least)
        if not after.keep_with_next:
            break
    return found
