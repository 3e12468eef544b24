"""The first guess at the moments."""

from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.records import Event
from secondstory.timeline.moments import suggest_moments
from support.reviews import event, snapshot

K = EventKind


def suggested(*events: Event) -> dict[str, str]:
    return {kind.value: e.title for kind, e in suggest_moments(snapshot(events=events).events).items()}


def test_kinds_speak_first() -> None:
    assert suggested(
        event("13:50", "Deploys version 12", K.CHANGE),
        event("14:00", "Checkout pages show errors", K.IMPACT),
        event("14:05", "Error rate above 5 %", K.ALERT),
        event("14:09", "On-call takes the page", K.ACKNOWLEDGEMENT),
        event("14:15", "Declares a SEV-1 incident", K.DECISION),
        event("14:40", "Version 11 is back", K.RECOVERY),
        event("15:30", "Backlog is worked off", K.RECOVERY),
    ) == {
        "started": "Checkout pages show errors",
        "detected": "Error rate above 5 %",
        "acknowledged": "On-call takes the page",
        "declared": "Declares a SEV-1 incident",
        "mitigated": "Version 11 is back",
        "resolved": "Backlog is worked off",
    }


def test_words_speak_where_kinds_do_not() -> None:
    assert suggested(
        event("14:05", "Customers report that they cannot pay"),
        event("14:10", "Starts investigating the gateway"),
        event("14:20", "Opens an incident channel; incident declared"),
        event("14:50", "Workaround in place"),
        event("15:30", "Incident resolved"),
    ) == {
        "detected": "Customers report that they cannot pay",
        "acknowledged": "Starts investigating the gateway",
        "declared": "Opens an incident channel; incident declared",
        "mitigated": "Workaround in place",
        "resolved": "Incident resolved",
    }


def test_without_an_event_of_harm_the_last_change_before_detection_is_the_start() -> None:
    found = suggested(
        event("13:00", "Rotates a key", K.CHANGE),
        event("13:50", "Deploys version 12", K.CHANGE),
        event("14:05", "Error rate above 5 %", K.ALERT),
        event("14:30", "Rolls back", K.CHANGE),
    )
    assert found["started"] == "Deploys version 12"


def test_a_moment_that_nothing_speaks_for_is_left_out() -> None:
    assert suggested(event("14:00", "Lunch")) == {}


def test_hidden_events_and_events_without_a_time_mark_nothing() -> None:
    assert suggested(event("14:00", "Error rate", K.ALERT, hidden=True), event(None, "Error rate", K.ALERT)) == {}


def test_an_acknowledgement_before_the_alert_belongs_to_something_else() -> None:
    found = suggested(event("13:00", "ack", K.ACKNOWLEDGEMENT), event("14:00", "Error rate", K.ALERT))
    assert "acknowledged" not in found


events = st.builds(
    lambda minute, title, kind: event(f"14:{minute:02}", title, kind),
    st.integers(0, 59),
    st.sampled_from(["alert", "acknowledged", "incident declared", "mitigated", "resolved", "a note"]),
    st.sampled_from(EventKind),
)


@given(st.lists(events, max_size=12))
def test_suggestions_never_contradict_the_order_of_a_response(rows: list[Event]) -> None:
    found = suggest_moments(snapshot(events=rows).events)
    times = {kind: each.occurred_at for kind, each in found.items() if each.occurred_at}
    kinds = [kind for kind in MomentKind if kind in times and kind is not MomentKind.STARTED]
    for kind in kinds[1:]:
        assert MomentKind.DETECTED not in times or times[MomentKind.DETECTED] <= times[kind]
    if MomentKind.MITIGATED in times and MomentKind.RESOLVED in times:
        assert times[MomentKind.MITIGATED] <= times[MomentKind.RESOLVED]
