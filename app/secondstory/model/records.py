"""The records of a library: immutable dataclasses, one for each table, with the rules that every one keeps.

An ``id`` of 0 means *not stored yet*. ``version`` counts the writes of a row and guards against two people
overwriting each other. Instants are aware datetimes in UTC; the zone they were written in is kept beside them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from secondstory.model.enums import (
    ActionKind,
    ActionStatus,
    AnswerValue,
    CauseLabel,
    Confidence,
    EventKind,
    IdeaState,
    LearningKind,
    MomentKind,
    Precision,
    ReviewKind,
    ReviewStatus,
    Strength,
    UnreadState,
)
from secondstory.model.errors import UserError

SCORE_MIN, SCORE_MAX, SCORE_STEP = 1.0, 5.0, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row that people edit."""

    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord(Record):
    """A row that belongs to one review."""

    review_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """One incident, near miss or drill under review."""

    ref: str = ""
    kind: ReviewKind = ReviewKind.INCIDENT
    status: ReviewStatus = ReviewStatus.DRAFT
    title: str
    severity: str = ""
    severity_hindsight: str = ""
    severity_note: str = ""
    service: str = ""
    summary: str = ""
    timezone: str = "UTC"
    window_start: datetime | None = None
    window_end: datetime | None = None
    facilitator: str = ""
    owner: str = ""
    held_on: date | None = None
    rules_agreed: bool = False
    earlier_actions_checked: bool = False
    nothing_to_change: str = ""
    sample: bool = False
    binned: bool = False
    created_at: datetime

    def __post_init__(self) -> None:
        require_text(self.title, "A review needs a title.")
        require_order(self.window_start, self.window_end, "The window ends before it starts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(ReviewRecord):
    """Somebody in the review. The name never leaves the library; the role is what everybody else sees."""

    role: str
    name: str = ""
    team: str = ""
    responder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(ReviewRecord):
    """One imported file. Undoing an import withdraws the source, and its events with it; nothing is deleted.

    ``clock_offset`` are the seconds that were added to the times of the source, because its clock was off;
    ``clock_reason`` says how that is known. The times as written stay what they are.
    """

    file_name: str
    format: str
    sha256: str
    imported_at: datetime
    zone: str = ""
    read: int = 0
    added: int = 0
    updated: int = 0
    duplicates: int = 0
    unread: int = 0
    withdrawn: bool = False
    clock_offset: float = 0.0
    clock_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(ReviewRecord):
    """One thing that happened.

    ``position`` keeps the order of the source among equal or unknown times. ``merged_into`` is the id of the
    event that stands for this duplicate. ``time_as_written`` is verbatim; ``zone_assumed`` is set only where the
    source did not say its zone.
    """

    position: float = 0.0
    occurred_at: datetime | None = None
    occurred_until: datetime | None = None
    precision: Precision = Precision.EXACT
    time_as_written: str = ""
    zone_assumed: str = ""
    kind: EventKind = EventKind.NOTE
    role: str = ""
    actor: str = ""
    title: str
    body: str = ""
    tags: tuple[str, ...] = ()
    key: bool = False
    hidden: bool = False
    merged_into: int | None = None
    source_id: int | None = None
    locator: str = ""

    def __post_init__(self) -> None:
        require_order(self.occurred_at, self.occurred_until, "The event ends before it starts.")
        if (self.occurred_at is None) != (self.precision is Precision.UNKNOWN):
            raise UserError("An event has a time, or its time is unknown.", "Give a time, or mark it as unknown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(ReviewRecord):
    """A row of a source that could not be read, kept verbatim until it is repaired or dismissed."""

    source_id: int
    locator: str
    reason: str
    raw: str
    state: UnreadState = UnreadState.OPEN
    dismissed_because: str = ""
    event_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(ReviewRecord):
    """One of the six moments. ``at`` is empty where the group has agreed that it is unknown."""

    kind: MomentKind
    at: datetime | None = None
    event_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(ReviewRecord):
    """What somebody answered to a prompt, on an event or (``event_id`` empty) on a step."""

    event_id: int | None = None
    step: str = ""
    prompt: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact(ReviewRecord):
    """Who or what was affected, how, from when to when, and how much."""

    who: str
    what: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    amount: float | None = None
    unit: str = ""
    estimated: bool = False

    def __post_init__(self) -> None:
        require_order(self.started_at, self.ended_at, "The impact ends before it starts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause(ReviewRecord):
    """One contributing condition. ``pair_id`` links the two halves of a mixed one."""

    ref: str = ""
    text: str
    label: CauseLabel = CauseLabel.UNCLASSIFIED
    group: str = ""
    reason: str = ""
    pair_id: int | None = None
    accepted_because: str = ""

    def __post_init__(self) -> None:
        require_text(self.text, "A cause needs a sentence.")
        if self.label is CauseLabel.MIXED:
            raise UserError("A mixed cause is kept as a linked pair.", "Split it into its external and systemic parts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(ReviewRecord):
    """An event that supports a cause."""

    cause_id: int
    event_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning(ReviewRecord):
    """Something learned; an open question also has an owner."""

    kind: LearningKind
    text: str
    owner: str = ""
    position: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea(ReviewRecord):
    """Something parked until the timeline is agreed."""

    text: str
    state: IdeaState = IdeaState.PARKED
    reason: str = ""
    action_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(ReviewRecord):
    """A committed action. ``uid`` never changes and is how an edited tracker finds its row again.

    ``impact`` and ``effort`` run from 1 to 5 in half steps and are empty until scored (facilitation guide, scoring).
    """

    uid: str
    ref: str = ""
    text: str
    kind: ActionKind | None = None
    strength: Strength | None = None
    impact: float | None = None
    effort: float | None = None
    confidence: Confidence | None = None
    must_do: bool = False
    owner: str = ""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    reason: str = ""
    effect_check: str = ""
    effect_seen: str = ""
    created_at: datetime
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        require_text(self.text, "An action needs a sentence.")
        for name, value in (("impact", self.impact), ("effort", self.effort)):
            if value is not None and not (SCORE_MIN <= value <= SCORE_MAX and value % SCORE_STEP == 0):
                raise UserError(f"The {name} {value:g} is not a score.", "Scores run from 1 to 5 in half steps.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCause(ReviewRecord):
    """An action that changes a cause."""

    action_id: int
    cause_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(ReviewRecord):
    """What the group answered to a check, on one communication or (``event_id`` empty) on the whole response."""

    question: str
    event_id: int | None = None
    value: AnswerValue = AnswerValue.UNKNOWN
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWording(ReviewRecord):
    """A phrase that somebody chose to keep as it is: the coach stays quiet on it in this sentence."""

    family: str
    phrase: str
    sentence: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseWindow(Record):
    """How many minutes a severity allows for a response target; an empty severity is the default of all."""

    severity: str = ""
    target: str
    minutes: int

    def __post_init__(self) -> None:
        if self.minutes < 1:
            raise UserError("A response window of less than a minute cannot be kept.", "Give whole minutes from 1.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm(Record):
    """A word that reports explain."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDescription(Record):
    """A role that reviews use, and what it does."""

    name: str
    duty: str = ""


def require_text(text: str, message: str) -> None:
    """Raise a `UserError` with the message where a text is empty or blank."""
    if not text.strip():
        raise UserError(message, "Type a few words.")


def require_order(start: datetime | None, end: datetime | None, message: str) -> None:
    """Raise a `UserError` with the message where an end lies before its start."""
    if start is not None and end is not None and end - start < timedelta(0):
        raise UserError(message, "Check the two times.")
