"""Zip archives, read with care: nothing is unpacked to disk, and nothing grows without bounds."""

import re
import stat
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from secondstory.model.errors import UserError

ZIP = b"PK\x03\x04"
"""What an archive begins with that is not empty."""
MOST_OF_ALL = 512 * 1024 * 1024
MOST_OF_ONE = 64 * 1024 * 1024
MOST_TIMES = 250
"""No text is as many times larger than its compressed form; what is was made to fill the memory."""
FREELY = 1024 * 1024
"""So much may come of any member, however well it is compressed."""
DIRECTORY_LIMIT = 16 * 1024 * 1024
"""The list of members is held in memory; so many bytes of it name a hundred thousand files and more."""
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_UNICODE_NAME = 0x0800
_ABSOLUTE = re.compile(r"/|[A-Za-z]:")
_FAULTS = (
    BadZipFile, NotImplementedError, RuntimeError, zlib.error, struct.error, EOFError, OSError, ValueError,
    OverflowError,
)  # fmt: skip


class LockedArchiveError(UserError):
    """The archive is protected by a password."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name with ``/`` between the folders, and its size as the archive tells it."""

    name: str
    size: int
    entry: ZipInfo


class Archive:
    """An archive whose members were checked: plain files with harmless names, none of them twice, none encrypted.

    Sizes are checked when a member is read: irrelevant members may be as large as they like.
    """

    def __init__(self, stream: BinaryIO, most: int = MOST_OF_ALL) -> None:
        """Read the list of members. Raises `UserError`, and `LockedArchiveError` where a password is needed.

        ``most`` is how many bytes may be read of all members together.
        """
        self._left = self._most = most
        try:
            self._zip = ZipFile(_Careful(stream))
            self.members = tuple(_checked(entry) for entry in self._zip.infolist() if not entry.is_dir())
        except _FAULTS:
            raise _damaged() from None
        names = {member.name for member in self.members}
        if len(names) < len(self.members):
            raise UserError(
                "The archive holds two files of the same name, so it is not clear which one is meant.",
                "Unpack it, and pack the files again.",
            )

    def read(self, member: Member, most: int = MOST_OF_ONE) -> bytes:
        """The content of a member. Raises `UserError` where it is damaged, or larger than may be read."""
        allowed = min(most, self._left)
        if member.size > allowed:
            raise _too_large(member.name, most if most <= self._left else self._most)
        if member.size > FREELY and member.size > MOST_TIMES * member.entry.compress_size:
            raise UserError(
                f"“{member.name}” in the archive grows more than {MOST_TIMES} times when it is unpacked.",
                "Such archives are made to do harm: ask where it comes from, and export it again.",
            )
        try:
            with self._zip.open(member.entry) as content:
                data = content.read(allowed + 1)
        except _FAULTS:
            raise _damaged(member.name) from None
        self._left -= len(data)
        return data


class _Careful:
    """A stream that gives only so much at once, for the list of members is read as a whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(DIRECTORY_LIMIT + 1 if size < 0 else min(size, DIRECTORY_LIMIT + 1))
        if len(data) > DIRECTORY_LIMIT:
            raise UserError(
                "The archive holds more files than are read.", "Pack fewer files, and import them one after the other."
            )
        return data


def _checked(entry: ZipInfo) -> Member:
    name = _name(entry)
    if entry.flag_bits & _ENCRYPTED:
        raise LockedArchiveError(
            "The archive is protected by a password.", "Unpack it with the password, and pack it again without one."
        )
    if _ABSOLUTE.match(name) or ".." in name.split("/"):
        raise UserError(
            f"A file in the archive is named “{name[:80]}”, which leads out of it.",
            "Honest archives have no such names: ask where it comes from, and export it again.",
        )
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise UserError(
            f"“{name[:80]}” in the archive is a link or a device, not a file.", "Pack the files themselves instead."
        )
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UserError(
            f"“{name[:80]}” in the archive is compressed in an unusual way.",
            "Unpack it, and pack it as an ordinary zip.",
        )
    return Member(name, entry.file_size, entry)


def names_in(data: bytes) -> list[str]:
    """The names of the files that the beginning of an archive shows, without a look at its list of members.

    They are good for telling what an archive is, for nothing else.
    """
    found, start = [], data.find(ZIP)
    while start >= 0:
        length = int.from_bytes(data[start + 26 : start + 28], "little")
        found.append(data[start + 30 : start + 30 + length].decode("utf-8", "replace"))
        start = data.find(ZIP, start + 30)
    return [name for name in found if name]


def _name(entry: ZipInfo) -> str:
    """The name of a member; some programs write UTF-8 without saying so, and some a backslash between the folders."""
    name = entry.filename
    if not entry.flag_bits & _UNICODE_NAME:
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            name = entry.filename
    return name.replace("\\", "/")


def _damaged(name: str = "") -> UserError:
    what = f"“{name}” in the archive" if name else "The archive"
    return UserError(f"{what} is damaged or was cut off.", "Export it again, or copy it again from where it came.")


def _too_large(name: str, most: int) -> UserError:
    return UserError(
        f"The archive is larger than can be read: with “{name}” it comes to more than {most // 2**20} MiB.",
        "Export a shorter time, or fewer channels or sheets at once.",
    )
