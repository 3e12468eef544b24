"""The several times of a ticket, each of which is an event of its own, and who they were due to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from secondstory.importers.tables.cells import Form
from secondstory.model.enums import EventKind


@dataclass(frozen=True, slots=True)
class Moment:
    """A column with one of several times of the same ticket: the word for it, and its kind where the word says one."""

    place: int
    word: str
    kind: EventKind | None
    by: int | None = None
    """The column that tells who did it, such as “Acknowledged by” beside “Acknowledged at”."""


def told_by(moment: Moment, said: str, plains: Sequence[str]) -> Moment:
    """A moment with the column of who did it, where there is one; ``said`` is its own word in the headers."""
    names = (f"{said} by", f"{said} by name", f"{said} by user")
    return replace(moment, by=next((plains.index(name) for name in names if name in plains), None))


def told_once(moments: Sequence[Moment], forms: Mapping[int, Form]) -> list[Moment]:
    """The moments without those that another column tells too; a number of seconds leaves no zone open."""
    best: dict[str, Moment] = {}
    for moment in moments:
        if moment.word not in best or forms[moment.place] is Form.EPOCH:
            best[moment.word] = moment
    return [moment for moment in moments if best[moment.word] is moment]
