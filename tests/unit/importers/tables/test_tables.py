"""Tables as text: delimiters, encodings, headers, ragged rows, columns and their meaning."""

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.registry import by_name
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError
from support.imports import drafts, read, sample_of, times, titles, topics, unread


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    table = f"time{delimiter}text\n2026-05-04T14:05Z{delimiter}alert fired\n2026-05-04T14:06Z{delimiter}looked at it"
    assert titles(read(table)) == ["alert fired", "looked at it"]


def test_commas_inside_texts_do_not_mislead() -> None:
    assert titles(read("time;text\n2026-05-04T14:05Z;a, b, c\n2026-05-04T14:06Z;d, e, f")) == ["a, b, c", "d, e, f"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    table = "time,text\r\n2026-05-04T14:05Z,Überlast für 10 Minuten\r\n2026-05-04T14:06Z,behoben\r\n"
    assert titles(read(table.encode(encoding))) == ["Überlast für 10 Minuten", "behoben"]


def test_bytes_that_are_no_text_cost_only_their_row() -> None:
    rows = read(
        "time,text\n2026-05-04T14:05Z,ça va\n".encode() + b"2026-05-04T14:06Z,\xff\xfe broken\n2026-05-04T14:07Z,fine\n"
    )
    assert titles(rows) == ["ça va", "fine"]
    assert unread(rows)[0].raw == r"2026-05-04T14:06Z,\xff\xfe broken"


def test_control_characters_are_shown_and_never_passed_on() -> None:
    (draft,) = drafts(read(b"time,text\n2026-05-04T14:05Z,a\x00b\x1b[31m\n"))
    assert draft.title == "a␀b␛[31m"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_ends_do(ends: str) -> None:
    assert titles(read(ends.join(["time,text", "2026-05-04T14:05Z,one", "2026-05-04T14:06Z,two"]))) == ["one", "two"]


def test_a_cell_may_hold_line_breaks_quotation_marks_and_delimiters() -> None:
    (draft,) = drafts(read('time,text\r\n2026-05-04T14:05Z,"first ""line""\r\nsecond, line"\r\n'))
    assert draft.title == 'first "line"'
    assert draft.body == 'first "line"\nsecond, line'
    assert draft.raw == '2026-05-04T14:05Z,"first ""line""\nsecond, line"'


def test_an_open_quotation_mark_costs_only_its_row() -> None:
    rows = read(
        'time,text\n2026-05-04T14:05Z,one\n2026-05-04T14:06Z,"open\n2026-05-04T14:07Z,three\n2026-05-04T14:08Z,four'
    )
    assert titles(rows) == ["one", "three", "four"]
    assert [(row.locator, row.reason) for row in unread(rows)] == [
        ("row 3", "A quotation mark in this row is never closed.")
    ]


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    rows = read('time,text\n2026-05-04T14:05Z,"two\nlines"\n2026-05-04T14:06Z,third')
    assert [row.locator for row in rows] == ["row 2", "row 3"]


def test_short_rows_are_filled_and_long_rows_are_told() -> None:
    rows = drafts(
        read("time,text,role\n2026-05-04T14:05Z,short\n2026-05-04T14:06Z,long,lead,surplus\n2026-05-04T14:07Z,x,y")
    )
    assert [row.role for row in rows] == ["", "lead", "y"]
    assert [row.remark for row in rows] == ["", "The row has 4 cells where the table has 3 columns.", ""]


def test_an_empty_and_a_repeated_header_get_names() -> None:
    layout = by_name("csv").layout(sample_of(",time,Comment,Comment\n1,2026-05-04T14:05Z,a,b\n"), ImportOptions())
    assert layout.columns == ("column 1", "time", "Comment", "Comment (2)")


def test_a_header_in_the_middle_is_told() -> None:
    rows = read("time,text\n2026-05-04T14:05Z,one\ntime,text\n2026-05-04T14:06Z,two")
    assert titles(rows) == ["one", "two"]
    assert unread(rows)[0].reason == "The row repeats the header."


def test_lines_above_the_table_are_told() -> None:
    rows = read("Incident export\n\ntime,text,role\n2026-05-04T14:05Z,one,lead\n2026-05-04T14:06Z,two,lead")
    assert titles(rows) == ["one", "two"]
    assert unread(rows)[0].reason == "The row stands above the table."


def test_a_table_without_a_header_is_told_by_its_content() -> None:
    rows = read("2026-05-04T14:05Z,alert fired on the database\n2026-05-04T14:06Z,acknowledged by the on-call engineer")
    assert titles(rows) == ["alert fired on the database", "acknowledged by the on-call engineer"]


def test_a_header_alone_holds_nothing() -> None:
    assert read("time,text,role\n", "csv") == []


def test_a_table_without_times_says_so_for_every_row() -> None:
    rows = read('a,b\n1,"ha \n""ha"" \nha"\n3,4\n')
    assert [row.reason for row in unread(rows)] == ["No column holds a time: choose one."] * 2
    assert topics("a,b\n1,2\n3,4\n") == ["mapping"]


def test_columns_are_recognised_by_many_names() -> None:
    rows = read(
        "Event Date,Event TZ,event_title,event_category,event_content,event_tags\n"
        "2026-05-04 14:05,UTC,Rolled back,deploy,The flow went back to v13,forms|urgent\n"
    )
    (draft,) = drafts(rows)
    assert (draft.title, draft.body, draft.kind) == ("Rolled back", "The flow went back to v13", EventKind.CHANGE)
    assert draft.tags == ("forms", "urgent")


def test_roles_people_tags_and_keys_are_kept() -> None:
    (draft,) = drafts(
        read("time,text,actor_role,who,tags,key\n2026-05-04T14:05Z,x,on-call,A. Example,\"['a', 'b']\",yes")
    )
    assert (draft.role, draft.actor, draft.tags, draft.key) == ("on-call", "A. Example", ("a", "b"), True)


def test_nothing_in_many_spellings_is_nothing() -> None:
    (draft,) = drafts(read("time,text,role,who,note\n2026-05-04T14:05Z,x,NA,-,n/a"))
    assert (draft.role, draft.actor, draft.body) == ("", "", "")


def test_a_row_without_a_text_tells_its_other_cells() -> None:
    (draft, _) = drafts(read("time,message,ticket,state\n2026-05-04T14:05Z,,T-1,Open\n2026-05-04T14:06Z,said,T-2,Open"))
    assert draft.title == "ticket: T-1; state: Open"


def test_a_long_text_keeps_a_short_title_and_loses_nothing() -> None:
    text = "The database was slow. " + "It stayed slow for a long time. " * 30
    (draft,) = drafts(read(f"time,text\n2026-05-04T14:05Z,{text}"))
    assert draft.title == "The database was slow."
    assert draft.body == text.strip()


def test_a_cell_beyond_every_limit_is_an_unread_row() -> None:
    huge = "x" * 200_000
    rows = read(f'time,text\n2026-05-04T14:05Z,one\n2026-05-04T14:06Z,"{huge}"\n2026-05-04T14:07Z,three')
    assert titles(rows) == ["one", "three"]
    assert "131,072 characters" in unread(rows)[0].reason


def test_a_line_beyond_every_limit_is_cut_and_told() -> None:
    rows = read(
        "time,text\n2026-05-04T14:05Z,one\n2026-05-04T14:06Z," + "x" * 3_000_000 + "\n2026-05-04T14:07Z,three", "csv"
    )
    assert titles(rows) == ["one", "three"]
    assert "longer than 1,048,576 characters" in unread(rows)[0].reason


def test_excels_own_statement_of_the_delimiter_is_understood() -> None:
    assert titles(read("sep=;\ntime;text\n2026-05-04T14:05Z;a,b\n2026-05-04T14:06Z;c,d")) == ["a,b", "c,d"]


def test_rows_above_the_header_that_are_as_wide_as_the_table_are_told_too() -> None:
    rows = read(
        "Report generated,2026-05-05 08:00\nFilter,all\n\nTime,Event\n2026-05-04T14:05Z,alert fired\n"
        "2026-05-04T14:20Z,rolled back\n"
    )
    assert titles(rows) == ["alert fired", "rolled back"]
    assert [(row.locator, row.reason) for row in unread(rows)] == [
        ("row 1", "The row stands above the table."),
        ("row 2", "The row stands above the table."),
    ]


def test_a_header_below_rows_with_times_is_no_beginning() -> None:
    one, two = "2026-05-04T14:05Z,alert fired\n" * 3, "2026-05-04T14:20Z,rolled back\n" * 3
    assert titles(read(f"{one}time,text\n{two}", "csv")) == ["alert fired"] * 3 + ["rolled back"] * 3


def test_a_subject_is_the_title_before_a_description() -> None:
    (draft,) = drafts(read("Subject,Description,When\nBridge opened,Everybody joins,2026-05-04T14:05Z\n"))
    assert (draft.title, draft.body) == ("Bridge opened", "Everybody joins")


def test_a_title_is_said_in_words_where_a_column_has_them() -> None:
    (draft,) = drafts(read('timestamp,actor,action,details\n1777903500,ana,roll back forms,"{""v"": 13}"\n'))
    assert (draft.title, draft.body) == ("roll back forms", '{"v": 13}')
    (lone,) = drafts(read("time,duration,status,flow\n2026-05-04T14:05Z,00:00:12,Failed,Send the forms\n"))
    assert lone.title == "Send the forms"


def test_durations_and_statuses_are_told_with_their_names_where_nothing_has_words() -> None:
    (draft,) = drafts(read("Start,Duration,Status,Run\n2026-05-04T14:05Z,00:00:12,Failed,0858\n"))
    assert draft.title == "Duration: 00:00:12; Status: Failed; Run: 0858"


def test_people_are_found_without_a_header_by_their_names() -> None:
    rows = drafts(read("2026-05-04T14:05Z,Ana,Alert fired\n2026-05-04T14:20Z,Bo Example,Rolled back\n"))
    assert [(row.actor, row.title) for row in rows] == [("Ana", "Alert fired"), ("Bo Example", "Rolled back")]
    (service, _) = drafts(read("2026-05-04T14:05Z,db-1,Alert fired\n2026-05-04T14:20Z,web-2,Rolled back\n"))
    assert service.actor == ""


class TestStatus:
    def test_a_status_says_what_happened_where_rows_are_events(self) -> None:
        rows = drafts(
            read("time,service,status\n2026-05-04T14:05Z,the forms,alert\n2026-05-04T14:20Z,the forms,resolved\n")
        )
        assert [row.kind for row in rows] == [EventKind.ALERT, EventKind.RECOVERY]

    @pytest.mark.parametrize("times", ["Created,Updated", "Opened,Updated", "Start,End"])
    def test_the_status_that_a_ticket_has_today_is_not_what_happened_when_it_was_opened(self, times: str) -> None:
        (draft,) = drafts(read(f"{times},Title,Status\n2026-05-04T14:05Z,2026-05-04T15:00Z,Slow pages,Resolved\n"))
        assert draft.kind is EventKind.NOTE


class TestIds:
    def test_a_column_of_ids_names_its_rows(self) -> None:
        rows = drafts(read("id,time,text\nE-1,2026-05-04T14:05Z,alert\nE-2,2026-05-04T14:20Z,fixed\n"))
        assert [row.external_id for row in rows] == ["E-1", "E-2"]

    def test_a_mere_number_is_an_id_only_among_rows_of_such_a_table(self) -> None:
        first = drafts(read("id,time,text\n1,2026-05-04T14:05Z,alert\n2,2026-05-04T14:20Z,fixed\n"))
        later = drafts(read("id,time,text\n1,2026-05-04T14:06Z,alert on forms\n"))
        other = drafts(read("id,when,what\n1,2026-05-04T14:05Z,alert\n2,2026-05-04T14:20Z,fixed\n"))
        assert first[0].external_id == later[0].external_id
        assert not {row.external_id for row in first} & {row.external_id for row in other}

    def test_what_repeats_is_no_id(self) -> None:
        rows = drafts(read("id,time,text\nINC-1,2026-05-04T14:05Z,alert\nINC-1,2026-05-04T14:20Z,fixed\n"))
        assert [row.external_id for row in rows] == ["", ""]

    def test_a_key_is_an_id_unless_it_says_yes_or_no(self) -> None:
        (draft,) = drafts(read("key,time,text\nOPS-9,2026-05-04T14:05Z,alert\n"))
        assert (draft.external_id, draft.key) == ("OPS-9", False)
        (starred,) = drafts(read("key,time,text\nyes,2026-05-04T14:05Z,alert\n"))
        assert (starred.external_id, starred.key) == ("", True)


class TestMapping:
    TABLE = "a,b,c,d\n04.05.2026,14:05,Rolled back,lead\n04.05.2026,14:06,Recovered,lead\n"

    def test_columns_are_given_by_name_or_number_and_joined(self) -> None:
        rows = read(self.TABLE, mapping={"occurred_at": "a+b", "title": "#3", "role": "d"})
        assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:06"]
        assert drafts(rows)[0].role == "lead"

    def test_a_constant_stands_behind_another_equals_sign(self) -> None:
        rows = drafts(
            read(self.TABLE, mapping={"occurred_at": "a+b", "title": "c", "zone": "=Europe/Berlin", "kind": "=change"})
        )
        assert rows[0].kind is EventKind.CHANGE
        assert rows[0].zone_assumed == ""
        assert times(rows)[0] == "2026-05-04 12:05"

    def test_texts_of_several_columns_are_joined(self) -> None:
        assert titles(read(self.TABLE, mapping={"occurred_at": "a+b", "title": "c+d"}))[0] == "Rolled back lead"

    def test_an_unknown_column_or_field_is_refused_with_the_known_ones(self) -> None:
        with pytest.raises(UserError, match="The columns are a, b, c, d"):
            read(self.TABLE, "csv", mapping={"title": "nowhere"})
        with pytest.raises(UserError, match="The fields are occurred_at"):
            read(self.TABLE, "csv", mapping={"colour": "a"})

    def test_the_layout_tells_what_was_chosen(self) -> None:
        layout = by_name("csv").layout(
            sample_of(self.TABLE), ImportOptions(mapping={"occurred_at": "a+b", "role": "=lead"})
        )
        assert layout.mapping["occurred_at"] == ("a", "b")
        assert layout.mapping["role"] == ("=lead",)


def test_the_columns_of_activity_logs_and_problem_lists_are_known() -> None:
    header = "Correlation id,Operation name,Level,Time,Event initiated by"
    log = f"{header}\nc1,Restart the server,Informational,2026-05-04 09:00Z,ops\n"
    (draft,) = drafts(read(log))
    assert (draft.title, draft.actor) == ("Restart the server", "ops")
    problems = "Severity,Time,Status,Host,Problem\nHigh,2026-05-04 09:00:00 AM,RESOLVED,forms-01,Queue is full\n"
    assert titles(read(problems)) == ["Queue is full"]


def test_a_header_may_be_shorter_than_the_rows_below_it() -> None:
    header = "Level,Date and Time,Source,Event ID,Task Category\r\n"
    texts = ("Shop ended.\r\nIt has done this once.", "Shop started.")
    table = header + "".join(
        f'Error,5/4/2026 2:0{n}:00 PM,Control Manager,7,None,"{text}"\r\n' for n, text in enumerate(texts)
    )
    rows = read(table, zone="UTC", day_first=False)
    assert titles(rows) == ["Shop ended.", "Shop started."]
    assert not unread(rows)


def test_a_column_that_says_the_same_in_every_row_is_not_the_text() -> None:
    table = "time,a,b\n" + "".join(f"2026-05-04T14:0{n}Z,Service Control Manager,Job {n} ended\n" for n in range(4))
    assert titles(read(table)) == [f"Job {n} ended" for n in range(4)]


def test_a_row_whose_cells_begin_with_times_is_no_header() -> None:
    rows = read("a | 2026-05-04 14:05 it is down\nb | 2026-05-04 14:06 it is up\n", "csv", zone="UTC")
    assert len(rows) == 2
