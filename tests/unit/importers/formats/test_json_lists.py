"""JSON whose list is a table, tickets with several times, one of several lists, and what stands beside the list."""

import json
from collections.abc import Callable

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError
from support.imports import drafts, read, sample_of, times, titles, unread

TICKETS = [
    {
        "key": "A-1",
        "summary": "Checkout fails",
        "created": "2026-05-04T14:00:00Z",
        "acknowledged": "2026-05-04T14:05:00Z",
        "resolved": "2026-05-04T15:00:00Z",
        "seen": "2026-05-04T14:02:00Z",
    },
    {"key": "A-2", "summary": "Queue full", "created": "2026-05-04T16:00:00Z", "acknowledged": None, "resolved": ""},
]
EVENT = {"time": "2026-05-04T09:00:00Z", "text": "x"}


class TestTickets:
    def test_each_time_of_a_ticket_is_an_event_at_the_place_of_the_ticket(self) -> None:
        rows = drafts(read(json.dumps({"tickets": TICKETS})))
        assert [(row.title, row.locator) for row in rows] == [
            ("Created: Checkout fails", "/tickets/0"),
            ("Acknowledged: Checkout fails", "/tickets/0"),
            ("Resolved: Checkout fails", "/tickets/0"),
            ("Created: Queue full", "/tickets/1"),
        ]
        assert rows[1].kind is EventKind.ACKNOWLEDGEMENT

    def test_lines_of_tickets_are_read_alike(self) -> None:
        assert times(read("\n".join(map(json.dumps, TICKETS)))) == times(read(json.dumps(TICKETS)))

    def test_a_person_says_which_times_are_events(self) -> None:
        data = json.dumps(TICKETS)
        assert titles(read(data, mapping={"times": "seen + resolved"})) == [
            "seen: Checkout fails",
            "Resolved: Checkout fails",
            "Queue full",
        ]
        assert titles(read(data, mapping={"times": ""})) == ["Checkout fails", "Queue full"]
        layout = by_name("json").layout(sample_of(data), ImportOptions())
        assert layout.mapping["times"] == ("created", "acknowledged", "resolved")

    def test_the_same_is_said_of_a_table(self) -> None:
        text = "id,what,reported,seen\n1,Queue full,2026-05-04T16:00:00Z,2026-05-04T16:10:00Z\n"
        assert titles(read(text, "csv", mapping={"times": "reported+seen"}))[1] == "seen: Queue full"


class TestTables:
    HEADED = (("when", "what"), ("2026-05-04T14:00:00Z", "Alert fired"), ("2026-05-04T14:05:00Z", "Restarted"))

    def test_the_first_row_says_the_names(self) -> None:
        rows = read(json.dumps({"rows": self.HEADED}))
        assert titles(rows) == ["Alert fired", "Restarted"]
        assert [row.locator for row in drafts(rows)] == ["/rows/1", "/rows/2"]

    def test_without_names_the_columns_are_told_by_what_they_hold(self) -> None:
        rows = read(json.dumps(self.HEADED[1:]))
        assert titles(rows) == ["Alert fired", "Restarted"]
        assert drafts(rows)[0].locator == "/0"

    def test_without_times_a_column_is_asked_for_and_nothing_fails(self) -> None:
        sample = sample_of(json.dumps([["a", "b"], ["x", "later"]]))
        found = preview(by_name("json"), sample, ImportOptions())
        assert found.layout.columns == ("a", "b")
        assert [question.reason for question in found.questions] == ["No value holds a time: choose one."]

    def test_the_preview_knows_the_names_and_a_row_is_read_again(self) -> None:
        sample = sample_of(json.dumps([*self.HEADED, ["later", "Recovered"]]))
        found = preview(by_name("json"), sample, ImportOptions())
        (row,) = unread(list(found.rows))
        mended = repair(row, by_name("json"), ImportOptions(), '["2026-05-04T14:09:00Z", "Recovered"]', sample=sample)
        assert titles([mended]) == ["Recovered"]

    def test_a_row_of_another_shape_is_kept_and_told(self) -> None:
        rows = read(json.dumps([*self.HEADED, 5, "x", ["2026-05-04T14:09:00Z", "Recovered", "more", "still"]]))
        assert titles(rows) == ["Alert fired", "Restarted", "Recovered"]
        assert len(unread(rows)) == 2


