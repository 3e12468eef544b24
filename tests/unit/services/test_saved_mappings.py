"""Mappings saved under a name: kept in a file, and used as far as the columns of another file go."""

from pathlib import Path

import pytest

from secondstory.importers.base import Layout, Part
from secondstory.model.errors import UserError
from secondstory.services.saved_mappings import SavedMappings, fitting

PAGER = {"occurred_at": "when", "role": "=on-call"}


@pytest.fixture
def saved(tmp_path: Path) -> SavedMappings:
    return SavedMappings(tmp_path / "settings" / "mappings.json")


def test_a_mapping_is_saved_and_found_again(saved: SavedMappings, tmp_path: Path) -> None:
    assert saved.all() == {}
    saved.save("  Pager   export ", PAGER)
    saved.save("Ädmin", {"title": "what"})
    again = SavedMappings(tmp_path / "settings" / "mappings.json")
    assert list(again.all()) == ["Pager export", "Ädmin"]
    assert again.of("Pager export") == PAGER


def test_renaming_keeps_it_and_takes_no_name_of_another(saved: SavedMappings) -> None:
    saved.save("a", PAGER)
    saved.save("b", {"title": "what"})
    with pytest.raises(UserError, match="already"):
        saved.rename("a", "b")
    saved.rename("a", "c")
    assert saved.all() == {"b": {"title": "what"}, "c": PAGER}


def test_deleting_and_names_that_are_none(saved: SavedMappings) -> None:
    saved.save("a", PAGER)
    saved.delete("a")
    saved.delete("a")
    assert saved.all() == {}
    with pytest.raises(UserError, match="no saved mapping “a”"):
        saved.of("a")
    for name in ("", "   ", "x" * 81):
        with pytest.raises(UserError):
            saved.save(name, PAGER)


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 3}', '{"a": {"title": 3}}', "[" * 100_000])
def test_a_damaged_file_is_said_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mappings.json"
    file.write_text(text)
    for act in (SavedMappings(file).all, lambda: SavedMappings(file).save("a", PAGER)):
        with pytest.raises(UserError, match="damaged"):
            act()
    assert file.read_text() == text


def test_another_file_takes_what_it_has_columns_for() -> None:
    mapping = {"occurred_at": "day + clock", "title": "what", "role": "=on-call", "kind": "", "sheet": "Log"}
    layout = Layout(("day", "clock", "text"), parts=(Part("Log", 3, False), Part("Other", 1, True)))
    fits = fitting(mapping, layout)
    assert fits.mapping == {"occurred_at": "day + clock", "role": "=on-call", "kind": "", "sheet": "Log"}
    assert fits.missing == {"title": "what"}
    assert fitting({"sheet": "Log"}, Layout(("a",))).missing == {"sheet": "Log"}
