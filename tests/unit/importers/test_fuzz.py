"""Damaged files: every importer reads or refuses whatever becomes of a good file, and never breaks.

Each input is told by the name of the file it was made of and a number, so a failure can be made again. ``make fuzz``
runs many more of them; ``FUZZ_INPUTS`` says how many.
"""

import os
import random
from pathlib import Path

import pytest

from secondstory.importers.base import SAMPLE_BYTES, Importer, Sample
from secondstory.importers.registry import detect, importers
from secondstory.model.errors import UserError
from support.import_laws import every_row, told
from support.imports import DATA
from support.shared import REPOSITORY

INPUTS = int(os.environ.get("FUZZ_INPUTS", "10000"))
MOST_BYTES = 12_000
"""A long file is damaged at its beginning, where all its parts are: small inputs are read in a blink."""
REAL = REPOSITORY.parent / "shared" / "timelines"
FILES = [*sorted(DATA.iterdir()), *sorted(path for path in REAL.rglob("*") if path.is_file() and path.suffix != ".py")]
ODD = (
    b"", b"\0", b'"', b"\\", b"{", b"}", b"[", b"]", b",", b"\n", b"\r", b"\t", b"\xff", b"\xe2\x80", b"\\ud800",
    b"=1+1", b"null", b"true", b"-1", b"1e999", b"99999999999999999999", b"24:60", b"2026-02-30",
    b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59-23:59", b'<!ENTITY x "y">', b"../../etc/passwd",
    b"\xf0\x9f\x9a\x92" * 50, b"[" * 2000, b"*" * 2000,
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A file with a few things done to it."""
    found = bytearray(data[:MOST_BYTES] if chance.random() < 0.9 else data[: MOST_BYTES * 8])
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        end = min(len(found), at + chance.choice((1, 1, 3, 20, 400)))
        match chance.randrange(6):
            case 0:
                del found[at:end]
            case 1:
                found[at:at] = chance.choice(ODD)
            case 2:
                found[at:end] = chance.choice(ODD)
            case 3:
                found[at:at] = found[at:end] * chance.choice((1, 2, 30))
            case 4:
                found[at:end] = chance.randbytes(end - at)
            case _:
                found[at:end] = bytes(byte ^ 1 << chance.randrange(8) for byte in found[at:end])
    return bytes(found)


def own_importer(path: Path) -> Importer | None:
    """The importer that a file is detected for; None where it is refused."""
    try:
        return detect(Sample.of(path))
    except UserError as error:
        told(error)
        return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_file_is_read_or_refused(path: Path) -> None:
    own, data = own_importer(path), path.read_bytes()
    for number in range(max(INPUTS // len(FILES), 1)):
        chance = random.Random(f"{path.name}:{number}")
        given = damaged(data, chance)
        reader = own if own is not None and number % 4 else chance.choice(importers())
        try:
            every_row(reader, given)
            sample = Sample(given[:SAMPLE_BYTES], path.name, len(given))
            assert 0 <= reader.score(sample) <= 100
            if number % 8 == 0:
                detect(sample)
        except UserError as error:
            told(error)
        except Exception as error:
            raise AssertionError(f"{reader.info.name} breaks on {path.name}:{number}") from error
