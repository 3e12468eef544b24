"""The components of a calendar, cut out of its lines one by one, so that a broken one does not spoil the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from secondstory.importers.decoding import Readable, fault_of, lines_of, shown
from secondstory.model.errors import UserError

KNOWN = frozenset({"VEVENT", "VJOURNAL", "VTODO", "VFREEBUSY", "VTIMEZONE"})
COMPONENT_LIMIT = 256 * 1024
TEXT_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Component:
    """A component by its name, its number among those of its name, and its lines as they stand in the file.

    ``fault`` is a sentence on why it cannot be read; usually it is empty.
    """

    name: str
    number: int
    text: str
    fault: str = ""

    @property
    def locator(self) -> str:
        """Where it stands."""
        return f"{self.name} {self.number}"


def components(stream: Readable) -> Iterator[Component]:
    """The components of a calendar, in its order. Raises `UserError` where the file is too long."""
    name, lines, size, total = "", list[str](), 0, 0
    counts = dict.fromkeys(KNOWN, 0)
    for line in chain.from_iterable(lines_of(stream)):
        total += len(line)
        if total > TEXT_LIMIT:
            raise UserError(
                f"The calendar is longer than {TEXT_LIMIT // 2**20} million characters, the most that is read.",
                "Export a shorter time.",
            )
        word, _, what = line.strip().upper().partition(":")
        if not name:
            if word != "BEGIN" or what not in KNOWN:
                continue
            name, lines, size = what, [], 0
            counts[name] += 1
        size += len(line)
        if size <= COMPONENT_LIMIT:
            lines.append(line)
        if word == "END" and what == name:
            yield _component(name, counts[name], lines, size)
            name = ""
    if name:
        yield _component(name, counts[name], lines, size, "The entry has no end: the file was cut off.")


def _component(name: str, number: int, lines: list[str], size: int, fault: str = "") -> Component:
    text = "\n".join(lines)
    if size > COMPONENT_LIMIT:
        fault = f"The entry is longer than {COMPONENT_LIMIT:,} characters, the most that is read."
    return Component(name, number, shown(text), fault or fault_of(text))


def whole_components(text: str) -> str:
    """The beginning of a calendar up to the end of its last whole component."""
    folded = text.upper()
    last = max((folded.rfind(f"\nEND:{name}") for name in KNOWN), default=-1)
    end = text.find("\n", last + 1) if last >= 0 else -1
    return text[:end] if end >= 0 else text
