"""PagerDuty log entries: order, kinds, people, and entries that cannot be read."""

import json

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview
from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, times, titles, unread

PAGE = (DATA / "log_entries.json").read_bytes()


def page(*entries: dict[str, object]) -> str:
    return json.dumps({"log_entries": entries})


def entry(**fields: object) -> dict[str, object]:
    return {"id": "R1", "type": "trigger_log_entry", "summary": "x", "created_at": "2026-05-04T09:00:00Z", **fields}


def test_the_oldest_comes_first_and_equal_times_keep_the_order_in_which_they_happened() -> None:
    assert titles(read(PAGE)) == [
        "Something new",
        "Triggered through the API",
        "Assigned to A. Example",
        "Notified A. Example by push",
        "Acknowledged by A. Example",
        "Escalated to the second level",
        "Resolved by A. Example",
        "Flow v14 was rolled back",
    ]


def test_a_page_that_tells_the_oldest_first_keeps_its_order() -> None:
    rows = read(page(entry(summary="a"), entry(summary="b"), entry(summary="c", created_at="2026-05-04T09:01:00Z")))
    assert titles(rows) == ["a", "b", "c"]


def test_each_type_has_its_kind_in_either_spelling_and_unknown_types_are_notes() -> None:
    kinds = {row.title.split()[0]: row.kind for row in drafts(read(PAGE))}
    assert kinds == {
        "Something": EventKind.NOTE,
        "Triggered": EventKind.ALERT,
        "Assigned": EventKind.NOTE,
        "Notified": EventKind.ALERT,
        "Acknowledged": EventKind.ACKNOWLEDGEMENT,
        "Escalated": EventKind.ESCALATION,
        "Resolved": EventKind.RECOVERY,
        "Flow": EventKind.NOTE,
    }


def test_people_and_services_are_kept_and_a_note_is_what_it_says() -> None:
    by_title = {row.title: row for row in drafts(read(PAGE))}
    assert by_title["Notified A. Example by push"].actor == "A. Example"
    assert by_title["Triggered through the API"].tags == ("Form service", "Platform")
    assert by_title["Flow v14 was rolled back"].body == ""


def test_every_event_knows_its_place_its_record_and_its_id() -> None:
    draft = drafts(read(PAGE))[-1]
    assert (draft.locator, draft.external_id) == ("/log_entries/0", "pagerduty:R9")
    assert draft.raw.startswith('{"id":"R9","type":"annotate_log_entry","summary":"Note added"')


def test_entries_that_cannot_be_read_say_why() -> None:
    rows = unread(read(PAGE))
    assert [row.locator for row in rows] == ["/log_entries/8", "/log_entries/9"]
    assert "no time" in rows[0].reason
    assert "not what this format has" in rows[1].reason