class TestOneOfSeveralLists:
    DOCUMENT = json.dumps({"alerts": [EVENT], "messages": [EVENT | {"text": "y"}, EVENT | {"text": "z"}]})

    def test_the_lists_are_told_with_their_sizes(self) -> None:
        parts = by_name("json").layout(sample_of(self.DOCUMENT), ImportOptions()).parts
        assert [(part.name, part.size, part.is_read) for part in parts] == [
            ("/alerts", 1, False),
            ("/messages", 2, True),
        ]

    @pytest.mark.parametrize("wanted", ["/alerts", "alerts", "#1"])
    def test_a_person_chooses_another(self, wanted: str) -> None:
        options = ImportOptions(mapping={"sheet": wanted})
        assert titles(read(self.DOCUMENT, mapping={"sheet": wanted})) == ["x"]
        found = preview(by_name("json"), sample_of(self.DOCUMENT), options)
        assert titles(list(found.rows)) == ["x"]
        assert [part.is_read for part in found.layout.parts] == [True, False]

    def test_one_that_is_not_there_is_said_with_those_that_are(self) -> None:
        with pytest.raises(UserError) as told:
            read(self.DOCUMENT, mapping={"sheet": "/notes"})
        assert "/alerts, /messages" in str(told.value)


class TestBesideTheList:
    def test_what_is_not_read_is_told(self) -> None:
        document = {"incident": {"title": "Queue"}, "note": "", "events": [EVENT, EVENT], "by": "tool"}
        first, second = drafts(read(json.dumps(document)))
        assert first.remark == "Beside the list that is read the document holds “incident”, “by”; that was not read."
        assert not second.remark

    def test_what_is_told_otherwise_is_not_told_twice(self) -> None:
        rows = read(json.dumps({"data": {"alerts": [EVENT], "messages": [EVENT, EVENT], "total": 3}}))
        assert drafts(rows)[0].remark.count("“") == 1
        assert "“data.total”" in drafts(rows)[0].remark
        assert [row.locator for row in rows if isinstance(row, UnreadRow)] == ["/data/alerts"]

    def test_a_list_alone_needs_no_word(self) -> None:
        assert not drafts(read(json.dumps([EVENT])))[0].remark


def test_a_row_of_cells_on_each_line_is_a_table_below_a_line_of_names_or_without_one() -> None:
    named = '["time", "what", "who"]\n["2026-05-04T09:05:00Z", "Forms failed", "Robin"]\n'
    assert [(row.title, row.actor, row.locator) for row in drafts(read(named))] == [("Forms failed", "Robin", "line 2")]
    plain = '["2026-05-04T09:05:00Z", "Forms failed"]\n["2026-05-04T09:07:00Z", "Rolled back"]'
    assert [(row.title, row.locator) for row in drafts(read(plain))] == [
        ("Forms failed", "line 1"),
        ("Rolled back", "line 2"),
    ]


def test_a_faulty_line_among_rows_costs_only_itself() -> None:
    lines = '["2026-05-04T09:05:00Z", "Forms failed"]\n["2026-05-04T09:06\n["2026-05-04T09:07:00Z", "Rolled back"]'
    assert titles(read(lines)) == ["Forms failed", "Rolled back"]
    assert [row.locator for row in unread(read(lines))] == ["line 2"]


@pytest.mark.parametrize("line", ['{"time": "2026-05-04T09:05:00Z", "what": "x y"}', '["2026-05-04T09:05:00Z", "x y"]'])
def test_lines_have_no_lists_to_choose_from(line: str) -> None:
    with pytest.raises(UserError, match="no lists to choose from"):
        read(f"{line}\n{line}", mapping={"sheet": "events"})


