"""Cards and files that come with a message of Teams."""

from collections.abc import Iterable, Iterator

import msgspec

from secondstory.importers.documents.reading import FAULTS, decode
from secondstory.importers.html.text import plain_text


class Fact(msgspec.Struct):
    """A line of a card: a name (``title`` in Adaptive Cards, ``name`` in others) and a value."""

    title: str | None = None
    name: str | None = None
    value: str | int | float | bool | None = None


class Card(msgspec.Struct, rename="camel"):
    """A card, or an element of one: they nest, and each kind of card uses some of these fields."""

    title: str | None = None
    subtitle: str | None = None
    summary: str | None = None
    activity_title: str | None = None
    activity_subtitle: str | None = None
    activity_text: str | None = None
    text: str | None = None
    message_preview: str | None = None
    facts: list[Fact] | None = None
    body: "list[Card] | None" = None
    items: "list[Card] | None" = None
    columns: "list[Card] | None" = None
    sections: "list[Card] | None" = None


class Attachment(msgspec.Struct, rename="camel"):
    """A file, a card, or the message that is answered; ``content`` is JSON as text."""

    name: str | None = None
    content_type: str | None = None
    content: str | None = None


ANSWERED = "messageReference"


def cards_text(attachments: Iterable[Attachment]) -> list[str]:
    """What cards say, and which message is answered; each a paragraph."""
    found = []
    for attachment in attachments:
        text = _card_text(attachment.content or "")
        if text:
            found.append(f"Reply to “{text}”" if attachment.content_type == ANSWERED else text)
    return found


def file_names(attachments: Iterable[Attachment]) -> list[str]:
    """The names of attached files, each once."""
    return list(dict.fromkeys(attachment.name for attachment in attachments if attachment.name))


def _card_text(content: str) -> str:
    """The text of a card; empty where it is none that we know, for it stays in the verbatim record."""
    try:
        return "\n".join(_lines(decode(content.encode("utf-8", "replace"), Card)))
    except FAULTS:
        return ""


def _lines(card: Card) -> Iterator[str]:
    heading = card.title or card.summary
    own = (heading, card.subtitle, card.activity_title, card.activity_subtitle, card.activity_text, card.text)
    for text in dict.fromkeys((*own, card.message_preview)):
        if text and (shown := plain_text(text)):
            yield shown
    for fact in card.facts or ():
        name, value = fact.title or fact.name or "", "" if fact.value is None else str(fact.value)
        yield plain_text(f"{name.rstrip(':')}: {value}" if name and value else name or value)
    for inner in (*(card.body or ()), *(card.items or ()), *(card.columns or ()), *(card.sections or ())):
        yield from _lines(inner)
