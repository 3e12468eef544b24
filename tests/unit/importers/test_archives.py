"""Zip archives: what is read of them, and what is refused, and why."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from secondstory.importers.archives import DIRECTORY_LIMIT, Archive, LockedArchiveError, names_in
from secondstory.model.errors import UserError

LINK = 0o120777 << 16


def zipped(files: dict[str, bytes], compression: int = ZIP_DEFLATED, attributes: int = 0) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", compression) as archive:
        for name, data in files.items():
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr = compression, attributes
            archive.writestr(entry, data)
    return packed.getvalue()


def opened(data: bytes, **limits: int) -> Archive:
    return Archive(BytesIO(data), **limits)


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        opened(data)
    assert caught.value.message.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value.message


def test_files_are_listed_without_folders_and_read_by_their_entry() -> None:
    archive = opened(zipped({"a/": b"", "a/x.json": b"[1]", "b.txt": b"two"}))
    assert [(member.name, member.size) for member in archive.members] == [("a/x.json", 3), ("b.txt", 3)]
    assert [archive.read(member) for member in archive.members] == [b"[1]", b"two"]


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.json", "a/../../up.json", "C:/x.json", "a\\..\\x", "\\x"])
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    assert "leads out of it" in refused(zipped({name: b"x"}))


def test_two_dots_inside_a_name_are_harmless() -> None:
    assert opened(zipped({"a..b/c..json": b"x"})).members[0].name == "a..b/c..json"


def test_links_are_refused() -> None:
    assert "is a link" in refused(zipped({"channel": b"/etc/passwd"}, ZIP_STORED, LINK))


def test_a_password_is_told_apart() -> None:
    data = bytearray(zipped({"a.json": b"[]"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(LockedArchiveError, match="password"):
        opened(bytes(data))


def test_unusual_compression_is_refused_for_it_may_ask_for_any_memory() -> None:
    assert "unusual way" in refused(zipped({"a.json": b"[]"}, ZIP_LZMA))


def test_two_files_of_one_name_are_refused() -> None:
    assert "same name" in refused(zipped({"a/b": b"x", "a\\b": b"y"}))


@pytest.mark.parametrize("end", [0, 1, 30, 60, -1])
def test_what_is_cut_off_is_refused(end: int) -> None:
    assert "damaged" in refused(zipped({"a.json": b"[1, 2, 3]"})[:end])


def test_a_damaged_file_is_refused_by_its_name() -> None:
    data = zipped({"good": b"good", "bad": b"spoilt"}, ZIP_STORED).replace(b"spoilt", b"sp0ilt")
    archive = opened(data)
    assert archive.read(archive.members[0]) == b"good"
    with pytest.raises(UserError, match="“bad” in the archive is damaged"):
        archive.read(archive.members[1])


def test_a_file_that_grows_beyond_reason_is_refused() -> None:
    archive = opened(zipped({"bomb.json": b"0" * 4_000_000}))
    with pytest.raises(UserError, match="grows more than 250 times"):
        archive.read(archive.members[0])


def test_a_small_file_may_be_compressed_as_well_as_it_can() -> None:
    archive = opened(zipped({"a.json": b" " * 900_000}))
    assert len(archive.read(archive.members[0])) == 900_000


def test_a_single_file_and_all_together_have_limits() -> None:
    mib = 2**20
    archive = opened(zipped({"a": b"a" * 2 * mib, "b": b"b" * 2 * mib}, ZIP_STORED), most=3 * mib)
    first, second = archive.members
    with pytest.raises(UserError, match="with “a” it comes to more than 1 MiB"):
        archive.read(first, most=mib)
    assert len(archive.read(first)) == 2 * mib
    with pytest.raises(UserError, match="with “b” it comes to more than 3 MiB"):
        archive.read(second)


def test_a_size_that_lies_does_not_pass_the_limit() -> None:
    data = bytearray(zipped({"a": b"x" * 100_000}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    archive = opened(bytes(data), most=1000)
    with pytest.raises(UserError, match="damaged"):
        archive.read(archive.members[0])


def test_a_list_of_members_without_end_is_not_read() -> None:
    size = DIRECTORY_LIMIT + 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, size, 0, 0)
    assert "more files than are read" in refused(b"\0" * size + end)


@pytest.mark.parametrize("name", ["überblick/2026-05-04.json", "障害/x.json"])
def test_names_in_unicode_are_read_whether_they_say_so_or_not(name: str) -> None:
    data = bytearray(zipped({name: b"[]"}))
    assert opened(bytes(data)).members[0].name == name
    for signature, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.index(signature) + offset] &= ~0x08
    assert opened(bytes(data)).members[0].name == name


def test_folders_may_be_written_in_the_other_direction() -> None:
    assert opened(zipped({"general\\2026-05-04.json": b"[]"})).members[0].name == "general/2026-05-04.json"


def test_the_names_in_a_beginning_are_good_for_telling_what_it_is() -> None:
    data = zipped({"channels.json": b"[]", "general/2026-05-04.json": b"[]", "users.json": b"[]"})
    assert names_in(data[:110]) == ["channels.json", "general/2026-05-04.json"]
    assert names_in(b"PK\x03\x04") == names_in(b"no archive") == []
