"""What a message says: headers decoded, people named, its text without attachments.

The parser of the standard library is used in the form that leaves headers as they are: it takes any bytes. What is then
decoded is bounded in length, and any of it may fail without harm to the rest.
"""

import re
from binascii import Error as BinaryError
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses

from secondstory.importers.decoding import CUT
from secondstory.importers.documents.reading import clean
from secondstory.importers.html.text import plain_text

FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, LookupError, RecursionError, MessageError,
          BinaryError, AssertionError)  # fmt: skip
"""What the standard library may raise for messages that are not what they should be."""
HEADER_LIMIT = 8 * 1024
TEXT_LIMIT = 256 * 1024
MOST_ATTACHED = 200
"""So many messages that are attached to one are read."""
_FOLDS = re.compile(r"\s+")
_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {127: 0x2421}


class _Bounded(Compat32):
    """Cuts headers that are too long, for the library takes the square of their length to read some of them."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER_LIMIT]


def parsed(data: bytes) -> Message:
    """The message that bytes are; any bytes are one."""
    return message_from_bytes(data, policy=_Bounded())


def header(message: Message, name: str) -> str:
    """A header as a person reads it, on one line; empty where there is none. The first counts."""
    try:
        found = message.get(name)
    except FAULTS:
        return ""
    return _readable(found)


def people(message: Message, name: str) -> list[str]:
    """The names in a header of addresses, or the addresses of those without a name."""
    try:
        values = [str(value)[:HEADER_LIMIT] for value in message.get_all(name, [])[:20]]
        pairs = getaddresses(values)
    except FAULTS:
        return []
    found = (_readable(shown) or _readable(address) for shown, address in pairs)
    return list(dict.fromkeys(word for word in found if word))


def _readable(value: object) -> str:
    """Words that are encoded for transport, decoded."""
    if value is None:
        return ""
    text = str(value)[:HEADER_LIMIT]
    try:
        pieces = [
            piece if isinstance(piece, str) else _decoded(piece, charset or "utf-8")
            for piece, charset in decode_header(text)
        ]
        text = "".join(pieces)
    except FAULTS:
        pass  # it stays as it is written
    return _tidy(_FOLDS.sub(" ", text)).strip()


def _decoded(data: bytes, charset: str) -> str:
    """Bytes as text in the encoding that they claim, else as UTF-8, else as Windows-1252."""
    for name in (charset, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _tidy(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean(plain if plain.isprintable() else plain.translate(_CONTROLS))


def text_and_attachments(message: Message) -> tuple[str, list[str]]:
    """The text of a message and the names of what is attached. HTML is read only where there is no plain text."""
    plain, markup, attached = list[str](), list[str](), list[str]()
    for part in _parts(message):
        kind = part.get_content_type()
        name = _file_name(part)
        if kind in ("text/plain", "text/html") and not _is_attached(part):
            (plain if kind == "text/plain" else markup).append(_content(part))
        else:
            attached.append(name or kind)
    text = "\n\n".join(filter(None, plain)) or "\n\n".join(filter(None, map(plain_text, markup)))
    return _tidy(text).strip(), attached


def attached_messages(message: Message) -> list[Message]:
    """The messages that were attached to one, with those that were attached to them."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < MOST_ATTACHED:
        part = waiting.pop()
        payload = part.get_payload()
        inner = [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []
        if part.get_content_type() == "message/rfc822":
            found += inner
        waiting += reversed(inner)
    return found[:MOST_ATTACHED]


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message that hold something; those of a message that was attached belong to it."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting += [inner for inner in reversed(payload) if isinstance(inner, Message)]
        else:
            yield part


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except FAULTS:
        return False


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename()
        if not name and part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            name = header(inner[0], "Subject") if isinstance(inner, list) and isinstance(inner[0], Message) else ""
    except FAULTS:
        return ""
    return _readable(name)[:200]


def _content(part: Message) -> str:
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset("utf-8")
    except FAULTS:
        data, charset = str(part.get_payload()).encode("utf-8", "replace"), "utf-8"
    if not isinstance(data, bytes):
        return ""
    text = _decoded(data[: TEXT_LIMIT * 2], charset)
    return text if len(text) <= TEXT_LIMIT else text[:TEXT_LIMIT] + CUT
