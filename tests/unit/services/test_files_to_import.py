"""The files that paths lead to: single ones, those in folders, those in archives."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.registry import detect
from secondstory.model.draft import Draft
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.services.files_to_import import FoundFile, find_files, is_quickly_found
from secondstory.services.import_report import FileToImport

CSV = "time,text\n2026-05-04T14:05:00Z,Queue is growing\n"
Names = Callable[..., list[str]]


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """Where archives are unpacked to."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    return folder


def file_of(path: Path, text: str = CSV) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def archive_of(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def files_in(paths: list[Path], unpacked: Path) -> tuple[FoundFile, ...]:
    return finish(find_files(paths, unpacked))


def names(found: tuple[FoundFile, ...]) -> list[str]:
    return [file.name for file in found]


def test_a_file_is_called_by_its_name(tmp_path: Path, unpacked: Path) -> None:
    assert names(files_in([file_of(tmp_path / "alerts.csv")], unpacked)) == ["alerts.csv"]


def test_the_files_of_a_folder_are_found_and_hidden_ones_passed_over(tmp_path: Path, unpacked: Path) -> None:
    for name in ("b.csv", "sub/a.csv", ".hidden.csv", ".git/config", "__MACOSX/b.csv", "Thumbs.db"):
        file_of(tmp_path / "exports" / name)
    assert names(files_in([tmp_path / "exports"], unpacked)) == ["exports/b.csv", "exports/sub/a.csv"]


def test_what_is_in_an_archive_is_unpacked_under_numbers(tmp_path: Path, unpacked: Path) -> None:
    made = archive_of(tmp_path / "all.zip", **{"alerts/1.csv": CSV, "notes.md": "- 14:05 x", ".DS_Store": "x"})
    found = files_in([made], unpacked)
    assert names(found) == ["all.zip/alerts/1.csv", "all.zip/notes.md"]
    assert [file.path.name for file in found] == ["1.csv", "2.md"]
    assert found[0].path.read_text(encoding="utf-8") == CSV


def test_an_archive_in_a_folder_is_unpacked_too(tmp_path: Path, unpacked: Path) -> None:
    (tmp_path / "exports").mkdir()
    archive_of(tmp_path / "exports" / "all.zip", **{"1.csv": CSV})
    assert names(files_in([tmp_path / "exports"], unpacked)) == ["exports/all.zip/1.csv"]


def test_an_archive_that_is_a_format_by_itself_stays_whole(tmp_path: Path, unpacked: Path) -> None:
    message = '[{"type": "message", "user": "U1", "text": "Looking", "ts": "1777885500.000200"}]'
    users = '[{"id": "U1", "name": "robin"}]'
    channels = '[{"id": "C1", "name": "incident"}]'
    members = {"channels.json": channels, "users.json": users, "incident/2026-05-04.json": message}
    assert names(files_in([archive_of(tmp_path / "chat.zip", **members)], unpacked)) == ["chat.zip"]


def test_a_slack_export_that_was_unpacked_is_one_export_again(tmp_path: Path, unpacked: Path) -> None:
    message = '[{"type": "message", "user": "U1", "text": "Looking", "ts": "1777885500.000200"}]'
    chat = tmp_path / "exports" / "chat"
    file_of(chat / "channels.json", '[{"id": "C1", "name": "incident"}]')
    file_of(chat / "users.json", '[{"id": "U1", "name": "robin"}]')
    file_of(chat / "incident" / "2026-05-04.json", message)
    file_of(tmp_path / "exports" / "alerts.csv")
    found = files_in([tmp_path / "exports"], unpacked)
    assert names(found) == ["exports/chat", "exports/alerts.csv"]
    with found[0].path.open("rb") as stream:
        (row,) = detect(Sample.of(found[0].path)).read(stream, ImportOptions())
    assert isinstance(row, Draft)
    assert (row.actor, row.title, row.locator) == ("robin", "Looking", "incident/2026-05-04.json/0")
    assert names(files_in([chat], unpacked)) == ["chat"]


def test_lists_of_people_and_channels_without_messages_are_files_like_others(tmp_path: Path, unpacked: Path) -> None:
    for name in ("channels.json", "users.json", "pager.json"):
        file_of(tmp_path / "exports" / name, "[]")
    assert len(files_in([tmp_path / "exports"], unpacked)) == 3


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "a/../../evil.csv"])
def test_an_archive_that_leads_out_of_itself_is_refused(tmp_path: Path, unpacked: Path, name: str) -> None:
    with pytest.raises(UserError, match="leads out of it"):
        files_in([archive_of(tmp_path / "all.zip", **{name: CSV})], unpacked)
    assert list(unpacked.iterdir()) == []


def test_an_archive_of_nothing_and_a_missing_file_are_said(tmp_path: Path, unpacked: Path) -> None:
    with pytest.raises(UserError, match="holds no files"):
        files_in([archive_of(tmp_path / "all.zip", **{"folder/": "", "__MACOSX/x": "y"})], unpacked)
    with pytest.raises(UserError, match="There is no file"):
        files_in([tmp_path / "nothing.csv"], unpacked)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="is empty"):
        files_in([tmp_path / "empty"], unpacked)


def test_unpacking_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path, unpacked: Path) -> None:
    archive = archive_of(tmp_path / "all.zip", **{f"{number}.csv": CSV for number in range(5)})
    work = find_files([archive], unpacked)
    first = next(work)
    assert (first.done, first.total, first.text) == (0, 5, "Unpacking all.zip")
    next(work)
    work.close()
    assert len(list(unpacked.iterdir())) == 1


def test_only_a_few_small_plain_files_are_found_at_once(tmp_path: Path) -> None:
    plain = file_of(tmp_path / "exports" / "a.csv")
    assert is_quickly_found([plain, tmp_path / "gone.csv"])
    assert not is_quickly_found([plain] * 21)
    assert not is_quickly_found([tmp_path / "exports"])
    assert not is_quickly_found([archive_of(tmp_path / "all.zip", a=CSV)])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, unpacked: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = finish(find_files([tmp_path / "pipe"], unpacked))
    with pytest.raises(UserError, match="is not a file that can be imported"):
        Sample.of(found.path)


@pytest.mark.parametrize("name", ["\udcff.csv", "\ud800"])
def test_what_is_no_text_in_the_name_of_a_file_is_shown_as_signs(name: str) -> None:
    shown = FileToImport(Path(name)).name
    assert shown.encode().startswith(b"\\u")
    assert FileToImport(Path("x.csv"), shown_name=f"export/{name}").name == f"export/{shown}"
    assert FoundFile(Path(name), name).name == shown


def test_no_name_of_a_file_controls_a_terminal() -> None:
    assert FoundFile(Path("x"), "\x1b[31m.csv").name == "␛[31m.csv"
