"""A message of Slack as an event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from secondstory.importers.chat import kind_of_person, kind_of_program
from secondstory.importers.documents.columns import decoded
from secondstory.importers.documents.events import Maker, Time
from secondstory.importers.documents.reading import FAULTS, Record, clean, texts, why
from secondstory.importers.rules import rules
from secondstory.importers.slack.blocks import (
    Attachment,
    Comment,
    File,
    attachment_text,
    blocks_text,
    file_names,
    headline,
)
from secondstory.importers.slack.directory import Place, Profile
from secondstory.importers.slack.markup import Markup
from secondstory.importers.times.days import UnplaceableError
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, Precision
from secondstory.model.instants import EPOCH

BY_BOT = "bot_message"
NO_TEXT = "Message without text"
NOTHING = msgspec.Raw()


class Edit(msgspec.Struct):
    """That a message was edited."""

    ts: Time = None


class Reaction(msgspec.Struct):
    """A reaction, and by how many."""

    name: str
    count: int = 1


class Version(msgspec.Struct):
    """A message inside a message, where an export tells what was changed or deleted."""

    text: str | None = None
    user: str | None = None


class Room(msgspec.Struct):
    """The huddle or call that a message tells of, with whoever took part."""

    participant_history: list[str] | None = None
    date_end: Time = None


class Message(msgspec.Struct):
    """What is read of a message; everything else stays in the verbatim record."""

    ts: Time = None
    text: str | None = None
    user: str | None = None
    subtype: str | None = None
    thread_ts: str | None = None
    username: str | None = None
    bot_id: str | None = None
    bot_profile: Profile | None = None
    user_profile: Profile | None = None
    edited: Edit | None = None
    file: File | None = None
    files: list[File | None] | None = None
    comment: Comment | None = None
    attachments: list[Attachment] | None = None
    blocks: msgspec.Raw = NOTHING
    reactions: list[Reaction] | None = None
    message: Version | None = None
    previous_message: Version | None = None
    original: Version | None = None
    room: Room | None = None


@dataclass(slots=True)
class Teller:
    """Makes events of messages, one after the other; it remembers how threads began."""

    make: Maker
    markup: Markup
    threads: dict[tuple[str, str], str] = field(default_factory=dict)

    def tell(self, record: Record, place: Place) -> Draft | UnreadRow:
        """The event that a message is. Raises one of `FAULTS` where it is no message."""
        return self._event(record.decoded(Message), record.pointer, record.text, place)

    def tell_all(self, records: Sequence[Record], place: Place) -> Iterator[Draft | UnreadRow]:
        """The events of messages, decoded at once where all are sound; one that is no message costs only itself."""
        messages = decoded(records, Message)
        for number, (record, text) in enumerate(zip(records, texts(records), strict=True)):
            try:
                message = messages[number] if messages else record.decoded(Message)
                yield self._event(message, record.pointer, text, place)
            except FAULTS as error:
                yield UnreadRow(record.pointer, f"This is not a message of Slack ({why(error)}).", text)

    def _event(self, message: Message, pointer: str, written: str, place: Place) -> Draft | UnreadRow:
        try:
            at = self._instant(message.ts)
        except UnplaceableError as reason:
            return UnreadRow(pointer, str(reason), written)
        by_program = message.bot_id is not None or message.subtype == BY_BOT
        title, body = self._words(message)
        actor = self._author(message, by_program=by_program)
        kind = self._kind(message, f"{title}\n{body}" if body else title, actor, by_program=by_program)
        files = _files(message) if message.files or message.file else ""
        if not title:
            title, _ = title_and_body(files or self._said(message) or NO_TEXT)
        if files or message.thread_ts or message.reactions:
            notes = (body, "" if files == title else files, *self._thread(message, title, place), *_reactions(message))
            body = "\n\n".join(note for note in notes if note)
        ts = str(message.ts)
        return Draft(
            at, None, Precision.EXACT, ts, "", kind, "", _held(actor.strip()), _held(title), _held(body),
            (place.tag,) if place.tag else (), pointer, written,
            f"slack:{place.id}:{ts}" if place.id else f"slack:{ts}", False, self._edited(message.edited),
        )  # fmt: skip

    def _said(self, message: Message) -> str:
        """What a message without words tells by its sort; of a huddle, who took part."""
        sort = message.subtype or ""
        known = self.markup.directory.people
        phrase = str(rules("slack")["phrases"].get(sort, sort.replace("_", " ").strip().capitalize()))
        people = [known.get(user, user) for user in (message.room.participant_history or () if message.room else ())]
        return f"{phrase} with {', '.join(people)}" if people else phrase

    def _instant(self, ts: Time) -> datetime:
        """The instant of a time of Slack: seconds with six decimals as text; others are read as in any document."""
        if isinstance(ts, str):
            seconds, _, micros = ts.partition(".")
            if len(seconds) == 10 and len(micros) == 6 and seconds.isdecimal() and micros.isdecimal():
                return EPOCH + timedelta(0, int(seconds), int(micros))
        return self.make.when(ts).at

    def _words(self, message: Message) -> tuple[str, str]:
        """The title of a message, and what stands below it; both are empty where it has no words."""
        text = (message.text or "").strip()
        if text in rules("slack")["stand_ins"] and blocks_text(message.blocks, self.markup):
            text = ""
        if text and message.blocks is NOTHING and not message.attachments:
            short = self.markup.plain(text, links=False)
            full = self.markup.plain(text) if "|" in text else short  # only a link with a label is told in two ways
            title, _ = title_and_body(short)
            return title, "" if title == full else full
        if not text and (message.message or message.previous_message or message.original):
            return self._changed(message)
        full = self.markup.plain(text)
        parts = [full, *self._beside(message, full)]
        if len(parts) > 1 and full in parts[1]:
            parts.pop(0)
        title, _ = title_and_body(self._title(message, text, parts))
        if parts[0] == title:
            parts.pop(0)
        return title, "\n\n".join(part for part in parts if part)

    def _beside(self, message: Message, text: str) -> Iterator[str]:
        """What blocks and attachments say beside the text."""
        blocks = blocks_text(message.blocks, self.markup)
        if len(blocks) > len(text):
            yield blocks
        for attachment in message.attachments or ():
            told = attachment_text(attachment, self.markup)
            if told and told != text:
                yield told

    def _title(self, message: Message, text: str, parts: list[str]) -> str:
        """The text, else that of blocks, else the line of the first attachment that tells most."""
        short = self.markup.plain(text, links=False) or blocks_text(message.blocks, self.markup)
        first = next(iter(message.attachments or ()), None)
        return short or (headline(first, self.markup) if first else "") or parts[0]

    def _changed(self, message: Message) -> tuple[str, str]:
        """What a record of a change tells: the message as it is where it was not deleted, and as it was."""
        before = message.previous_message or message.original
        now = self.markup.plain((message.message and message.message.text) or "")
        was = self.markup.plain((before and before.text) or "")
        name = (message.subtype or "message").replace("_", " ").capitalize()
        title, _ = title_and_body(f"{name}: {now or was}" if now or was else name)
        return title, f"{now}\n\nBefore: {was}".strip() if was else now

    def _thread(self, message: Message, title: str, place: Place) -> Iterator[str]:
        """A note on the thread that a message belongs to; none for the message that began it."""
        began = message.thread_ts
        if not began:
            return
        if began == str(message.ts):
            self.threads[place.id, began] = title
            return
        parent = self.threads.get((place.id, began))
        yield f"Reply to “{parent}”" if parent else self._reply_to_unknown(began)

    def _reply_to_unknown(self, began: str) -> str:
        try:
            return f"Reply to a message of {self._instant(began):%Y-%m-%d %H:%M:%S} UTC"
        except UnplaceableError:
            return "Reply in a thread"

    def _author(self, message: Message, *, by_program: bool) -> str:
        known = self.markup.directory.people
        user = message.user or (message.comment.user if message.comment else "") or ""
        person = known.get(user) or (message.user_profile.shown if message.user_profile else "")
        program = message.username or (message.bot_profile.shown if message.bot_profile else "")
        named = program or person if by_program else person or program
        bot = message.bot_id or ""
        return named or known.get(bot) or rules("slack")["programs"].get(user) or user or bot

    def _kind(self, message: Message, words: str, actor: str, *, by_program: bool) -> EventKind:
        if message.subtype in rules("slack")["kinds"]:
            return self.make.kind(message.subtype)
        return kind_of_program(words, actor) if by_program else kind_of_person(words)

    def _edited(self, edit: Edit | None) -> str:
        if edit is None:
            return ""
        try:
            return f"Edited at {self._instant(edit.ts):%Y-%m-%d %H:%M:%S} UTC."
        except UnplaceableError:
            return "Edited later."


def _files(message: Message) -> str:
    found = [file for file in (*(message.files or ()), message.file) if file]
    names = file_names(found)
    if nameless := sum(not (file.name or file.title) for file in found):
        names.append("1 without a name" if nameless == 1 else f"{nameless} without a name")
    return f"Files: {', '.join(names)}" if names else ""


def _reactions(message: Message) -> Iterator[str]:
    if message.reactions:
        yield "Reactions: " + ", ".join(f":{found.name}: {found.count}" for found in message.reactions)


def _held(text: str) -> str:
    """A text that every database can hold; what JSON gives has no lone surrogates any more."""
    return clean(text) if "\0" in text else text
