"""The closed lists of the domain. The values are stored and exported: never change one that was released."""

from enum import StrEnum


class ReviewKind(StrEnum):
    """What is under review."""

    INCIDENT = "incident"
    NEAR_MISS = "near-miss"
    DRILL = "drill"


class ReviewStatus(StrEnum):
    """How far a review has come."""

    DRAFT = "draft"
    IN_PROGRESS = "in-progress"
    DONE = "done"


class EventKind(StrEnum):
    """What sort of thing happened; each kind has its lane on the timeline."""

    ALERT = "alert"
    ACKNOWLEDGEMENT = "acknowledgement"
    ESCALATION = "escalation"
    COMMUNICATION = "communication"
    DECISION = "decision"
    ACTION = "action"
    CHANGE = "change"
    IMPACT = "impact"
    RECOVERY = "recovery"
    OBSERVATION = "observation"
    NOTE = "note"


class Precision(StrEnum):
    """How well the time of an event is known."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    RECALLED = "recalled"
    UNKNOWN = "unknown"


class MomentKind(StrEnum):
    """The six points from which durations are measured, in their usual order."""

    STARTED = "started"
    DETECTED = "detected"
    ACKNOWLEDGED = "acknowledged"
    DECLARED = "declared"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"


class CauseLabel(StrEnum):
    """Where a contributing condition belongs. *Mixed* is only ever suggested: it is kept as a linked pair."""

    SYSTEMIC = "systemic"
    EXTERNAL = "external"
    MIXED = "mixed"
    UNCLASSIFIED = "unclassified"


class LearningKind(StrEnum):
    """The four lists of the Learnings step."""

    WENT_WELL = "went-well"
    LUCK = "luck"
    SURPRISE = "surprise"
    QUESTION = "question"


class ActionKind(StrEnum):
    """What an action does about its conditions."""

    MITIGATE = "mitigate"
    REPAIR = "repair"
    PREVENT = "prevent"
    DETECT = "detect"
    LIMIT = "limit"
    PROCESS = "process"
    SUPPLIER = "supplier"
    INVESTIGATE = "investigate"


class Strength(StrEnum):
    """How little an action depends on people remembering it."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Confidence(StrEnum):
    """How sure the group is of the two scores; kept apart from them."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ActionStatus(StrEnum):
    """Where a committed action stands."""

    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    NOT_DOING = "not-doing"


class Quadrant(StrEnum):
    """The four fields of the impact-effort matrix, in the order of the plan."""

    QUICK_WIN = "quick-win"
    MAJOR_PROJECT = "major-project"
    FILL_IN = "fill-in"
    RECONSIDER = "reconsider"


class IdeaState(StrEnum):
    """What became of a parked idea."""

    PARKED = "parked"
    COMMITTED = "committed"
    SET_ASIDE = "set-aside"


class UnreadState(StrEnum):
    """What became of a row that an importer could not read."""

    OPEN = "open"
    REPAIRED = "repaired"
    DISMISSED = "dismissed"


class AnswerValue(StrEnum):
    """Answers to a check."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
