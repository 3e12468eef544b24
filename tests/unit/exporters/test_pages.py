"""Filling pages with boxes."""

from hypothesis import given
from hypothesis import strategies as st

from secondstory.exporters.pdf.boxes import Text
from secondstory.exporters.pdf.pages import Frame, paginate
from secondstory.exporters.pdf.typesetting import Style

FRAME = Frame(0, 0, 100, 200)
STYLE = Style(8, 10)


def text(lines: int, **values: object) -> Text:
    return Text(lines=tuple(f"{n}" for n in range(lines)), style=STYLE, **values)


boxes = st.lists(
    st.builds(text, st.integers(1, 60), before=st.floats(0, 30), keep_with_next=st.booleans(), new_page=st.booleans()),
    max_size=30,
)


@given(boxes)
def test_every_line_is_placed_once_and_in_order(found: list[Text]):
    placed = [line for page in paginate(found, FRAME, FRAME) for _, box in page.placed for line in box.lines]

    assert placed == [line for box in found for line in box.lines]


@given(boxes)
def test_nothing_leaves_the_frame(found: list[Text]):
    for page in paginate(found, FRAME, FRAME):
        assert page.used <= FRAME.height + 0.01
        assert all(top - box.height + 0.01 >= 0 and top <= FRAME.height + 0.01 for top, box in page.placed)


def test_a_heading_moves_on_with_what_follows_it():
    heading = text(1, keep_with_next=True)
    first, second = paginate([text(18), heading, text(3)], FRAME, FRAME)

    assert len(first.placed) == 1
    assert [len(box.lines) for _, box in second.placed] == [1, 3]


def test_no_line_of_a_paragraph_stands_alone():
    first, second = paginate([text(16), text(5)], FRAME, FRAME)

    assert [len(box.lines) for _, box in first.placed] == [16, 3]
    assert [len(box.lines) for _, box in second.placed] == [2]
