"""What holds for every importer, whatever it is given."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from secondstory.importers.base import Importer, Sample
from secondstory.importers.fingerprint import fingerprints
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name, detect, importers
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts
from secondstory.model.errors import UserError
from support.import_laws import OPTIONS, check, every_row, told
from support.imports import DATA, sample_of

GOOD = {path.name: path.read_bytes() for path in sorted(DATA.iterdir())}
HOSTILE = {
    "nothing": b"",
    "only blanks": b" \n\n\t\n",
    "a mark and nothing": b"\xef\xbb\xbf",
    "a UTF-16 mark and nothing": b"\xff\xfe",
    "half a character": b"time,text\n2026-05-04T14:05Z,\xc3",
    "NUL": b"\0" * 5000,
    "brackets": b"[" * 100_000,
    "braces": b'{"a":' * 50_000,
    "quotation marks": b'"' * 9999,
    "one endless line": b"14:05 " + b"x" * 1_500_000,
    "one endless cell": b'time,text\n2026-05-04T14:05Z,"' + (b"x" * 99 + b"\n") * 16_000,
    "many columns": b"," * 20_000 + b"\n" + b"," * 20_000,
    "many delimiters": b"|;,\t" * 1500,
    "many stars": b"*" * 50_000 + b" 14:05",
    "many brackets in a line": b"- 14:05 " + b"[" * 30_000 + b"](" * 10_000,
    "many underlines": b"- 14:05 " + b"_a" * 30_000,
    "many table rules": b"|-|-|\n" * 5000,
    "many fences": b"```\n~~~\n" * 5000,
    "many times in a line": b"- First detected " + b"14:05 " * 10_000,
    "noise": random.Random(7).randbytes(100_000),
    "an archive": b"PK\x03\x04" + random.Random(8).randbytes(1000),
    "a formula": b"time,text\n2026-05-04T14:05Z,=1+1\n2026-05-04T14:06Z,@SUM(A1)\n",
    "surrogates in UTF-16": b"\xff\xfe" + b"\x00\xd8" * 500,
}


def own(name: str) -> Importer:
    """The importer that a file is detected for."""
    return detect(Sample.of(DATA / name))


@pytest.mark.parametrize("importer", importers(), ids=lambda importer: importer.info.name)
class TestEveryImporter:
    def test_it_says_what_it_is(self, importer: Importer) -> None:
        assert importer.info.name.islower()
        assert importer.info.title
        assert importer.info.description.endswith(".")
        assert all(suffix.startswith(".") for suffix in importer.info.suffixes)

    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_input_does_no_harm(self, importer: Importer, name: str) -> None:
        every_row(importer, HOSTILE[name])

    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_samples_do_no_harm(self, importer: Importer, name: str) -> None:
        sample = sample_of(HOSTILE[name])
        assert 0 <= importer.score(sample) <= importer.info.highest <= 100
        try:
            preview(importer, sample, OPTIONS, 5)
        except UserError as error:
            told(error)

    @settings(max_examples=50, deadline=None)
    @given(data=st.binary(max_size=400))
    @example(data=b"time,text\n0001-01-01,x")
    @example(data=b"- 9999-12-31 23:59-23:58 x")
    def test_any_bytes_do_no_harm(self, importer: Importer, data: bytes) -> None:
        every_row(importer, data)
        importer.score(sample_of(data))

    @settings(max_examples=50, deadline=None)
    @given(
        lines=st.lists(
            st.text(st.sampled_from("0123456789:.-/ ,;|\t\"'#*[]()~?TZ+ab\nXHm\\`<>=May"), max_size=40), max_size=12
        )
    )
    def test_anything_that_looks_like_times_does_no_harm(self, importer: Importer, lines: list[str]) -> None:
        every_row(importer, "\n".join(lines).encode())

    @settings(max_examples=25, deadline=None)
    @given(text=st.text(max_size=80))
    def test_any_correction_of_an_unread_row_does_no_harm(self, importer: Importer, text: str) -> None:
        try:
            check(repair(UnreadRow("row 2", "Why.", "raw"), importer, OPTIONS, text))
        except UserError as error:
            told(error)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_or_read_but_never_break(name: str) -> None:
    try:
        importer = detect(sample_of(HOSTILE[name]))
    except UserError as error:
        told(error)
    else:
        every_row(importer, HOSTILE[name])


@pytest.mark.parametrize("name", GOOD)
class TestEveryFile:
    def test_it_is_read_to_the_end(self, name: str) -> None:
        found = [row for row in every_row(own(name), GOOD[name]) if isinstance(row, Draft)]
        assert found
        assert all(len(row.title) <= 200 for row in found)

    def test_reading_it_twice_gives_the_same_events_and_each_once(self, name: str) -> None:
        importer = own(name)
        first, second = (
            fingerprints(Drafts.of([row for row in every_row(importer, GOOD[name]) if isinstance(row, Draft)]))
            for _ in "12"
        )
        assert first == second
        assert len(set(first)) == len(first)

    def test_cutting_it_off_anywhere_does_no_harm(self, name: str) -> None:
        importer, data = own(name), GOOD[name]
        for end in range(0, len(data), max(1, len(data) // 40)):
            every_row(importer, data[:end])

    def test_its_beginning_can_be_looked_at(self, name: str) -> None:
        data = GOOD[name]
        beginning = Sample(data[: len(data) * 2 // 3], name, len(data), DATA / name)
        assert preview(own(name), beginning, OPTIONS, 5).rows

    def test_no_importer_breaks_on_it(self, name: str) -> None:
        for importer in importers():
            every_row(importer, GOOD[name])
            every_row(importer, GOOD[name][: len(GOOD[name]) // 2])

    def test_no_importer_breaks_on_it_in_another_encoding(self, name: str) -> None:
        text = GOOD[name].decode("utf-8", "replace")
        for encoding in ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp500"):
            for importer in {own(name), by_name("csv"), by_name("text")}:
                every_row(importer, text.encode(encoding, "replace"))


@pytest.mark.parametrize("name", GOOD)
def test_no_file_gets_a_higher_score_than_a_format_gives(name: str) -> None:
    sample = sample_of(GOOD[name])
    assert all(importer.score(sample) <= importer.info.highest for importer in importers())
