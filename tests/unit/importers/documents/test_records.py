"""JSON documents, and lines of JSON, as records with their places."""

import json
from io import BytesIO

import pytest

from secondstory.importers.documents import reading
from secondstory.importers.documents.reading import Record, records
from secondstory.model.errors import UserError
from support.imports import drafts, read

PATHS = (("incidents",), ("data", "items"), ())


def found(data: str | bytes, paths: tuple[tuple[str, ...], ...] = PATHS) -> list[tuple[str, str]]:
    given = data if isinstance(data, bytes) else data.encode()
    return [(record.pointer, record.text) for record in records(BytesIO(given), paths)]


def test_a_list_at_the_top_holds_records() -> None:
    assert found('[{"a": 1}, {"a": 2}]') == [("/0", '{"a":1}'), ("/1", '{"a":2}')]


def test_the_first_path_that_leads_to_something_leads_to_the_records() -> None:
    assert found('{"data": {"items": [{"a": 1}]}, "incidents": [{"a": 2}]}') == [("/incidents/0", '{"a":2}')]
    assert found('{"data": {"items": [{"a": 1}]}}') == [("/data/items/0", '{"a":1}')]


def test_an_object_may_be_the_record_itself() -> None:
    assert found('{"a": 1}') == [("/", '{"a":1}')]


def test_a_path_to_one_object_leads_to_one_record() -> None:
    assert found('{"incidents": {"a": 1}}') == [("/incidents", '{"a":1}')]


def test_a_list_of_answers_holds_the_records_inside_of_them() -> None:
    assert found('[{"incidents": [{"a": 1}]}, {"incidents": {"a": 2}}]') == [
        ("/0/incidents/0", '{"a":1}'),
        ("/1/incidents", '{"a":2}'),
    ]
    assert found('[{"more": false}, {"data": {"items": []}}, {"data": {"items": [{"a": 1}]}}]') == [
        ("/0", '{"more":false}'),
        ("/2/data/items/0", '{"a":1}'),
    ]


def test_what_has_an_id_of_its_own_is_a_record_though_it_names_another_one() -> None:
    assert found('[{"id": 1, "incidents": {"a": 1}}]') == [("/0", '{"id":1,"incidents":{"a":1}}')]


def test_something_else_among_answers_costs_only_itself() -> None:
    assert found('[null, {"incidents": [{"a": 1}]}, 7]') == [
        ("/0", "null"),
        ("/1/incidents/0", '{"a":1}'),
        ("/2", "7"),
    ]


def test_each_line_may_be_a_document() -> None:
    lines = '{"a": 1}\n\n{"incidents": [{"a": 2}]}\nnot JSON\n{"a": 3}\n'
    rows = list(records(BytesIO(lines.encode()), PATHS))
    assert [row.pointer for row in rows] == ["line 1", "line 3/incidents/0", "line 4", "line 5"]
    assert [bool(row.fault) for row in rows] == [False, False, True, False]


def test_a_list_with_a_record_on_each_line_is_one_document() -> None:
    assert found('{"incidents": [{"a": "}"},\n{"a": 2},\n{"a": 3}]}') == [
        ("/incidents/0", '{"a":"}"}'),
        ("/incidents/1", '{"a":2}'),
        ("/incidents/2", '{"a":3}'),
    ]


def test_a_document_without_the_paths_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError, match="no incidents or data/items"):
        found('{"other": []}', PATHS[:2])


@pytest.mark.parametrize("data", [b"{", b'{"a":', b"[" * 100_000, b'["\xff', b"nothing", b'"text"'])
def test_what_is_not_a_document_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match="not a whole JSON document"):
        found(data)


def test_a_document_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "JSON_LIMIT", 1024 * 1024)
    with pytest.raises(UserError, match="larger than 1 MiB"):
        found(b"[" + b" " * 1024 * 1024 + b"]")


def test_text_that_is_not_unicode_is_mended() -> None:
    assert found(b'[{"a": "\\ud800 \xff"}]') == [("/0", '{"a":"\\ufffd \ufffd"}')]
    assert Record("/0", b'{"a": "\\ud800 \xff"}').decoded(dict[str, str]) == {"a": "\ufffd \ufffd"}


def test_other_encodings_are_read() -> None:
    assert found('[{"a": "é"}]'.encode("utf-16")) == [("/0", '{"a":"é"}')]


def test_a_document_of_windows_is_read_as_such() -> None:
    assert found('[{"a": "Größe – „é“"}]'.encode("cp1252")) == [("/0", '{"a":"Größe – „é“"}')]
    assert found('[{"a": "Größe'.encode() + b' \xf6"}]') == [("/0", r'{"a":"Größe \xf6"}')]


def test_lines_are_read_though_the_first_of_them_is_broken() -> None:
    rows = list(records(BytesIO(b'{"a": 1, "b\n{"a": 2}\n{"a": 3}\n'), PATHS))
    assert [(row.pointer, bool(row.fault)) for row in rows] == [("line 1", True), ("line 2", False), ("line 3", False)]


def test_a_path_to_nothing_is_none() -> None:
    assert found('{"incidents": null, "data": {"items": [{"a": 1}]}}') == [("/data/items/0", '{"a":1}')]


@pytest.mark.parametrize(
    "document",
    [
        '{"incidents": [{"a": 1}], "more": true}',
        '{"incidents": [{"a": 1}], "paging": {"next": "https://x.example"}}',
        '[{"incidents": [{"a": 1}], "more": false}, {"incidents": [{"a": 2}], "more": true}]',
        '{"incidents": [{"a": 1}], "more": false}\n{"incidents": [{"a": 2}], "more": true}',
    ],
)
def test_an_answer_says_whether_another_page_follows(document: str) -> None:
    answer, last = reading.Answer(), reading.Answer()
    assert list(records(BytesIO(document.encode()), PATHS, answer))
    assert list(
        records(BytesIO(document.replace("true", "null").replace('"https', '"", "x": "').encode()), PATHS, last)
    )
    assert (answer.has_more, last.has_more) == (True, False)


@pytest.mark.parametrize(
    ("around", "has_more"),
    [
        ('"startAt": 0, "maxResults": 2, "total": 3', True),
        ('"startAt": 1, "maxResults": 50, "total": 3', True),
        ('"startAt": 0, "maxResults": 2, "total": 2', False),
        ('"offset": 0, "limit": 100, "total": null', False),
        ('"total": 90', False),
        ('"nextCursor": "abc"', True),
        ('"nextLink": null', False),
    ],
)
def test_an_answer_may_count_more_records_than_it_holds(around: str, has_more: bool) -> None:
    answer = reading.Answer()
    document = f'{{{around}, "incidents": [{{"a": 1}}, {{"a": 2}}]}}'
    assert len(list(records(BytesIO(document.encode()), PATHS, answer))) == 2
    assert answer.has_more is has_more


def test_the_first_event_of_a_page_says_that_there_is_more() -> None:
    entries = [{"id": "R1", "type": "trigger_log_entry", "summary": "x", "created_at": "2026-05-04T09:05:00Z"}]
    [row] = drafts(read(json.dumps({"log_entries": entries, "more": True})))
    assert row.remark == "The file is one page of the answer: there is more."
    [row] = drafts(read(json.dumps({"happened": [{"at": "2026-05-04T09:05:00Z", "what": "Forms fail"}], "next": "x"})))
    assert row.remark.startswith("The file is one page of the answer: there is more.")
