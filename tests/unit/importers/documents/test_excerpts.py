"""The beginning of a JSON document as a document of its own."""

import json

from hypothesis import given
from hypothesis import strategies as st

from secondstory.importers.documents.excerpts import closed_off

records = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=4), inside, max_size=3),
    max_leaves=12,
)


def test_whole_elements_of_a_list_are_kept_and_the_brackets_are_closed() -> None:
    assert (
        closed_off('{"page":{"id":1},"incidents":[{"id":"a"},{"id":"b') == '{"page":{"id":1},"incidents":[{"id":"a"}]}'
    )


def test_brackets_inside_texts_are_texts() -> None:
    assert closed_off('[{"text":"]}\\""},{"te') == '[{"text":"]}\\""}]'


def test_a_text_may_be_cut_off_in_an_escape() -> None:
    assert closed_off('[{"text":"a"},{"text":"}]\\') == '[{"text":"a"}]'


def test_where_no_element_is_whole_nothing_is_left() -> None:
    assert closed_off('{"data":[{"text":"a very long te') == ""
    assert closed_off('"\\"' * 40_000) == ""


@given(st.lists(st.dictionaries(st.text(max_size=4), records, max_size=3), min_size=1), st.floats(0, 1))
def test_a_list_that_is_cut_off_anywhere_gives_its_whole_beginning(items: list[object], share: float) -> None:
    text = json.dumps(items)
    found = json.loads(closed_off(text[: int(len(text) * share)]) or "[]")
    assert found[:-1] == items[: max(len(found) - 1, 0)]
    assert len(found) <= len(items)
