"""XML of any shape: which elements are the records, and what is refused."""

from collections.abc import Iterator
from io import BytesIO

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.markup.elements import MOST_RECORDS, RECORD_LIMIT, read_elements
from secondstory.importers.preview import preview
from secondstory.importers.registry import by_name, detect
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, times, titles, topics

EVENTS = (DATA / "windows-events.xml").read_bytes()
REPORT = """<?xml version="1.0"?>
<report name="x"><made><by>A. Example</by></made>
<log><entry time="2026-05-04 09:05" who="A. Example">alert fired</entry>
<entry time="2026-05-04 09:40">rolled back</entry></log>
</report>"""


def test_events_of_windows_are_read_with_their_messages() -> None:
    rows = read(EVENTS)
    assert titles(rows) == [
        "The Forms service entered the stopped state.",
        "The Forms service terminated unexpectedly & was not restarted.",
        "The Forms service entered the running state.",
    ]
    assert times(rows)[0] == "2026-05-04 09:05:00.123456"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_programs_of_windows_write_them_in_other_encodings_too(encoding: str) -> None:
    assert len(drafts(read(EVENTS.decode().encode(encoding)))) == 3


def test_the_elements_that_repeat_are_the_records() -> None:
    rows = read(REPORT)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:05", "alert fired"),
        ("2026-05-04 09:40", "rolled back"),
    ]
    assert topics(REPORT) == ["zone"]


def test_the_beginning_of_a_long_file_shows_its_first_records() -> None:
    begin, record, end = EVENTS.partition(b"<Event ")[0], EVENTS.split(b"\n")[2], b"</Events>"
    data = begin + record * 300 + end
    sample = Sample(data[: 64 * 1024], "events.xml", len(data))
    assert detect(sample).info.name == "xml"
    assert len(preview(by_name("xml"), sample, ImportOptions(), 5).rows) == 5
    assert len(drafts(read(data))) == 300


@pytest.mark.parametrize("text", ["<svg><path d='M0 0'/><path d='M1 1'/></svg>", "<a><b>1</b><b>2</b></a>"])
def test_documents_without_times_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="No events were found"):
        detect(sample_of(text))


def test_a_file_with_more_records_than_any_export_is_refused() -> None:
    many = b"<a>" + b"<b/>" * (MOST_RECORDS + 1) + b"</a>"
    with pytest.raises(UserError, match="records"):
        list(read_elements(BytesIO(many), [("a", "b")]))


@pytest.mark.parametrize(
    "around", [("", ""), ("<answer><result>", "</result></answer>"), ('<answer kind="single">', "</answer>")]
)
def test_a_document_may_be_one_record(around: tuple[str, str]) -> None:
    begin, end = around
    record = "<incident><number>INC7</number><opened_at>2026-05-04 09:05:00</opened_at>"
    record += "<short_description>Forms are slow</short_description></incident>"
    assert titles(read(f'<?xml version="1.0"?>{begin}{record}{end}', zone="UTC")) == ["Forms are slow"]


class Endless:
    """A file that goes on in the same way for as long as it is read."""

    def __init__(self, begin: bytes, further: bytes) -> None:
        self._blocks = self._written(begin, further)

    def _written(self, begin: bytes, further: bytes) -> Iterator[bytes]:
        yield begin
        while True:
            yield further * 65_536

    def read(self, _: int) -> bytes:
        """The next bytes; there are always more."""
        return next(self._blocks)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("begin", [b"<a><b>", b"<a><b><![CDATA[", b"<a><b c='", b"<a><!-- ", b"<!-- ", b"<?a "])
def test_a_record_or_comment_without_an_end_is_refused(begin: bytes) -> None:
    with pytest.raises(UserError, match="larger than 16 MiB"):
        list(read_elements(Endless(begin, b"and so on and on "), [("a", "b")]))


def test_a_record_that_blocks_of_the_file_divide_is_whole() -> None:
    long = "<b n='1'>" + "<c>café &#x1b;&amp;</c>" * 90_000 + "</b>"
    first, second = read_elements(BytesIO(f"<a>{long}<b>next</b></a>".encode()), [("a", "b")])
    assert first.raw == long.replace("&#x1b;", "\ufffd")
    assert {child.text for child in first.children} == {"café \ufffd&"}
    assert second.raw == "<b>next</b>"
    assert len(first.raw) < RECORD_LIMIT


@pytest.mark.parametrize(
    "name", ["idna", "unicode_escape", "raw_unicode_escape", "zlib", "rot13", "undefined", "no-such"]
)
def test_what_is_declared_as_encoding_but_is_none_of_text_is_left_aside(name: str) -> None:
    data = f'<?xml version="1.0" encoding="{name}"?><a><b>café \\u0041</b></a>'.encode("cp1252")
    (found,) = read_elements(BytesIO(data), [("a", "b")])
    assert found.text == "café \\u0041"
