"""What the words of unseen sources mean: the kinds that a facilitator would expect."""

import pytest

from secondstory.importers.kinds import kind_of_cell, kind_of_text

TEXTS = {
    "acknowledgement": ["Ack", "Alert acknowledged by the desk"],
    "escalation": ["Paged in the storage team", "Vendor engaged"],
    "alert": [
        "Paged the on-call engineer",
        "Monitor triggered",
        "Alert fires",
        "[Triggered] Error rate",
        "[FIRING:2] Queue",
    ],
    "decision": [
        "Declared SEV1",
        "Upgraded to SEV-1",
        "Severity raised to SEV1",
        "Approved the rollback",
        "Took over as lead",
    ],
    "recovery": [
        "Alert resolved",
        "Alert cleared",
        "Incident mitigated",
        "No more errors",
        "Everything works again",
        "[OK] Queue",
        "Alarm updated from In alarm to OK.",
    ],
    "change": ["Rolled back flow v14", "Roll-back started", "Deployed v2", "Hotfix is live"],
    "communication": ["Handed over to the night shift", "Handover", "Holding statement sent", "Status page updated"],
    "action": ["Alert silenced for 2 h", "Muted the monitor", "Feature flag turned off", "Failed over to the replica"],
    "impact": ["First complaints from shops", "The site is slow", "Database down"],
    "observation": ["Root cause found", "Looking into it", "No errors in the log"],
    "note": ["SQL statement of the day", "The database is backed up at night", "Tea"],
}
CELLS = {
    "change": ["rolled_back", "merged", "deployed"],
    "alert": ["paged", "triggered", "Down"],
    "action": ["silenced", "snoozed"],
    "decision": ["declared", "severity_changed"],
    "communication": ["handed over", "Handover"],
    "recovery": ["mitigated", "Up"],
    "observation": ["unacknowledged", "identified"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TEXTS.items() for text in texts])
def test_the_words_of_an_event_mean(kind: str, text: str) -> None:
    assert kind_of_text(text).value == kind


@pytest.mark.parametrize(("kind", "cell"), [(kind, cell) for kind, cells in CELLS.items() for cell in cells])
def test_a_word_of_a_source_means(kind: str, cell: str) -> None:
    assert kind_of_cell(cell) == kind
