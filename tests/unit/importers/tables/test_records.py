"""Lines become records, many at once as long as each line is one."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.importers.tables import records as module
from secondstory.importers.tables.records import Record, records

lines = st.lists(st.text('ab,"', max_size=6) | st.sampled_from(["", '"', '"a,b"', 'a"b,"c', '"a""b",c']), max_size=12)


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "TOGETHER", 3)
        yield


def one_by_one(told: list[str]) -> list[Record]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_cells", lambda _texts, _delimiter: None)
        return list(records(iter(told), ","))


@given(lines)
def test_many_lines_at_once_give_what_each_by_itself_gives(told: list[str]) -> None:
    assert list(records(iter(told), ",")) == one_by_one(told)


def test_a_line_break_in_quotation_marks_belongs_to_the_record_wherever_it_stands() -> None:
    told = ["1,a", "2,b", '3,"c', 'd"', "4,e"]
    assert [(number, cells) for number, _, cells, _ in records(iter(told), ",")] == [
        (1, ["1", "a"]),
        (2, ["2", "b"]),
        (3, ["3", "c\nd"]),
        (4, ["4", "e"]),
    ]
