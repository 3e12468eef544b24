"""What an importer yields: drafts of events, and rows that it could not read."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from secondstory.model.enums import EventKind, Precision


class Draft(msgspec.Struct, gc=False):
    r"""An event as a source tells it, before it is part of a review.

    Instants are aware and in UTC. ``time_as_written`` is verbatim; ``zone_assumed`` names the zone that was used
    where the source did not say one, else it is empty. ``raw`` is the record as it stood in the source (without its
    last line break; control characters are shown as pictures, unreadable bytes as ``\\xff``). ``remark`` tells people
    anything unusual about how the record was read; usually it is empty. ``part`` tells the events apart that one record
    gives (``opened``, ``resolved``); it is empty where a record gives one event.

    An import makes hundreds of thousands of them: a struct is made in half the time of a dataclass, and is left out of
    the search for cycles, of which it can be no part.
    """

    occurred_at: datetime | None
    occurred_until: datetime | None
    precision: Precision
    time_as_written: str
    zone_assumed: str
    kind: EventKind
    role: str
    actor: str
    title: str
    body: str
    tags: tuple[str, ...]
    locator: str
    raw: str
    external_id: str = ""
    key: bool = False
    remark: str = ""
    part: str = ""


@dataclass(slots=True)
class UnreadRow:
    """A record that could not be placed: where it stands, why it was not read (a sentence), and the record itself."""

    locator: str
    reason: str
    raw: str
