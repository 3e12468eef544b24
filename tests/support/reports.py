"""A review that fills every part of a report, and what a PDF says when it is read back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pypdf import PdfReader

from secondstory.exporters.privacy import role_words
from secondstory.exporters.registry import ReportFile, write_report
from secondstory.model.enums import (
    ActionKind,
    ActionStatus,
    AnswerValue,
    CauseLabel,
    EventKind,
    LearningKind,
    Precision,
    ReviewStatus,
    Strength,
)
from secondstory.model.progress import finish
from secondstory.model.records import (
    ActionCause,
    Answer,
    Evidence,
    GlossaryTerm,
    Idea,
    Impact,
    Learning,
    Note,
    Participant,
    RoleDescription,
    Source,
    Unread,
)
from secondstory.model.snapshot import Snapshot
from support.reviews import DAY, action, at, cause, event, moments, review, snapshot

MADE_AT = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
TODAY = MADE_AT.date()


def full_review() -> Snapshot:
    """A small incident in which nothing is missing: every section of the report has something to say."""
    return snapshot(
        review(
            title="Card payments stopped",
            severity="SEV-2",
            severity_hindsight="SEV-1",
            severity_note="More shops were affected than the first reports showed.",
            service="Payments",
            summary="For two hours no card was accepted.\n\nOrders were kept and charged later.",
            timezone="Europe/Amsterdam",
            window_start=at("14:00"),
            window_end=at("16:30"),
            facilitator="Facilitator",
            held_on=date(2026, 5, 5),
            status=ReviewStatus.DONE,
        ),
        events=[
            event("14:00", "Provider refuses every call", EventKind.IMPACT, key=True, source_id=1, locator="row 2"),
            event(
                "14:05", "Alert: no payment for five minutes", EventKind.ALERT, key=True, source_id=1, locator="row 3"
            ),
            event("14:09", "Taken on", EventKind.ACKNOWLEDGEMENT, role="On-call engineer", actor="Dana Okafor"),
            event("14:20", "Dana Okafor asks the provider for help", EventKind.ESCALATION, role="On-call engineer"),
            event("14:35", "Status page: cards are refused", EventKind.COMMUNICATION, precision=Precision.APPROXIMATE),
            event("16:10", "Calls accepted again", EventKind.RECOVERY, key=True, body="After the limit was raised."),
            event(None, "Shops start to take cash"),
            event("14:36", "Chatter", hidden=True),
            event("14:05", "Alert again", EventKind.ALERT, merged_into=2, source_id=2, locator="line 4"),
        ],
        moments=moments(started="14:00", detected="14:05", acknowledged="14:09", declared="14:20", mitigated="16:10"),
        sources=[
            Source(
                review_id=1, file_name="alerts.csv", format="csv", sha256="ab" * 32, imported_at=DAY, read=3, added=2
            ),
            Source(review_id=1, file_name="chat.md", format="markdown", sha256="cd" * 32, imported_at=DAY, zone="UTC"),
        ],
        unread=[Unread(review_id=1, source_id=1, locator="row 9", reason="no time", raw="x")],
        participants=[Participant(review_id=1, role="On-call engineer", name="Dana Okafor")],
        impacts=[
            Impact(review_id=1, who="Shops", what="No card payment", started_at=at("14:00"), amount=1200, unit="shops")
        ],
        causes=[
            cause(
                "The provider lowered its limit without notice", label=CauseLabel.EXTERNAL, reason="Theirs.", pair_id=2
            ),
            cause("One provider only, with no fallback", label=CauseLabel.SYSTEMIC, reason="Ours.", pair_id=1),
            cause("Refusals were not counted"),
        ],
        evidence=[Evidence(review_id=1, cause_id=1, event_id=1)],
        learnings=[Learning(review_id=1, kind=kind, text=f"Learned: {kind.value}") for kind in LearningKind],
        ideas=[Idea(review_id=1, text="Something for later")],
        actions=[
            action(
                "Queue payments while the provider refuses them",
                impact=4.5,
                effort=2,
                kind=ActionKind.LIMIT,
                strength=Strength.STRONG,
                owner="Payments team",
                due=date(2026, 6, 1),
                effect_check="A refused call is charged within a day.",
            ),
            action("Agree on notice periods", impact=3, effort=3, kind=ActionKind.SUPPLIER),
            action("Retire the old terminal", status=ActionStatus.NOT_DOING, reason="It is replaced next year anyway."),
        ],
        links=[ActionCause(review_id=1, action_id=1, cause_id=2), ActionCause(review_id=1, action_id=2, cause_id=1)],
        notes=[Note(review_id=1, event_id=2, prompt="What did you look at?", text="The dashboard of the provider.")],
        answers=[Answer(review_id=1, question="E1", value=AnswerValue.YES, text="By the alert.")],
        glossary=[GlossaryTerm(term="Provider", meaning="Who moves the money.")],
        roles=[RoleDescription(name="On-call engineer", duty="Looks first.")],
    )


def written(review: Snapshot, path: Path) -> ReportFile:
    """The report of a review, made at a fixed time."""
    return finish(write_report(review, path, MADE_AT))


@dataclass(frozen=True)
class ReadBack:
    """What a PDF says."""

    reader: PdfReader

    @property
    def pages(self) -> list[str]:
        """The text of every page, with single spaces."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.pages)


def read_pdf(path: Path) -> ReadBack:
    """Read a PDF back."""
    return ReadBack(PdfReader(path, strict=True))


def people(*names: str, role: str = "Scribe") -> Callable[[str], str]:
    """What hides the names of these participants."""
    return role_words(snapshot(participants=[Participant(review_id=1, role=role, name=name) for name in names]))