def test_the_lists_of_several_pages_are_read_as_one_and_what_else_the_pages_hold_is_named() -> None:
    pages = [
        {"service": "Forms", "results": [{"time": "2026-05-04T09:05:00Z", "text": "Forms failed"}]},
        {"service": "Queue", "results": [{"time": "2026-05-04T09:06:00Z", "text": "Queue failed"}]},
        {"service": "Mail", "results": []},
    ]
    rows = drafts(read(json.dumps({"pages": pages})))
    assert [(row.title, row.locator) for row in rows] == [
        ("Forms failed", "/pages/0/results/0"),
        ("Queue failed", "/pages/1/results/0"),
    ]
    assert "“service”" in rows[0].remark
    assert titles(read(json.dumps(pages), mapping={"sheet": "/*/results"})) == ["Forms failed", "Queue failed"]


def test_a_list_inside_of_records_with_times_of_their_own_is_no_page() -> None:
    notes = [{"time": "2026-05-04T09:06:00Z", "text": "Looked at it"}] * 3
    records = [{"created_at": f"2026-05-0{day}T09:05:00Z", "title": "Forms fail", "notes": notes} for day in (4, 5)]
    assert titles(read(json.dumps(records))) == ["Forms fail", "Forms fail"]


def test_rows_in_which_each_value_stands_beside_its_name_are_read() -> None:
    found = [("2026-05-04 09:05:00.000", "Upstream timed out"), ("2026-05-04 09:06:00.000", "Flow restarted")]
    rows = [[{"field": "@timestamp", "value": at}, {"field": "@message", "value": said}] for at, said in found]
    answer = json.dumps({"results": rows, "status": "Complete"})
    assert [(row.title, row.locator) for row in drafts(read(answer))] == [
        ("Upstream timed out", "/results/0"),
        ("Flow restarted", "/results/1"),
    ]
    assert times(read(answer)) == ["2026-05-04 09:05", "2026-05-04 09:06"]
    odd = json.dumps({"results": [*rows, [{"field": "@message"}], []]})
    assert [row.locator for row in unread(read(odd))] == ["/results/2", "/results/3"]


BIGQUERY = {
    "schema": {"fields": [{"name": "timestamp", "type": "TIMESTAMP"}, {"name": "severity"}, {"name": "message"}]},
    "rows": [
        {"f": [{"v": "1.7779035E9"}, {"v": "ERROR"}, {"v": "Queue is full"}]},
        {"f": [{"v": "1.77790356E9"}, {"v": None}, {"v": "Looked at it"}]},
    ],
    "jobComplete": True,
}


@pytest.mark.parametrize("around", [lambda answer: answer, lambda answer: {"answer": answer}])
def test_an_answer_of_bigquery_is_a_table_below_its_schema(around: Callable[[object], object]) -> None:
    file = json.dumps(around(BIGQUERY))
    rows = read(file)
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:06"]
    assert titles(rows) == ["Queue is full", "Looked at it"]
    assert "schema" not in drafts(rows)[0].remark
    assert drafts(rows)[0].tags == ("ERROR",)
    seen = preview(by_name("json"), sample_of(file), ImportOptions(), 1)
    assert (drafts(list(seen.rows))[0].title, seen.questions) == ("Queue is full", ())
    corrected = json.dumps(BIGQUERY["rows"][0])
    mended = repair(
        UnreadRow("/rows/7", "Why.", "{}"), by_name("json"), ImportOptions(), corrected, sample=sample_of(file)
    )
    assert titles([mended]) == ["Queue is full"]


def test_rows_without_a_schema_are_no_answer_of_bigquery() -> None:
    assert titles(read(json.dumps({"schema": {}, "rows": [{"time": "2026-05-04T14:05Z", "text": "two words"}]}))) == [
        "two words"
    ]
