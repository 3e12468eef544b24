"""HTML as plain text."""

import pytest

from secondstory.importers.html.text import plain_text, without_tags


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain &amp; simple&nbsp;", "plain & simple"),
        ("<p>One\n  line.</p><p>Another</p>", "One line.\n\nAnother"),
        ("<div>a</div><div>b<br>c<br/>d</div>", "a\nb\nc\nd"),
        ("<ul><li>x</li><li>y</li></ul>z", "• x\n• y\nz"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("<pre>if x:\n    y</pre>", "if x:\n    y"),
        ("<script>x</script><style>y</style>seen", "seen"),
        ("a<!-- hidden -->b<!-- never closed", "ab"),
        ('<emoji alt="🎉"></emoji> and <img alt="a graph">', "🎉 and a graph"),
        ("1 < 2, 3 > 2 <b>and</b> &lt;i&gt;", "1 < 2, 3 > 2 and <i>"),
        ("<![CDATA[x]]>", "<![CDATA[x]]>"),
        ("<b>never closed", "never closed"),
    ],
)
def test_what_a_person_sees_is_kept(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_addresses_stand_behind_their_labels_or_are_left_out() -> None:
    html = (
        '<a href="https://a.example/x?b=1&amp;c=2">the page</a> or <a href="https://b.example/">https://b.example</a>'
    )
    assert plain_text(html) == "the page (https://a.example/x?b=1&c=2) or https://b.example"
    assert plain_text(html, links=False) == "the page or https://b.example"


@pytest.mark.parametrize(
    "part", ["<!--", "<a ", "<", "</", "<a x='>", "<![CDATA[", "<?", "&#", "<pre>", "<a href=x>y", "</a>"]
)
def test_hostile_texts_take_no_longer_than_others_of_their_length(part: str) -> None:
    assert isinstance(plain_text("<a href=x>" + part * 50_000), str)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("latency < 5 & errors > 3\n  <unknown> &amp; *two*", "latency < 5 & errors > 3\n  <unknown> &amp; *two*"),
        ("<p>First</p>\n<p>Second</p>", "First\n\nSecond"),
        ("one\n<b>two</b> &amp; three", "one\ntwo & three"),
    ],
)
def test_a_text_keeps_its_lines_and_loses_only_its_tags(text: str, seen: str) -> None:
    assert without_tags(text) == seen
