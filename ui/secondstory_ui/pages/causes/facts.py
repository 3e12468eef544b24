"""What a closed card tells about its cause in one line, and what a column tells about its groups."""

from collections import Counter
from collections.abc import Iterable

from secondstory.causes.taxonomy import groups
from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause, Event
from secondstory_ui.text import counted, joined, shown_text, translate


def group_title(key: str) -> str:
    """What people read for a group; nothing for none."""
    return next((shown_text(group.title) for group in groups() if group.key == key), "")


def facts_of(cause: Cause, evidence: tuple[Event, ...], actions: str) -> str:
    """Group, evidence and actions of a cause, and what is still missing."""
    classified = cause.label is not CauseLabel.UNCLASSIFIED
    no_reason = classified and not cause.reason
    return joined(
        [
            group_title(cause.group) or (translate("Causes", "no group yet") if classified else ""),
            counted(len(evidence), translate("Causes", "1 event"), translate("Causes", "{n} events"))
            if evidence
            else translate("Causes", "no evidence yet"),
            translate("Causes", "no reason yet") if no_reason else "",
            translate("Causes", "changed by {actions}").format(actions=actions) if actions else "",
            translate("Causes", "accepted") if cause.accepted_because and not actions else "",
            "" if classified or not cause.reason else cause.reason,
        ]
    )


def group_counts(causes: Iterable[Cause]) -> str:
    """How many causes of a column are in each group, the largest first."""
    counts = Counter(cause.group for cause in causes if cause.group)
    return joined([f"{group_title(key)} {count}" for key, count in counts.most_common()])
