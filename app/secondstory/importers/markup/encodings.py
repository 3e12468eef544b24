"""The text of an XML file in UTF-8, block by block, whatever encoding it has or says that it has."""

import codecs
import re
from collections.abc import Iterator

from secondstory.importers.decoding import PICTURES, Readable, encoding_of

BLOCK = 1024 * 1024
LONGEST_REFERENCE = 40
"""What may be a reference that the end of a block divides is no longer."""
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["'][^>]{0,200}\?>""")
_CONTROL = re.compile(r"&#(?:[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));")
"""A reference to a control character, which no XML may hold; some programs write them all the same."""
_PLAIN = b"<a> \\u0041"
"""What is the same in all encodings of text that XML is written in, but not in those that only pack text."""


def utf8_blocks(stream: Readable) -> Iterator[bytes]:
    """The document in UTF-8, with signs for what no XML may hold.

    The first letters beyond ASCII tell whether it is UTF-8, for many a document says that it has an encoding that it
    has not; only where they are not, what it says counts.
    """
    held, has_begun = "", False
    for piece in _decoded(stream):
        text = held + piece.translate(PICTURES)
        if not has_begun:
            text = text.lstrip()
            has_begun = bool(text)
        cut = text.rfind("&", max(0, len(text) - LONGEST_REFERENCE))
        held = text[cut:] if cut >= 0 and ";" not in text[cut:] else ""
        yield _encoded(text[: len(text) - len(held)])
    yield _encoded(held)


def _decoded(stream: Readable) -> Iterator[str]:
    block = stream.read(BLOCK)
    name, mark = encoding_of(block)
    declared = _DECLARED.match(block[mark : mark + 500])
    decoder = codecs.getincrementaldecoder(name)("replace") if mark or name != "utf-8" else None
    block = block[mark:]
    while block:
        if decoder is None and not block.isascii():
            other = known(declared[1].decode("ascii", "replace")) if declared else "cp1252"
            decoder = codecs.getincrementaldecoder(name if _is_utf8(block) else other)("replace")
        yield decoder.decode(block) if decoder else block.decode("ascii")
        block = stream.read(BLOCK)
    if decoder:
        yield decoder.decode(b"", final=True)


def _is_utf8(block: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(block)
    except UnicodeDecodeError:
        return False
    return True


def known(name: str) -> str:
    """The encoding of that name, if it is one of text in which the letters of ASCII are what they are."""
    try:
        found = codecs.lookup(name).name
        is_text = codecs.getincrementaldecoder(found)("replace").decode(_PLAIN) == _PLAIN.decode()
    except (LookupError, TypeError, ValueError, AssertionError):
        return "cp1252"
    return found if is_text and found != "utf-8" else "cp1252"


def _encoded(text: str) -> bytes:
    return _CONTROL.sub("\ufffd", text).encode("utf-8", "replace")
