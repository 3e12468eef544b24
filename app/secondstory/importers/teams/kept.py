"""Messages as Teams keeps them itself: what people get who ask for their own data, and copies of its chats."""

import msgspec

from secondstory.importers.chat import kind_of_person
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.reading import clean
from secondstory.importers.html.text import plain_text
from secondstory.importers.titles import title_and_body

BY_PEOPLE = ("text", "richtext")
NO_TEXT = "Message without text"


class KeptMessage(msgspec.Struct):
    """What is read of a message; its text is HTML."""

    id: str | int | None = None
    originalarrivaltime: Time = None
    composetime: Time = None
    messagetype: str | None = None
    conversationid: str | None = None
    displayName: str | None = None  # noqa: N815 - the names of the format
    imdisplayname: str | None = None
    sender: str | None = msgspec.field(name="from", default=None)
    content: str | None = None

    @property
    def shown(self) -> str:
        """Who wrote it: the name, else the last part of the id or of its address."""
        return self.displayName or self.imdisplayname or (self.sender or "").rpartition("/")[2].rpartition(":")[2]


def told(message: KeptMessage, make: Maker, conversation: str) -> Occurrence:
    """The event that a message is. What is not written by a person is a note."""
    text = plain_text(message.content or "")
    title, body = title_and_body(text)
    by_person = (message.messagetype or "text").lower().startswith(BY_PEOPLE)
    name = ":".join(str(part) for part in ("teams", message.conversationid, message.id) if part)
    return Occurrence(
        message.originalarrivaltime or message.composetime,
        kind_of_person(text) if by_person else make.kind("systemEventMessage"),
        title or (message.messagetype or NO_TEXT),
        body=body,
        actor=message.shown,
        tags=(conversation,),
        external_id=clean(name) if message.id else "",
    )
