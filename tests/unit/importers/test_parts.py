"""The smaller parts: kinds, titles, fingerprints, zones, previews and repairs."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from secondstory.importers.base import ChangedHour, ImportOptions
from secondstory.importers.fingerprint import fingerprints
from secondstory.importers.kinds import kind_of_cell, kind_of_text
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name
from secondstory.importers.times.days import epoch_instant
from secondstory.importers.times.zones import find_zone, place, require_zone
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, short, unread


class TestKinds:
    @pytest.mark.parametrize(
        ("cell", "kind"),
        [
            ("alert", EventKind.ALERT),
            ("Alert fired", EventKind.ALERT),
            ("ACK", EventKind.ACKNOWLEDGEMENT),
            ("comms", EventKind.COMMUNICATION),
            ("Status update", EventKind.COMMUNICATION),
            ("config_change", EventKind.CHANGE),
            ("mitigation", EventKind.ACTION),
            ("contributing-factor", EventKind.OBSERVATION),
            ("resolution", EventKind.RECOVERY),
            ("note", EventKind.NOTE),
            ("recovery", EventKind.RECOVERY),
            ("something else", None),
            ("", None),
        ],
    )
    def test_a_cell_names_a_kind(self, cell: str, kind: EventKind | None) -> None:
        assert kind_of_cell(cell) is kind

    def test_every_kind_goes_by_its_own_name(self) -> None:
        assert [kind_of_cell(kind.value) for kind in EventKind] == list(EventKind)

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Rolled back to v13 because of errors", EventKind.CHANGE),
            ("Decision: keep read-only mode", EventKind.DECISION),
            ("Escalated to the database team", EventKind.ESCALATION),
            ("Users cannot sign in", EventKind.IMPACT),
            ("Tea was made", EventKind.NOTE),
        ],
    )
    def test_the_first_telling_word_of_a_text_names_a_kind(self, text: str, kind: EventKind) -> None:
        assert kind_of_text(text) is kind


class TestTitles:
    @given(st.text(max_size=1500))
    def test_nothing_is_lost(self, text: str) -> None:
        title, body = title_and_body(text)
        assert len(title) <= 200
        assert text == (body or title)

    def test_a_long_sentence_is_cut_between_words(self) -> None:
        title, _ = title_and_body("word " * 100)
        assert title.endswith("word…")


class TestFingerprints:
    DRAFT = drafts(read("time,text,role\n2026-05-04T14:05:00.000001Z,x,lead"))[0]

    def fingerprint(self, draft: Draft) -> bytes:
        (mark,) = fingerprints(Drafts.of([draft]))
        return mark

    def test_a_record_that_is_read_alone_has_the_fingerprint_that_it_has_among_others(self) -> None:
        ending = replace(self.DRAFT, occurred_until=self.DRAFT.occurred_at)
        undated, part = replace(self.DRAFT, occurred_at=None), replace(self.DRAFT, part="opened")
        told = [self.DRAFT, ending, undated, part]
        assert fingerprints(Drafts.of(told)) == [self.fingerprint(draft) for draft in told]
        assert len({self.fingerprint(draft) for draft in told}) == len(told)

    def test_another_record_is_another_event(self) -> None:
        assert self.fingerprint(replace(self.DRAFT, raw="another")) != self.fingerprint(self.DRAFT)

    def test_a_microsecond_makes_another_event(self) -> None:
        assert self.DRAFT.occurred_at is not None
        later = replace(self.DRAFT, occurred_at=self.DRAFT.occurred_at + timedelta(microseconds=1))
        assert self.fingerprint(later) != self.fingerprint(self.DRAFT)

    def test_how_a_record_is_understood_and_where_it_stands_does_not_matter(self) -> None:
        other = replace(self.DRAFT, kind=EventKind.ALERT, title="another", locator="elsewhere")
        assert self.fingerprint(other) == self.fingerprint(self.DRAFT)


class TestZones:
    @pytest.mark.parametrize(
        ("name", "hours"),
        [("UTC", 0), ("Z", 0), ("cet", 1), ("CEST", 2), ("+05:30", 5.5), ("-0600", -6), ("GMT+1", 1), ("UTC-3", -3)],
    )
    def test_a_zone_has_many_names(self, name: str, hours: float) -> None:
        zone = find_zone(name)
        assert zone is not None
        assert zone.utcoffset(datetime(2026, 7, 1)) == timedelta(hours=hours)  # noqa: DTZ001

    @pytest.mark.parametrize("name", ["", "Nowhere/Land", "../etc/passwd", "America", "XYZ", "+99:00", "UTC+25"])
    def test_other_names_are_no_zones(self, name: str) -> None:
        assert find_zone(name) is None

    @pytest.mark.parametrize(
        ("clock", "chosen", "instants"),
        [
            ("2026-10-25T02:30", None, ["00:30", "01:30"]),
            ("2026-10-25T02:30", ChangedHour.EARLIER, ["00:30"]),
            ("2026-10-25T02:30", ChangedHour.LATER, ["01:30"]),
            ("2026-03-29T02:30", None, ["01:30"]),
            ("2026-03-29T02:30", ChangedHour.EARLIER, ["00:30"]),
            ("2026-03-29T02:30", ChangedHour.LATER, ["01:30"]),
            ("2026-03-30T02:30", ChangedHour.LATER, ["00:30"]),
        ],
    )
    def test_the_hour_in_which_clocks_are_changed(
        self, clock: str, chosen: ChangedHour | None, instants: list[str]
    ) -> None:
        placed = place(datetime.fromisoformat(clock), ZoneInfo("Europe/Berlin"), chosen)
        assert [f"{at:%H:%M}" for at in (placed.at, placed.until) if at] == instants
        assert bool(placed.remark) == (chosen is None)

    def test_a_zone_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(UserError, match="no time zone"):
            require_zone("Mars/Base")


@given(st.datetimes(min_value=datetime(1975, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_a_number_means_the_same_instant_in_every_unit(at: datetime) -> None:
    at = at.replace(tzinfo=UTC, microsecond=0)
    seconds = int(at.timestamp())
    assert {epoch_instant(str(seconds * unit)) for unit in (1, 1000, 1_000_000, 1_000_000_000)} == {at}


class TestPreview:
    DATA = (DATA / "semicolons.csv").read_bytes()

    def test_it_shows_rows_columns_and_questions(self) -> None:
        found = preview(by_name("csv"), sample_of(self.DATA), ImportOptions(), 3)
        assert len(found.rows) == 3
        assert found.layout.columns == ("Zeit", "Rolle", "Ereignis", "Kategorie", "Notizen")
        assert found.layout.mapping["occurred_at"] == ("Zeit",)
        assert found.layout.mapping["role"] == ("Rolle",)
        assert [question.topic.value for question in found.questions] == ["zone"]

    def test_a_cut_sample_loses_only_its_last_row(self) -> None:
        table = "time,text\n" + "".join(f"2026-05-04T14:05Z,event {number}\n" for number in range(5000))
        found = preview(by_name("csv"), sample_of(table), ImportOptions(), 10_000)
        assert all(isinstance(row, Draft) for row in found.rows)
        assert found.rows[-1].raw.startswith("2026-05-04T14:05Z,event ")


class TestRepair:
    def test_a_corrected_row_is_read_with_the_header_of_its_file(self) -> None:
        sample = sample_of((DATA / "semicolons.csv").read_bytes())
        (row,) = unread(read(sample.data))
        fixed = repair(
            row, by_name("csv"), ImportOptions(zone="UTC"), "04.05.2026 16:00;Leitung;Aufgeräumt;action;", sample=sample
        )
        assert isinstance(fixed, Draft)
        assert (short(fixed.occurred_at), fixed.title, fixed.role) == ("2026-05-04 16:00", "Aufgeräumt", "Leitung")
        assert (fixed.locator, fixed.raw) == (row.locator, row.raw)

    def test_without_the_file_the_row_speaks_for_itself(self) -> None:
        fixed = repair(
            UnreadRow("row 9", "Why.", "x"), by_name("csv"), ImportOptions(), "2026-05-04T14:05Z,cleaned up the queue"
        )
        assert isinstance(fixed, Draft)
        assert fixed.title == "cleaned up the queue"

    def test_a_corrected_line_of_text_is_read_on_the_day_given(self) -> None:
        (row,) = unread(read("# 2026-05-04\n- 2X:XX the same errors", "text"))
        options = ImportOptions(date=datetime(2026, 5, 4, tzinfo=UTC).date(), zone="UTC")
        fixed = repair(row, by_name("text"), options, "- 20:30 the same errors")
        assert isinstance(fixed, Draft)
        assert (short(fixed.occurred_at), fixed.raw) == ("2026-05-04 20:30", "- 2X:XX the same errors")

    def test_a_correction_that_is_still_wrong_says_why(self) -> None:
        still = repair(UnreadRow("line 3", "Why.", "x"), by_name("text"), ImportOptions(), "- 25:99 x")
        assert isinstance(still, UnreadRow)
        assert "There is no time" in still.reason
