"""DFIR-IRIS: an export whose quotation marks are not doubled, and the template for importing events."""

from secondstory.importers.base import ImportOptions
from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread

EXPORT = (DATA / "iris-export.csv").read_bytes()
TEMPLATE = (DATA / "iris-template.csv").read_bytes()
HEADER = EXPORT.decode().partition("\n")[0]


def test_the_export_is_read_in_utc_whatever_zone_its_author_had() -> None:
    rows = read(EXPORT, zone="Asia/Tokyo")
    assert titles(rows) == ["Flow published", "Rows vanish", 'Tokens were "revoked"']
    assert times(rows) == ["2026-05-04 08:58", "2026-05-04 09:02:11.123000", "2026-05-04 09:20"]
    assert topics(EXPORT) == []


def test_quotation_marks_that_are_not_doubled_do_no_harm() -> None:
    events = drafts(read(EXPORT))
    assert events[0].body == 'Somebody said "ship it", and v14 was published - nobody else looked'
    assert events[1].body == 'The log says "a","b" and "c", in this order'


def test_assets_indicators_and_the_category_are_tags() -> None:
    events = drafts(read(EXPORT))
    assert events[0].tags == ("deploy", "forms", "forms-01", "flow-editor", "Legitimate")
    assert events[1].tags == ("forms-01", "198.51.100.7", "Impact")


def test_the_category_tells_the_kind_and_where_it_does_not_the_words_do() -> None:
    assert [event.kind for event in drafts(read(EXPORT))] == [EventKind.NOTE, EventKind.IMPACT, EventKind.ACTION]
    assert drafts(read(TEMPLATE))[0].kind is EventKind.CHANGE


def test_whoever_wrote_the_event_down_is_its_actor() -> None:
    assert [event.actor for event in drafts(read(EXPORT))] == ["A. Example", "A. Example", "B. Example"]


def test_a_row_that_is_cut_off_is_unread_and_can_be_repaired() -> None:
    (row,) = unread(read(EXPORT))
    assert (row.locator, row.reason) == ("row 5", "The row cannot be divided into the 11 columns of the table.")
    corrected = row.raw + '","+00:00","","Impact","","","","",""'
    found = repair(row, by_name("iris"), ImportOptions(), corrected, sample=sample_of(EXPORT))
    assert isinstance(found, Draft)
    assert (found.title, found.body) == ("This row is cut off", "It")


def test_a_line_break_in_a_title_does_not_end_the_row() -> None:
    row = '"2026-05-04T08:58:00","Two\nlines, "so" it is","more","+00:00","","Impact","","","","",""'
    (event,) = drafts(read(f"{HEADER}\n{row}\n"))
    assert (event.title, event.body) == ("Two", 'Two\nlines, "so" it is\n\nmore')


def test_exports_with_an_end_of_events_are_read_too() -> None:
    header = "event_date(UTC),event_title,event_description,event_end_date,event_category"
    rows = ('"2026-05-04T08:58:00","a","","2026-05-04T09:00:00","Impact"', '"2026-05-04T08:59:00","b","","","Impact"')
    events = drafts(read("\n".join((header, *rows))))
    assert [event.occurred_until and event.occurred_until.hour for event in events] == [9, None]


def test_the_template_names_a_zone_for_each_row() -> None:
    rows = read(TEMPLATE, zone="Europe/Berlin")
    assert times(rows) == ["2026-05-04 08:58", "2026-05-04 07:02:11"]
    assert [event.zone_assumed for event in drafts(rows)] == ["", "Europe/Berlin"]
    assert drafts(rows)[0].time_as_written == "2026-05-04T10:58:00.000 +02:00"
    assert topics(TEMPLATE) == ["zone"]


def test_the_template_keeps_line_breaks_raw_text_and_lists() -> None:
    event = drafts(read(TEMPLATE))[0]
    assert event.body == "v14 was published\nwith a renamed field\n\nflow=14 state=published"
    assert event.tags == ("deploy", "forms", "forms-01", "flow-editor", "editor log")


def test_rows_of_the_template_without_a_place_are_unread() -> None:
    assert [row.reason for row in unread(read(TEMPLATE))] == [
        "The zone “Mars/Olympus” is not known.",
        "The row has no time.",
    ]


def test_a_row_of_many_lines_has_an_end() -> None:
    text = f'{HEADER}\n"2026-05-04T08:58:00","x' + "\ny" * 800_000
    assert len(unread(read(text))) == 2