def test_a_bare_array_of_entries_is_read_too() -> None:
    assert titles(read(json.dumps([entry(summary="alone")]))) == ["alone"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_any_encoding_of_json_is_read(encoding: str) -> None:
    assert titles(read(page(entry(summary="Überlast")).encode(encoding))) == ["Überlast"]


def test_text_that_no_database_can_hold_is_shown_instead() -> None:
    text = page(entry(summary="SUMMARY")).replace("SUMMARY", r"a\u0000b \ud83d \ude00 \ud83d\ude00")
    (draft,) = drafts(read(text))
    assert draft.title == "a␀b \ufffd \ufffd 😀"


def test_bytes_that_are_not_text_cost_only_themselves() -> None:
    assert titles(read(page(entry(summary="A B")).encode().replace(b"A B", b"A\xffB"))) == ["A\ufffdB"]


@pytest.mark.parametrize("cut", [20, 200, 900])
def test_a_page_that_was_cut_off_is_refused_in_a_sentence(cut: int) -> None:
    with pytest.raises(UserError, match="not a whole JSON document"):
        read(PAGE[:cut], "pagerduty")


def test_nesting_without_end_does_no_harm() -> None:
    with pytest.raises(UserError):
        read(b"[" * 100_000, "pagerduty")
    deep = page(entry(channel={"a": 1})).replace('{"a": 1}', '{"a":' * 5000 + "1" + "}" * 5000)
    with pytest.raises(UserError, match="nested too deeply"):
        read(deep, "pagerduty")


def test_incidents_and_webhooks_are_other_formats() -> None:
    incidents = {"incidents": [{"incident_number": 1, "created_at": "2026-05-04T09:00:00Z"}]}
    webhook = {"messages": [{"event": "incident.trigger", "log_entries": []}]}
    found = [detect(sample_of(json.dumps(other))).info.name for other in (incidents, webhook)]
    assert found == ["pagerduty-incidents", "pagerduty-webhooks"]


def test_a_long_page_is_previewed_from_its_beginning() -> None:
    data = page(*(entry(id=str(number), summary=f"entry {number}") for number in range(2000))).encode()
    sample = Sample(data[:4096], "x.json", len(data))
    found = preview(by_name("pagerduty"), sample, ImportOptions(), 5)
    assert titles(list(found.rows)) == [f"entry {number}" for number in range(5)]
    assert found.questions == ()


def test_a_time_without_a_zone_asks_for_one() -> None:
    text = page(entry(created_at="2026-05-04T09:00:00"))
    assert [q.topic.value for q in by_name("pagerduty").questions(sample_of(text), ImportOptions())] == ["zone"]
    assert times(read(text, zone="Europe/Berlin")) == ["2026-05-04 07:00"]


def test_a_single_entry_is_read_with_or_without_its_name_around_it() -> None:
    alone = entry(type="resolve_log_entry", summary="Resolved by A. Example")
    for text in (json.dumps({"log_entry": alone}), json.dumps(alone)):
        assert detect(sample_of(text)).info.name == "pagerduty"
        assert [(row.title, row.kind) for row in drafts(read(text))] == [
            ("Resolved by A. Example", EventKind.RECOVERY),
        ]


def test_an_entry_without_a_summary_says_in_words_what_it_is() -> None:
    types = ("trigger_log_entry", "acknowledge_log_entry", "reach_ack_limit_log_entry", "something_new_log_entry")
    text = page(*(entry(type=name, summary=None) for name in types))
    assert titles(read(text)) == ["Triggered", "Acknowledged", "The acknowledgement timed out", "Something new"]


def test_the_whole_of_what_somebody_wrote_comes_before_what_sums_it_up() -> None:
    note = entry(type="annotate_log_entry", summary="Note added", channel={"summary": "It is", "content": "It is v14"})
    update = entry(type="status_update_log_entry", summary="Update", channel={"type": "web", "message": "Rolled back"})
    assert titles(read(page(note, update))) == ["It is v14", "Rolled back"]


def test_an_entry_without_a_summary_says_what_was_done_to_whom() -> None:
    bare: dict[str, object] = {"summary": None, "agent": None}
    people = [{"summary": "A. Example"}, {"summary": "B. Example"}]
    entries = [
        entry(**bare, type="trigger_log_entry", channel={"type": "api", "summary": "Queue is full"}),
        entry(**bare, type="assign_log_entry", assignees=people[:1]),
        entry(**bare, type="notify_log_entry", user=people[0]),
        entry(**bare, type="escalate_log_entry", assignees=people),
        entry(**bare, type="unsnooze_log_entry"),
    ]
    assert sorted(titles(read(json.dumps(entries)))) == [
        "Assigned to A. Example",
        "Escalated to A. Example, B. Example",
        "Notified A. Example",
        "Triggered: Queue is full",
        "Unsnooze",
    ]


def test_entries_of_version_1_have_names_in_the_place_of_summaries() -> None:
    old = entry(type="acknowledge", summary=None, agent={"id": "P1", "type": "user", "name": "A. Example"})
    [row] = drafts(read(json.dumps({"log_entries": [old]})))
    assert (row.title, row.actor, row.kind) == ("Acknowledged", "A. Example", EventKind.ACKNOWLEDGEMENT)
