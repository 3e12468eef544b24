"""What “kubectl get events” lists: ages that count back from when it was asked."""

from datetime import datetime

from secondstory.importers.base import ImportOptions
from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import Precision
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread

LIST = (DATA / "kubectl-events.txt").read_bytes()
START = "2026-05-04 14:30 UTC"


def test_ages_count_back_from_when_the_list_was_taken() -> None:
    assert detect(sample_of(LIST)).info.name == "kubectl-events"
    rows = read(LIST, start=START)
    assert times(rows) == ["2026-05-04 14:18", "2026-05-04 14:20:20", "2026-05-04 14:26:58"]
    assert {row.precision for row in drafts(rows)} == {Precision.APPROXIMATE}
    assert drafts(rows)[0].remark == "The age as written counts back from 2026-05-04 14:30 UTC."


def test_what_was_seen_several_times_lasts_from_the_first_to_the_last() -> None:
    row = drafts(read(LIST, start=START))[1]
    assert short(row.occurred_until) == "2026-05-04 14:24:48"
    assert (row.title, row.kind.value) == ("pod/orders-7d9f-1: Back-off restarting failed container", "impact")
    assert (row.body, row.tags) == ("Reason: BackOff\nTimes: 4", ("orders", "BackOff"))


def test_it_is_asked_for_and_without_it_the_events_have_no_time() -> None:
    assert topics(LIST) == ["start"]
    assert topics(LIST, options=ImportOptions(start=datetime.fromisoformat("2026-05-04T14:30"))) == ["zone"]
    rows = read(LIST)
    assert (times(rows), len(titles(rows))) == (["", "", ""], 3)
    assert "when the list was taken" in drafts(rows)[0].remark


def test_a_row_without_an_age_is_unread_and_can_be_corrected() -> None:
    (row,) = unread(read(LIST))
    assert row.reason == "The row does not tell how long ago it was."
    found = repair(
        row, by_name("kubectl-events"), ImportOptions(), row.raw.replace("<unknown>", "2m"), sample=sample_of(LIST)
    )
    assert not isinstance(found, UnreadRow)
    assert found.title == "pod/orders-7d9f-2: Container image already present on machine"


def test_older_versions_tell_the_first_age_in_a_column_of_its_own() -> None:
    text = "LAST SEEN   FIRST SEEN   COUNT   NAME   KIND   TYPE   REASON   SOURCE   MESSAGE\n"
    text += "2m          3h2m         7       a      Pod    Normal  Pulled   kubelet  Image is there\n"
    (row,) = drafts(read(text, start=START))
    assert (short(row.occurred_at), short(row.occurred_until)) == ("2026-05-04 11:28", "2026-05-04 14:28")


def test_ages_beyond_the_calendar_have_no_place() -> None:
    text = "LAST SEEN   TYPE     REASON   OBJECT   MESSAGE\n999999d     Normal   Pulled   pod/a    x\n"
    (row,) = drafts(read(text, start=START))
    assert (row.occurred_at, row.remark) == (None, "The time lies outside the calendar.")
