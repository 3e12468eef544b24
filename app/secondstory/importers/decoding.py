r"""Bytes to lines of text, block by block: encodings, control characters and limits.

Memory stays bounded whatever the file holds. Line breaks become ``\n``; control characters that no table or database
can hold become the pictures that Unicode has for them (␀ for NUL); bytes that are not text become ``\xff``.
"""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Protocol

from secondstory.importers.base import Sample
from secondstory.importers.legacy import LOOKED_AT, legacy_encoding

BLOCK_BYTES = 128 * 1024
LINE_LIMIT = 1024 * 1024
FEW_CONTROLS = 4
_HEAD = re.compile(rb"\s*(?:HTTP/\d[\d.]* \d{3}[^\n]*\n(?:[\w-]+:[^\n]*\n)*\r?\n)+(?=\s*[\[{])")
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_WINDOWS = bytes([0x80, *range(0x82, 0x8D), 0x8E, *range(0x91, 0x9D), *range(0x9E, 0xFD)])
"""The letters and signs that Windows-1252 has beyond ASCII, without those that hardly any text has."""
PICTURES = {code: (0x2421 if code == 127 else 0x2400 + code) for code in _CONTROLS}
"""The signs that are shown for characters that control a terminal."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""
        ...


class Joined:
    """A stream whose beginning has been read already."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        """Give the beginning again, then the rest of the stream."""
        self._head = BytesIO(head)
        self._stream = stream

    def read(self, size: int) -> bytes:
        """The next bytes, none at the end."""
        return self._head.read(size) or self._stream.read(size)


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding that the first bytes of a file show, and how many bytes of it are a mark.

    Where it shows none, UTF-8 is assumed until a byte proves otherwise; `lines_of` then falls back to Windows-1252.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, len(mark)
    head = data[:4096]
    if len(head) >= 4 and head.count(0) * 10 >= len(head) * 4:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > 8 * even:
            return "utf-16-le", 0
        if even > 8 * odd:
            return "utf-16-be", 0
    return legacy_encoding(data[:LOOKED_AT]) or "utf-8", 0


def head_of(data: bytes) -> int:
    """How many of the first bytes are the head of an HTTP answer, as `curl -i` writes it in front of a document."""
    match = _HEAD.match(data)
    return match.end() if match else 0


def is_windows(data: bytes) -> bool:
    """Whether a document that is not UTF-8 has letters and signs of Windows-1252 throughout."""
    if data.isascii() or _is_utf8(data):
        return False
    runs = (match[0] for match in _BEYOND_ASCII.finditer(data))
    return all(not run.translate(None, _WINDOWS) and not _is_utf8(run) for run in runs)


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, without a copy of all of them."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for begin in range(0, len(data), BLOCK_BYTES):
            decoder.decode(data[begin : begin + BLOCK_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def is_binary(data: bytes) -> bool:
    """Whether bytes are hardly text in any encoding: too many control characters."""
    name, mark = encoding_of(data)
    if name != "utf-8":
        text = data[mark:].decode(name, "replace")
        odd = sum(1 for character in text if ord(character) in PICTURES or character == "\ufffd")
        return odd * 20 > len(text)
    return len(data) - len(data.translate(None, _CONTROLS)) > max(FEW_CONTROLS, len(data) // 50)


def legible(name: str) -> str:
    """The name of a file with signs for what is no text in it, and for what controls a terminal."""
    return name.encode("utf-8", "backslashreplace").decode().translate(PICTURES)


def _utf8_blocks(stream: Readable) -> Iterator[bytes]:
    """The stream in blocks of UTF-8, or of whatever single-byte encoding it has; UTF-16 and UTF-32 are converted."""
    block = stream.read(BLOCK_BYTES)
    name, mark = encoding_of(block)
    block = block[mark:]
    decoder = codecs.getincrementaldecoder(name)("replace") if name != "utf-8" else None
    while block:
        yield decoder.decode(block).encode("utf-8", "replace") if decoder else block
        block = stream.read(BLOCK_BYTES)
    if decoder:
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")


class _Decoder:
    """Decodes lines as UTF-8; where the first bytes beyond ASCII are not UTF-8, as Windows-1252 from there on."""

    def __init__(self) -> None:
        self._known = ""

    def decode(self, lines: list[bytes]) -> list[str]:
        if self._known == "cp1252":
            return [line.decode("cp1252", "replace") for line in lines]
        text = b"\n".join(lines)
        try:
            decoded = text.decode().split("\n") if lines else []
        except UnicodeDecodeError:
            return self._decode_faulty(lines)
        if not self._known and not text.isascii():
            self._known = "utf-8"
        return decoded

    def _decode_faulty(self, lines: list[bytes]) -> list[str]:
        decoded = [line.decode("utf-8", "surrogateescape") for line in lines]
        if not self._known:
            good = any(
                character > "\x7f" and not "\ud800" <= character <= "\udfff" for line in decoded for character in line
            )
            self._known = "utf-8" if good else "cp1252"
            if not good:
                return self.decode(lines)
        return decoded


def lines_of(stream: Readable) -> Iterator[list[str]]:
    """The lines of a stream in lists, a block at a time. A line beyond the limit comes cut, with `TOO_LONG` at its end.

    Bytes that are not text stand in it as lone surrogates: `fault_of` tells, `shown` makes them visible.
    """
    decoder, tail, cut = _Decoder(), b"", False
    for block in _utf8_blocks(stream):
        text = tail + block if tail else block
        if b"\r" in text:
            held = text.endswith(b"\r")
            text = text[: len(text) - held].replace(b"\r\n", b"\n").replace(b"\r", b"\n") + b"\r" * held
        controls = len(text.translate(None, _CONTROLS)) != len(text)
        raw = text.split(b"\n")
        tail = raw.pop()
        if cut and raw:
            raw.pop(0)
            cut = False
        lines = decoder.decode(raw)
        if controls:
            lines = [line.translate(PICTURES) for line in lines]
        if len(tail) > LINE_LIMIT:
            if not cut:
                lines.append(tail[:LINE_LIMIT].decode("utf-8", "replace").translate(PICTURES) + TOO_LONG)
            tail, cut = b"", True
        yield lines
    if (rest := tail.rstrip(b"\r")) and not cut:
        yield [line.translate(PICTURES) for line in decoder.decode([rest])]


TOO_LONG = "\udfff"
"""Stands at the end of a line that was cut; it cannot stand in any text that was decoded."""
CUT = " […]"
"""What people see in its place."""


def fault_of(text: str) -> str:
    """What is wrong with a line, as a sentence; empty for all but very few."""
    if text.isascii():
        return ""
    if text.endswith(TOO_LONG):
        return f"The line is longer than {LINE_LIMIT:,} characters, the most that is read."
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "Some bytes of this row are not text in the encoding of the file (UTF-8)."
    return ""


def shown(text: str) -> str:
    r"""A faulty line in a form that can be kept: bytes that are not text are written as ``\xff``, a cut shows."""
    kept = text.removesuffix(TOO_LONG)
    visible = kept.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return visible if kept == text else visible + CUT


@lru_cache(maxsize=2)
def sample_text(sample: Sample) -> str:
    """The text of a sample up to its last whole line, faulty bytes shown. Every importer asks for it, so it is kept."""
    lines = [line for block in lines_of(BytesIO(sample.data[head_of(sample.data) :])) for line in block]
    if not sample.is_whole and len(lines) > 1:
        lines.pop()
    return shown("\n".join(lines))
