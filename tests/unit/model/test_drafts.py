"""Drafts column by column are the same drafts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.draft import Draft
from secondstory.model.drafts import TEXTS, Drafts, in_pieces
from secondstory.timeline.clock_offset import OUTSIDE, correct_all
from support.strategies import drafts

MANY = st.lists(drafts(), max_size=6)


@given(MANY)
def test_columns_give_the_drafts_that_they_were_made_of(told: list[Draft]) -> None:
    columns = Drafts.of(told)
    assert list(columns.one_by_one()) == told
    assert len(columns) == len(told)
    assert list(columns.at(range(len(told))[::-1]).one_by_one()) == told[::-1]


@given(st.lists(MANY, max_size=5), st.integers(6, 12))
def test_small_portions_are_joined_in_their_order(several: list[list[Draft]], most: int) -> None:
    pieces = list(in_pieces(map(Drafts.of, several), most))
    assert [draft for piece in pieces for draft in piece.one_by_one()] == [draft for told in several for draft in told]
    assert all(0 < len(piece) <= most for piece in pieces)


@given(drafts())
def test_a_column_may_hold_the_value_of_all_once(draft: Draft) -> None:
    columns = Drafts.of([draft] * 3)
    for name in TEXTS:
        setattr(columns, name, getattr(columns, name)[:1])
    assert list(columns.one_by_one()) == [draft] * 3
    assert list(Drafts.joined([columns, Drafts.of([draft])]).one_by_one()) == [draft] * 4
    assert list(columns.at([1]).one_by_one()) == [draft]


@given(MANY, st.timedeltas(timedelta(days=-9), timedelta(days=9)))
def test_a_corrected_clock_moves_all_times_that_are_known(told: list[Draft], by: timedelta) -> None:
    columns = Drafts.of(told)
    correct_all(columns, by)
    for was, draft in zip(told, columns.one_by_one(), strict=True):
        assert draft.occurred_at == (was.occurred_at + by if was.occurred_at else None)
        assert draft.occurred_until == (was.occurred_until + by if was.occurred_until else None)


@given(drafts())
def test_a_time_at_the_end_of_the_calendar_stays_where_it_is_and_says_so(draft: Draft) -> None:
    draft.occurred_at, draft.occurred_until = datetime(9999, 12, 31, tzinfo=UTC), None
    draft.remark = ""
    columns = Drafts.of([draft])
    correct_all(columns, timedelta(days=2))
    assert columns.one(0).occurred_at == draft.occurred_at
    assert columns.remark == [OUTSIDE]
