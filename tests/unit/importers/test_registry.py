"""Which importer reads a file, and what is said where none does."""

import os
from pathlib import Path

import pytest

from secondstory.importers.base import Sample
from secondstory.importers.registry import by_name, detect, importers
from secondstory.model.errors import UserError
from support.imports import DATA, sample_of


def test_the_formats_are_found_by_themselves() -> None:
    names = [importer.info.name for importer in importers()]
    assert len(set(names)) == len(names)
    assert {"csv", "json", "pagerduty", "slack", "spreadsheet", "text"} <= set(names)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_device_that_may_never_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "events.csv")
    for place in (tmp_path / "events.csv", Path("/dev/zero"), tmp_path):
        with pytest.raises(UserError, match="is not a file"):
            Sample.of(place)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="The formats are alertmanager, app-log, aurora, "):
        by_name("fax")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("semicolons.csv", "csv"), ("log_entries.json", "pagerduty"), ("incident-tool.md", "text"), ("report.md", "text")],
)
def test_the_content_decides_whatever_the_name(name: str, expected: str) -> None:
    data = (DATA / name).read_bytes()
    assert detect(sample_of(data, "misleading.xlsx")).info.name == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04....word/document.xml", "Word document"),
        (b"PK\x03\x04....readme", "archive"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 99, "protected by a password"),
        (b"%PDF-1.7 x", "PDF document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not text"),
        (b'{"anything": "else", "really": "it is", "long": "%s"}' % (b"x" * 300), "JSON of a kind"),
        (b"[[[[[[[[", "nothing to import"),
        ('{"log_entries": "später"}'.encode("utf-16")[:20], "JSON"),
        (b"<!DOCTYPE html><p>nothing happened", "web page"),
        (b"Nothing happened that day.\n", "No events were found"),
    ],
)
def test_other_files_are_named_and_a_remedy_is_given(data: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        detect(sample_of(data))
    assert words in caught.value.message
    assert caught.value.remedy
