"""E-mail: single messages and mailboxes."""

import re
from collections.abc import Iterator
from email.message import Message
from io import BytesIO
from typing import BinaryIO

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.decoding import is_binary
from secondstory.importers.mail.contents import FAULTS, attached_messages, header, parsed, people, text_and_attachments
from secondstory.importers.mail.messages import Mail, is_separator, mails
from secondstory.importers.rules import rules
from secondstory.importers.times.days import Days, UnplaceableError, When
from secondstory.importers.times.stamps import read_stamp
from secondstory.importers.times.zones import require_zone
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind

CERTAIN = 92
NOT_WELL_FORMED = "The message is not well formed."
_HEADER = re.compile(rb"([!-9;-~]{1,60}):")
_REMARK = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(rb"\n\r?\n(?=From )")


class EmailImporter:
    """Reads each message as a communication, in the order of the file."""

    info = FormatInfo(
        "email",
        "E-mail (message or mailbox)",
        (".eml", ".mbox", ".mbx"),
        "Messages that were saved one by one (.eml) or as a mailbox (.mbox).",
    )

    def score(self, sample: Sample) -> int:
        """Certain where the file begins with the headers of a message, of which some say little to people."""
        lines = sample.data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()[:400]
        if not lines or is_binary(sample.data[:4096]):
            return 0
        if is_separator(lines[0]):
            lines = lines[1:]
        names = set[str]()
        for line in lines:
            found = _HEADER.match(line)
            if found is None and not line.startswith((b" ", b"\t")):
                break
            if found is not None:
                names.add(found[1].decode("ascii").lower())
        known = rules("email")["signature"]
        fits = names.issuperset(known["all"]) and any(names.issuperset(group) for group in known["any"])
        return CERTAIN if fits else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A communication for each message that has a date."""
        require_zone(options.zone)
        for mail in mails(stream):
            try:
                message = parsed(mail.data)
                inner = attached_messages(message)
            except FAULTS:
                yield UnreadRow(f"message {mail.number}", NOT_WELL_FORMED, mail.raw)
                continue
            yield _row_or_reason(mail, message, "", options)
            for number, attached in enumerate(inner, 1):
                if header(attached, "Date"):
                    yield _row_or_reason(mail, attached, f"attached {number}", options)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone, where dates name none."""
        rows = self.read(BytesIO(self.excerpt(sample)), options)
        if not options.zone and any(isinstance(row, Draft) and row.zone_assumed for row in rows):
            return (Question(Topic.ZONE, "The dates of some messages do not say in which zone they are."),)
        return ()

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - the fields are known
        """Known headers need no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole messages of a mailbox; the beginning of a message that is longer than the sample."""
        if sample.is_whole or not is_separator(sample.data.lstrip().partition(b"\n")[0]):
            return sample.data
        ends = [match.start() for match in _SEPARATOR.finditer(sample.data)]
        return sample.data[: ends[-1] + 1] if ends else sample.data

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:  # noqa: ARG002 - a message stands by itself
        """The corrected message."""
        return corrected.encode("utf-8", "replace")


def _row_or_reason(mail: Mail, message: Message, part: str, options: ImportOptions) -> Draft | UnreadRow:
    """The event of a message of the file, or of one that is attached to it, which is a ``part`` of its record."""
    locator = " ".join(filter(None, (f"message {mail.number}", part)))
    try:
        row = _row(mail, message, options)
    except UnplaceableError as reason:
        return UnreadRow(locator, str(reason), mail.raw)
    except FAULTS:
        return UnreadRow(locator, NOT_WELL_FORMED, mail.raw)
    row.locator, row.part = locator, "" if row.external_id else part
    return row


def _row(mail: Mail, message: Message, options: ImportOptions) -> Draft:
    written = header(message, "Date")
    when = _when(written, options)
    senders = people(message, "From") or people(message, "Sender")
    text, attached = text_and_attachments(message)
    subject = header(message, "Subject")
    title, rest = title_and_body(subject or text or "Message without a subject")
    identity = header(message, "Message-ID").strip("<> ")
    tags = tuple(dict.fromkeys(filter(None, map(str.strip, header(message, "X-Gmail-Labels").split(",")))))
    return Draft(
        when.at, when.until, when.precision, written, when.zone_assumed, EventKind.COMMUNICATION, "",
        "; ".join(senders[:3]), title, _body(message, (rest, text if subject else ""), attached), tags,
        f"message {mail.number}", mail.raw, f"email:{identity}" if identity else "",
        remark=when.remark or ("The message is longer than what is read of one." if mail.is_cut else ""),
    )  # fmt: skip


def _when(written: str, options: ImportOptions) -> When:
    """The instant of a date header. Raises `UnplaceableError` with the reason."""
    if not written:
        raise UnplaceableError("The message has no date.")
    bare = _REMARK.sub("", written).strip()
    found = read_stamp(bare) if len(bare) <= 100 else None
    if found is None or found[1].strip():
        raise UnplaceableError(f"“{written[:60]}” is not a time.")
    return Days(options).place(found[0])


def _body(message: Message, texts: tuple[str, ...], attached: list[str]) -> str:
    told = [
        (name, "; ".join(people(message, name))) for name in ("To", "Cc")
    ] + [("Attached", "; ".join(attached[:50]))]  # fmt: skip
    ends = "\n".join(f"{name}: {value}" for name, value in told if value)
    return "\n\n".join(part for part in (*texts, ends) if part)


IMPORTER = EmailImporter()
