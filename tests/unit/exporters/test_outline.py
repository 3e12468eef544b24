"""What a report contains."""

from dataclasses import replace

import pytest

from secondstory.exporters.blocks import (
    Bullets,
    CauseCards,
    Facts,
    Heading,
    MatrixChart,
    Outline,
    Section,
    Table,
    TimelineChart,
    index,
)
from secondstory.exporters.outline import outline
from secondstory.model.enums import CauseLabel, EventKind, ReviewKind, ReviewStatus
from secondstory.model.records import Cause, Participant
from support.reports import TODAY, full_review
from support.reviews import event, moments, review, snapshot


def section(found: Outline, anchor: str) -> Section:
    return next(s for s in found.sections if s.anchor == anchor)


def tables(found: Section) -> list[Table]:
    return [b for b in found.blocks if isinstance(b, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_sections_stand_in_the_order_of_the_story():
    assert [s.anchor for s in outline(full_review(), TODAY).sections] == [
        "summary",
        "timeline",
        "impact",
        "response",
        "causes",
        "learnings",
        "actions",
        "appendix-timeline",
        "appendix-sources",
        "appendix-figures",
        "glossary",
    ]


def test_no_name_or_actor_of_anybody_is_in_a_report():
    texts = " ".join(index(outline(full_review(), TODAY)).texts)

    assert "Dana" not in texts
    assert "Okafor" not in texts
    assert "On-call engineer asks the provider for help" in texts


def test_a_cause_of_invisible_characters_is_shown_as_one_that_cannot_be_printed():
    found = outline(snapshot(causes=[Cause(review_id=1, text="\u200b\ufeff")]), TODAY)

    assert [text for text in index(found).texts if "\ufffd" in text]


def test_an_actor_who_takes_no_part_is_not_in_a_report_either():
    found = outline(snapshot(events=[event("14:00", "Paged", actor="Kim Ito", role="Responder")]), TODAY)

    assert not [text for text in index(found).texts if "Kim" in text]


def test_a_facilitator_appears_only_as_a_role():
    named = snapshot(review(facilitator="Kim Ito"), participants=[Participant(review_id=1, role="Facilitator")])
    as_role = snapshot(review(facilitator="facilitator"), participants=[Participant(review_id=1, role="Facilitator")])

    assert _fact(outline(named, TODAY), "Facilitator") == "One person, named in the library only"
    assert _fact(outline(as_role, TODAY), "Facilitator") == "Facilitator"


def test_the_cover_says_how_far_the_report_can_be_relied_on():
    drill = review(kind=ReviewKind.DRILL, sample=True)

    assert outline(snapshot(drill), TODAY).cover.marks == ("Sample", "Drill", "Draft")
    assert outline(snapshot(replace(drill, status=ReviewStatus.DONE)), TODAY).cover.marks == ("Sample", "Drill")


def test_times_are_told_in_the_zone_of_the_review_and_the_zone_is_named():
    found = outline(full_review(), TODAY)

    assert found.zone == "Europe/Amsterdam (UTC+2)"
    assert _fact(found, "Window") == "2026-05-04 16:00 – 18:30 (2 h 30 min)"


def test_a_review_with_only_a_title_says_what_is_missing():
    found = outline(snapshot(), TODAY)
    missing = tables(section(found, "summary"))[-1]

    assert missing.columns[1].title == "Not true yet"
    assert {row[0] for row in cells(missing)} >= {"Prepare", "Timeline", "Causes", "Share"}
    assert "No event has been recorded yet." in index(found).texts


def test_every_shown_event_has_a_numbered_row_with_its_source():
    table = tables(section(outline(full_review(), TODAY), "appendix-timeline"))[0]
    rows = [row for row in cells(table) if len(row) > 1]

    assert [row[0] for row in rows] == [str(n) for n in range(1, 8)]
    assert rows[0][-1] == "[S1] row 2"
    assert "Chatter" not in [row[4] for row in rows]


def test_roles_have_no_column_where_no_event_has_one():
    found = outline(snapshot(review(), events=[event("14:00", "Alert", key=True)]), TODAY)

    titles = {
        column.title
        for anchor in ("timeline", "appendix-timeline")
        for t in tables(section(found, anchor))
        for column in t.columns
    }
    assert "What happened" in titles
    assert "Role" not in titles


def test_a_log_in_a_key_event_is_told_in_full_in_the_appendix_only():
    log = "connection refused " * 400
    found = outline(snapshot(review(), events=[event("14:00", "Alert", key=True, body=log)]), TODAY)

    key, whole = (tables(section(found, anchor))[0].rows[-1].cells for anchor in ("timeline", "appendix-timeline"))
    notes = [next(cell.note for cell in row if cell.note) for row in (key, whole)]
    assert notes[0].endswith("refused … (the whole text stands in appendix A)")
    assert len(notes[0]) < 600
    assert notes[1].strip() == log.strip()


def test_a_merged_duplicate_stays_visible_as_a_second_source():
    table = tables(section(outline(full_review(), TODAY), "appendix-timeline"))[0]

    alert = next(row for row in cells(table) if row[4:5] == ["Alert: no payment for five minutes"])
    assert alert[-1] == "[S1] row 3\n[S2] line 4"


def test_hidden_events_are_counted():
    blocks = section(outline(full_review(), TODAY), "appendix-timeline").blocks

    assert any("1 event is hidden" in getattr(block, "text", "") for block in blocks)


def test_honest_times_stay_honest():
    table = tables(section(outline(full_review(), TODAY), "appendix-timeline"))[0]
    times = {row[4]: row[1] for row in cells(table) if len(row) > 1}

    assert times["Status page: cards are refused"] == "~16:35"
    assert times["Shops start to take cash"] == "time unknown"


def test_causes_stand_in_their_groups_with_evidence_that_leads_to_the_appendix():
    found = outline(full_review(), TODAY)
    groups = {b.label: b.cards for b in section(found, "causes").blocks if isinstance(b, CauseCards)}

    assert {label: len(cards) for label, cards in groups.items()} == {
        CauseLabel.SYSTEMIC: 1,
        CauseLabel.EXTERNAL: 1,
        CauseLabel.UNCLASSIFIED: 1,
    }
    external = groups[CauseLabel.EXTERNAL][0]
    parts = dict(external.parts)
    assert parts["Evidence"][0].link == "event-1"
    assert parts["Linked with"][0].link == "cause-C-2"


def test_every_link_leads_somewhere():
    found = index(outline(full_review(), TODAY))

    assert found.links <= found.anchors


def test_the_matrix_holds_scored_actions_by_rank():
    chart = next(b for b in section(outline(full_review(), TODAY), "actions").blocks if isinstance(b, MatrixChart))

    assert [(p.number, p.impact, p.effort) for p in chart.points] == [(1, 4.5, 2), (2, 3, 3)]
    assert chart.points[0].labels == {CauseLabel.SYSTEMIC}


def test_what_is_not_done_says_why():
    blocks = section(outline(full_review(), TODAY), "actions").blocks
    place = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text == "Not doing, because")
    bullets = blocks[place + 1]

    assert isinstance(bullets, Bullets)
    assert bullets.items[0].note == "It is replaced next year anyway."


def test_the_graphic_shows_the_window_and_counts_what_lies_outside():
    found = outline(
        snapshot(
            review(window_start=full_review().review.window_start, window_end=full_review().review.window_end),
            events=[
                event("14:05", "Inside", EventKind.ALERT),
                event("20:00", "Report is out", EventKind.COMMUNICATION),
            ],
            moments=moments(started="14:00"),
        ),
        TODAY,
    )
    chart = next(b for b in section(found, "timeline").blocks if isinstance(b, TimelineChart))

    assert [lane.name for lane in chart.lanes] == ["Alert"]
    assert chart.outside == "Outside the stretch shown: 1 event; see the appendix."


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b", "a\x9fb"])
def test_control_characters_become_visible(text: str):
    assert outline(snapshot(review(title=text)), TODAY).title == "a�b"


def test_characters_that_turn_the_direction_of_writing_fall_away():
    assert outline(snapshot(review(title="abc\u202edcba\u2066x")), TODAY).title == "abcdcbax"


def test_how_figures_are_made_is_explained():
    facts = next(b for b in section(outline(full_review(), TODAY), "appendix-figures").blocks if isinstance(b, Facts))

    assert {"Time to detect", "Longest silence", "Rank of an action"} <= {f.name for f in facts.rows}


def _fact(found: Outline, name: str) -> str:
    return next(fact.value for fact in found.cover.facts if fact.name == name)
