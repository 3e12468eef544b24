"""Escalations and handoffs."""

import re
import tomllib
from datetime import timedelta

import pytest

from secondstory.model.enums import EventKind
from secondstory.model.progress import finish
from secondstory.model.records import Event
from secondstory.response.escalations import (
    escalations,
    find_handoffs,
    handoffs,
    time_to_first_escalation,
)
from secondstory_resources import resource_text
from support.reviews import event, moments, snapshot


def escalation(text: str, clock: str = "14:10") -> Event:
    return event(clock, text, EventKind.ESCALATION)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Escalated automatically to level 2 after 10 minutes", "automatic"),
        ("Page not acknowledged, second level is paged", "automatic"),
        ("Severity raised from SEV-3 to SEV-1", "severity"),
        ("Changed the incident to P1", "severity"),
        ("Opens a support ticket with the payment provider", "supplier"),
        ("Calls the vendor's hotline", "supplier"),
        ("Asks the database team to join", "asked"),
        ("Pages the on-call of the network team", "asked"),
        ("Wakes up the duty manager", "asked"),
        ("Level 2", "other"),
    ],
)
def test_what_the_text_tells_sorts_an_escalation(text: str, kind: str) -> None:
    (found,) = escalations(snapshot(events=[escalation(text)]))
    names = {entry["key"]: entry["name"] for entry in tomllib.loads(resource_text("response/escalations.toml"))["kind"]}
    assert (found.kind, found.name) == (kind, names[kind])


def test_only_shown_events_of_the_kind_are_escalations() -> None:
    rows = [event("14:00", "Asks for help"), event("14:01", "Asks for help", EventKind.ESCALATION, hidden=True)]
    assert escalations(snapshot(events=rows)) == ()


def test_the_time_to_the_first_escalation_counts_from_the_acknowledgement() -> None:
    rows = [escalation("Asks for help", "14:40"), escalation("Asks for help", "14:25")]
    review = snapshot(events=rows, moments=moments(acknowledged="14:10"))
    assert time_to_first_escalation(review) == timedelta(minutes=15)


def test_an_escalation_before_anybody_took_it_on_counts_negative() -> None:
    review = snapshot(events=[escalation("Escalated automatically", "14:05")], moments=moments(acknowledged="14:10"))
    assert time_to_first_escalation(review) == timedelta(minutes=-5)


def test_without_an_escalation_or_an_acknowledgement_the_time_is_unknown() -> None:
    assert time_to_first_escalation(snapshot(moments=moments(acknowledged="14:10"))) is None
    assert time_to_first_escalation(snapshot(events=[escalation("Asks for help")])) is None


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Handed over to the network team at 14:25", "network team"),
        ("Hands the incident over to the night shift", "night shift"),
        ("Ticket reassigned to Integration", "Integration"),
        ("Database team takes over", "Database team"),
        ("Incident command passes to the duty manager", "duty manager"),
        ("Hand-off between shifts", ""),
    ],
)
def test_a_handoff_names_who_has_the_next_step(text: str, to: str) -> None:
    (found,) = handoffs(snapshot(events=[event("14:25", text)]))
    assert (found.to, found.back) == (to, False)


@pytest.mark.parametrize(
    "text",
    ["All hands at work", "Return to a stable topology", "The failover takes 20 minutes", "Passes the health check"],
)
def test_what_only_sounds_like_a_handoff_is_none(text: str) -> None:
    assert handoffs(snapshot(events=[event("14:25", text)])) == ()


def test_a_return_to_an_earlier_party_is_seen() -> None:
    rows = [
        event("14:00", "Reassigned to Integration"),
        event("14:20", "Reassigned to Network"),
        event("14:40", "Reassigned to integration"),
    ]
    assert [found.back for found in handoffs(snapshot(events=rows))] == [False, False, True]


@pytest.mark.parametrize("text", ["-", "a-", "handed ", "we ", "1, "])
@pytest.mark.timeout(60)
def test_an_endless_text_is_read_to_its_end(text: str) -> None:
    endless = event("14:25", text * 10_000, EventKind.ESCALATION)
    assert escalations(snapshot(events=[endless]))
    handoffs(snapshot(events=[endless]))


def test_every_cue_of_a_handoff_needs_a_word_that_is_looked_for_first() -> None:
    table = tomllib.loads(resource_text("response/escalations.toml"))["handoffs"]
    plain = [re.sub(r"\(\?P<to>.*", "", cue) or cue for cue in table["cues"]]
    assert all(any(word in cue.replace("re-?rout", "rout") for word in table["words"]) for cue in plain)


def test_handoffs_of_a_long_timeline_are_found_in_steps_in_its_order() -> None:
    rows = [event(f"14:{n:02}", f"Handed over to team{n}" if n % 3 == 0 else "Handler restarted") for n in range(60)]
    rows.append(event("14:05", "Handed over to nobody", hidden=True))
    work = find_handoffs(snapshot(events=rows[::-1]))
    assert next(work).total > 0
    assert [found.to for found in finish(work)] == [f"team{n}" for n in range(0, 60, 3)]
