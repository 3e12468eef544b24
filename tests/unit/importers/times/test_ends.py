"""An end that lies before the beginning: it is left out, and the event says so, whatever else there is to say."""

import pytest

from support.imports import drafts, read, times

BEFORE = "The end as written lies before the beginning."


@pytest.mark.parametrize(
    "file",
    [
        "start,end,text\n2026-05-04T14:05Z,2026-05-04T14:01Z,slow\n",
        "date,start,end,text\n2026-05-04,14:05,14:01,slow\n",
        "start,timestamp,end,text\n2026-05-04T14:05Z,1777903500,2026-05-04T14:01Z,slow\n",
        "start,end,text\n1777903500,1777903400,slow\n",
        "time;text\n2026-05-04 14:05 - 2026-05-04 14:01;slow\n",
        "time;text\n2026-05-04 14:05 - 14:01;slow\n",
        '[{"start": "2026-05-04T14:05:00Z", "end": "2026-05-04T14:01:00Z", "text": "slow"}]',
        '{"start": "2026-05-04T14:05:00Z", "end": "2026-05-04T14:01:00Z", "text": "slow"}\n' * 2,
        '[["start", "end", "text"], ["2026-05-04T14:05:00Z", "2026-05-04T14:01:00Z", "slow"]]',
        "| start | end | text |\n|---|---|---|\n| 2026-05-04 14:05 | 2026-05-04 14:01 | slow |\n",
        "- 2026-05-04 14:05 - 2026-05-04 14:01 slow\n",
        "event_date,event_tz,event_title,event_category,event_content,event_raw,event_source,event_assets,event_iocs,"
        "event_tags,event_end_date\n2026-05-04T14:05:00,+00:00,slow,,,,,,,,2026-05-04T14:01:00\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260504T140500Z\nSUMMARY:slow\n"
        "DTSTART:20260504T140500Z\nDTEND:20260504T140100Z\nEND:VEVENT\nEND:VCALENDAR\n",
    ],
)
def test_it_is_told_in_every_format(file: str) -> None:
    row = drafts(read(file, zone="UTC"))[0]
    assert times([row]) == ["2026-05-04 14:05"]
    assert (row.occurred_until, row.remark) == (None, BEFORE)


def test_it_is_told_of_each_ticket() -> None:
    rows = drafts(
        read("created,resolved,end,text\n2026-05-04 14:05,2026-05-04 15:00,2026-05-04 13:00,slow\n", zone="UTC")
    )
    assert [row.remark for row in rows] == [BEFORE, ""]


def test_it_is_told_beside_another_remark() -> None:
    (row,) = drafts(
        read("start,timestamp,end,text\n2026-05-04T14:05Z,1777900000,2026-05-04T14:01Z,slow\n", "csv", zone="UTC")
    )
    assert row.remark == f"{BEFORE} The row holds another time, 1777900000, which says something else."
    good = "2026-05-04T14:06Z,2026-05-04T14:07Z,fine\n" * 2
    row, *_ = drafts(read(f"start,end,text\n2026-05-04T14:05Z,2026-05-04T14:01Z,slow,more\n{good}", "csv", zone="UTC"))
    assert row.remark == f"The row has 4 cells where the table has 3 columns. {BEFORE}"


@pytest.mark.parametrize("written", ["22:00 - 02:00", "18:00 - 09:00", "23:59 - 00:01"])
def test_a_time_may_go_over_midnight(written: str) -> None:
    (row,) = drafts(read(f"time;text\n2026-05-04 {written};slow\n", "csv", zone="UTC"))
    assert row.occurred_until is not None
    assert (row.occurred_until.day, row.remark) == (5, "")


def test_a_day_that_ends_before_it_begins_is_told() -> None:
    calendar = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260504T140500Z\nSUMMARY:slow\n"
        "DTSTART;VALUE=DATE:20260504\nDTEND;VALUE=DATE:20260502\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert [row.remark for row in drafts(read(calendar, zone="UTC"))] == [BEFORE]
