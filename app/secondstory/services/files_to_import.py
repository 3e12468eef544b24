"""The files that paths lead to: those in folders, and those in archives that are no format of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from secondstory.importers.archives import ZIP, Archive
from secondstory.importers.base import Sample
from secondstory.importers.decoding import legible
from secondstory.importers.registry import detect
from secondstory.importers.slack.export import MOST_OF_AN_EXPORT, is_export
from secondstory.model.errors import UserError
from secondstory.model.progress import Progress, Work

MOST_FILES = 1000
FEW_FILES, SMALL_FILE = 20, 4 * 1024 * 1024
TOLD_EVERY = 100
LISTS_OF_AN_EXPORT = frozenset({"channels.json", "users.json"})
"""What stands beside the channels in the folder of a Slack export that was unpacked."""
_OF_SYSTEMS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file, and what it is called: of one in an archive ``export.zip/alerts/1.json``.

    ``inside``: it stands in a folder or an archive, so nobody asked for this very file.
    """

    path: Path
    name: str
    inside: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", legible(self.name))


def is_quickly_found(paths: Iterable[Path]) -> bool:
    """Whether these are plain files, a few and not large: nothing to be walked, unpacked or read for long."""
    files = list(paths)
    return len(files) <= FEW_FILES and not any(map(_takes_long, files))


def _takes_long(path: Path) -> bool:
    try:
        if not path.is_file():
            return path.is_dir()
        with path.open("rb") as stream:
            return path.stat().st_size > SMALL_FILE or stream.read(len(ZIP)) == ZIP
    except OSError:
        return False  # looking at it says what is wrong


def find_files(paths: Iterable[Path], unpacked: Path) -> Work[tuple[FoundFile, ...]]:
    """The files among these paths, inside the folders and inside the archives among them; hidden ones are passed over.

    What is in an archive is unpacked into the folder ``unpacked``, which is the caller's to remove. An archive that is
    a format by itself, such as a Slack export or a workbook, is a file like any other; a Slack export that was unpacked
    is packed again, for its days tell little without its lists of people and channels. Raises `UserError` where a path
    is not there, holds nothing, or is itself an archive that cannot be read.
    """
    found: list[FoundFile] = []
    for path in paths:
        if not path.exists():
            raise UserError(f"There is no file {path}.", "Check the path.")
        inside = yield from _walk(path)
        if not inside:
            raise UserError(f"The folder {path} is empty.", "Choose a folder that holds exports.")
        exports = _unpacked_exports(inside)
        for root, files in exports.items():
            name = path.resolve().name if root == path else root.relative_to(path.parent).as_posix()
            found.append(FoundFile((yield from _pack(root, files, name, unpacked)), name, inside=root != path))
        packed = {file for files in exports.values() for file in files}
        for file in inside:
            if file in packed:
                continue
            name = file.name if file == path else file.relative_to(path.parent).as_posix()
            if not _is_plain_archive(file):
                found.append(FoundFile(file, name, inside=file != path))
                continue
            try:
                found += yield from _unpack(file, name, unpacked)
            except UserError:
                if file == path:
                    raise
                found.append(FoundFile(file, name, inside=True))  # looking at it says what is wrong
    return tuple(found)


def _walk(path: Path) -> Work[list[Path]]:
    """The files of a folder, or the path itself, in their order."""
    found: list[Path] = []
    for file in _files(path):
        found.append(file)
        if len(found) % TOLD_EVERY == 0:
            yield Progress(0, 0, f"Looking through {path.name}: {len(found):,} files")
    return sorted(found)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for inside in path.rglob("*"):
        if inside.is_file() and not _is_hidden(inside.relative_to(path)):
            yield inside


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") or part in _OF_SYSTEMS for part in path.parts)


def _unpacked_exports(files: Sequence[Path]) -> dict[Path, list[Path]]:
    """The folders that are a Slack export, each with the files of the export; of nested ones the outermost."""
    names: dict[Path, set[str]] = {}
    for file in files:
        names.setdefault(file.parent, set()).add(file.name)
    found: dict[Path, list[Path]] = {}
    for root in sorted(folder for folder, inside in names.items() if inside >= LISTS_OF_AN_EXPORT):
        if not found.keys().isdisjoint(root.parents):
            continue
        inside = [file for file in files if file.suffix == ".json" and root in file.parents]
        if is_export([file.relative_to(root).as_posix() for file in inside]):
            found[root] = inside
    return found


def _pack(root: Path, files: Sequence[Path], name: str, folder: Path) -> Work[Path]:
    """The files of a Slack export as the archive that they came from."""
    if sum(file.stat().st_size for file in files) > MOST_OF_AN_EXPORT:
        raise UserError(
            f"The Slack export {name} is larger than {MOST_OF_AN_EXPORT // 2**30} GiB, the most that is read.",
            "Export a shorter time, or fewer channels at once.",
        )
    target = folder / f"{_number(folder)}.zip"
    with ZipFile(target, "w") as archive:
        for number, file in enumerate(files):
            yield Progress(number, len(files), f"Reading {name}")
            archive.writestr(ZipInfo(file.relative_to(root).as_posix()), file.read_bytes())
    return target


def _number(folder: Path) -> int:
    """The number of the next file in the folder of what is unpacked."""
    return sum(1 for _ in folder.iterdir()) + 1


def _is_plain_archive(path: Path) -> bool:
    if not path.is_file():
        return False  # to open a pipe is to wait for whoever writes to it
    try:
        with path.open("rb") as stream:
            if stream.read(len(ZIP)) != ZIP:
                return False
        detect(Sample.of(path))
    except UserError:
        return True
    except OSError:
        return False  # looking at it says what is wrong
    return False


def _unpack(path: Path, name: str, folder: Path) -> Work[list[FoundFile]]:
    """The files of an archive, under numbers of our own: their names only say what they are called."""
    with path.open("rb") as stream:
        archive = Archive(stream)
        members = [member for member in archive.members if member.name and not _is_hidden(Path(member.name))]
        if not members:
            raise UserError(f"The archive {name} holds no files.", "Choose an archive that holds exports.")
        if len(members) > MOST_FILES:
            raise UserError(
                f"The archive {name} holds more than {MOST_FILES:,} files.", "Pack fewer of them, or import a folder."
            )
        found = []
        for number, member in enumerate(members):
            yield Progress(number, len(members), f"Unpacking {name}")
            target = folder / f"{_number(folder)}{Path(member.name).suffix[:10]}"
            target.write_bytes(archive.read(member))
            found.append(FoundFile(target, f"{name}/{member.name}", inside=True))
    return found
