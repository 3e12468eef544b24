"""Documents in the Atlassian Document Format as plain text."""

from hypothesis import given
from hypothesis import strategies as st

from secondstory.importers.documents.adf import text_of

Node = dict[str, object]


def text(words: str) -> Node:
    return {"type": "text", "text": words}


def node(kind: str, *content: object, **attributes: object) -> Node:
    return {"type": kind, "attrs": attributes, "content": list(content)}


def paragraph(*content: object) -> Node:
    return node("paragraph", *content)


def item(*content: object) -> Node:
    return node("listItem", *content)


def test_paragraphs_and_headings_have_a_blank_line_between_them() -> None:
    document = node("doc", node("heading", text("Summary")), paragraph(text("Forms "), text("failed.")))
    assert text_of(document) == "Summary\n\nForms failed."


def test_what_stands_in_a_line_is_told_by_its_own_text() -> None:
    line = paragraph(
        node("mention", id="1", text="@A. Example"),
        {"type": "hardBreak"},
        node("date", timestamp="1582152559000"),
        text(" "),
        node("status", text="Done"),
        node("emoji", shortName=":tada:"),
        node("inlineCard", url="https://status.example.invalid"),
    )
    assert text_of(line) == "@A. Example\n2020-02-19 Done:tada:https://status.example.invalid"


def test_lists_have_their_items_on_lines_and_lists_inside_are_indented() -> None:
    inner = node("orderedList", item(paragraph(text("three"))), item(paragraph(text("four"))), order=3)
    document = node("doc", node("bulletList", item(paragraph(text("one")), inner), item(paragraph(text("two")))))
    assert text_of(document) == "- one\n  3. three\n  4. four\n- two"


def test_tasks_show_whether_they_are_done() -> None:
    tasks = node("taskList", node("taskItem", text("Roll back"), state="DONE"), node("taskItem", text("Add a check")))
    assert text_of(tasks) == "[x] Roll back\n[ ] Add a check"


def test_a_table_has_its_rows_on_lines() -> None:
    cells = [node("tableCell", paragraph(text(words))) for words in ("09:02", "Alert", "09:07", "Call")]
    document = node("table", node("tableRow", *cells[:2]), node("tableRow", *cells[2:]))
    assert text_of(document) == "09:02 | Alert\n09:07 | Call"


def test_panels_expands_and_nodes_that_are_not_known_are_told_by_what_they_hold() -> None:
    expand = node("expand", node("panel", paragraph(text("inside"))), title="More")
    unknown = node("somethingNew", paragraph(text("still told")))
    assert text_of(node("doc", expand, node("rule"), unknown)) == "More\n\ninside\n\nstill told"


def test_text_that_is_no_document_stays_text_and_nothing_is_nothing() -> None:
    assert text_of(" h2. Wiki text\n") == "h2. Wiki text"
    assert [text_of(nothing) for nothing in (None, 7, [], {}, {"type": "doc"}, {"content": "x"})] == [""] * 6


def test_nesting_without_end_does_no_harm() -> None:
    deep: object = paragraph(text("deep"))
    for _ in range(10_000):
        deep = node("bulletList", item(deep))
    assert text_of(node("doc", paragraph(text("above")), deep)) == "above"


kinds = st.sampled_from(["doc", "text", "paragraph", "bulletList", "listItem", "table", "tableRow", "date", "taskItem"])
values = st.none() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
trees = st.recursive(
    values,
    lambda inside: st.fixed_dictionaries(
        {"type": kinds | values},
        optional={"content": st.lists(inside, max_size=3) | values, "text": values, "attrs": inside},
    ),
    max_leaves=10,
)


@given(trees)
def test_anything_gives_text(tree: object) -> None:
    assert isinstance(text_of(tree), str)
