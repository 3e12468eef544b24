"""The several times of a ticket, each of which is an event of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secondstory.importers.tables.cells import Form
from secondstory.model.enums import EventKind


@dataclass(frozen=True, slots=True)
class Moment:
    """A column with one of several times of the same ticket: the word for it, and its kind where the word says one."""

    place: int
    word: str
    kind: EventKind | None


def told_once(moments: Sequence[Moment], forms: Mapping[int, Form]) -> list[Moment]:
    """The moments without those that another column tells too; a number of seconds leaves no zone open."""
    best: dict[str, Moment] = {}
    for moment in moments:
        if moment.word not in best or forms[moment.place] is Form.EPOCH:
            best[moment.word] = moment
    return [moment for moment in moments if best[moment.word] is moment]
