"""The parts of a Slack message beside its text: blocks, attachments, files."""

from collections.abc import Iterable, Iterator

import msgspec

from secondstory.importers.documents.reading import FAULTS, decode
from secondstory.importers.slack.markup import Markup, link


class Block(msgspec.Struct):
    """A block of a message, or any element of one: they nest, and each kind of them uses some of these fields."""

    type: str | None = None
    text: "str | Block | None" = None
    title: "str | Block | None" = None
    fields: "list[Block] | None" = None
    elements: "list[Block] | None" = None
    url: str | None = None
    name: str | None = None
    user_id: str | None = None
    channel_id: str | None = None
    usergroup_id: str | None = None
    range: str | None = None
    fallback: str | None = None
    alt_text: str | None = None


class Field(msgspec.Struct):
    """A field of an attachment."""

    title: str | None = None
    value: str | int | float | bool | None = None


class Attachment(msgspec.Struct):
    """An attachment: what most programs that post alerts fill."""

    pretext: str | None = None
    author_name: str | None = None
    title: str | None = None
    title_link: str | None = None
    text: str | None = None
    fallback: str | None = None
    fields: list[Field] | None = None
    blocks: msgspec.Raw = msgspec.Raw()


class File(msgspec.Struct):
    """A file; it lies at Slack, the export holds only its name."""

    name: str | None = None
    title: str | None = None


class Comment(msgspec.Struct):
    """A comment on a file, as old exports have it."""

    user: str | None = None


INLINE = frozenset({"rich_text_section", "rich_text_preformatted", "rich_text_quote"})
NO_PREVIEW = "[no preview available]"


def blocks_text(raw: msgspec.Raw, markup: Markup) -> str:
    """The text of blocks; empty where they are of a sort that is not known, for their message has a text too."""
    if not bytes(raw) or bytes(raw) == b"null":
        return ""
    try:
        return _joined("\n", (_block(block, markup) for block in decode(bytes(raw), list[Block])))
    except FAULTS:
        return ""


def attachment_text(attachment: Attachment, markup: Markup) -> str:
    """What an attachment says; its fallback where it says nothing else."""
    title = markup.plain(attachment.title or "")
    told = _joined(
        "\n",
        (
            markup.plain(attachment.pretext or ""),
            attachment.author_name or "",
            link(attachment.title_link, title) if attachment.title_link and title else title,
            markup.plain(attachment.text or ""),
            *(_field(field, markup) for field in attachment.fields or ()),
            blocks_text(attachment.blocks, markup),
        ),
    )
    fallback = markup.plain(attachment.fallback or "")
    return told or ("" if fallback == NO_PREVIEW else fallback)


def headline(attachment: Attachment, markup: Markup) -> str:
    """The line of an attachment that tells most, without addresses; empty where it has none."""
    found = attachment.pretext or attachment.title or attachment.text or attachment.fallback or ""
    return "" if found == NO_PREVIEW else markup.plain(found, links=False).strip()


def file_names(files: Iterable[File | None]) -> list[str]:
    """The names of files, each once."""
    return list(dict.fromkeys(name for file in files if file and (name := file.name or file.title)))


def _field(field: Field, markup: Markup) -> str:
    value = "" if field.value is None else markup.plain(str(field.value))
    return _joined(": ", (markup.plain(field.title or ""), value))


def _block(block: Block, markup: Markup) -> str:
    """The text of a block: its own, then that of what it holds."""
    if block.type in INLINE:
        return "".join(_element(element, markup) for element in block.elements or ())
    if block.type == "rich_text_list":
        return "\n".join(f"• {_block(element, markup)}" for element in block.elements or ())
    return _joined("\n", _parts(block, markup))


def _parts(block: Block, markup: Markup) -> Iterator[str]:
    for own in (block.title, block.text):
        if own is not None:
            yield markup.plain(own) if isinstance(own, str) else _block(own, markup)
    if block.type == "image" and block.title is None:
        yield block.alt_text or ""
    for inner in (*(block.fields or ()), *(block.elements or ())):
        if inner.type != "button":
            yield _block(inner, markup)


def _element(element: Block, markup: Markup) -> str:
    """An element of rich text, whose text is written without marks."""
    shown = element.text if isinstance(element.text, str) else element.fallback or ""
    match element.type:
        case "link":
            shown = link(element.url or "", shown)
        case "user":
            shown = markup.person(element.user_id or "")
        case "channel":
            shown = markup.channel(element.channel_id or "")
        case "usergroup" | "broadcast":
            shown = f"@{element.usergroup_id or element.range or ''}"
        case "emoji":
            shown = f":{element.name or ''}:"
    return shown


def _joined(by: str, parts: Iterable[str]) -> str:
    return by.join(part for part in (part.strip() for part in parts) if part)
