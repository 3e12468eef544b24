"""Web pages: reports, pages of a wiki and chats that were saved as HTML."""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample
from secondstory.importers.decoding import encoding_of, is_binary, sample_text
from secondstory.importers.documents.reading import clean
from secondstory.importers.formats.text import outline_of, questions_of
from secondstory.importers.html.pages import markdown
from secondstory.importers.prose.events import drafts
from secondstory.importers.prose.items import Item
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

PAGE_LIMIT = 16 * 1024 * 1024
CERTAIN = 82
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|meta|style|table|div|span|b|article|section|main|h[1-6]|ul|ol|dl|p|pre)\b",
    re.IGNORECASE | re.DOTALL,
)


class WebPageImporter:
    """Reads what a page shows as text is read: its tables, lists, headings and messages."""

    info = FormatInfo(
        "web-page",
        "Web page (HTML)",
        (".html", ".htm", ".xhtml"),
        "A saved page with a timeline: a report, a page of a wiki, or a chat that was exported as HTML.",
    )

    def score(self, sample: Sample) -> int:
        """Whether it is a page on which events stand."""
        if is_binary(sample.data):
            return 0
        text = sample_text(sample)
        return CERTAIN if is_page(text) and page_items(text) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The events of the page. Raises `UserError` where it is too large."""
        yield from drafts(outline_of(_lines(page_text(stream)), options).parts, options)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone of times that name none, the day of times of day, the order of day and month."""
        return tuple(questions_of(_lines(sample_text(sample)), options))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - a page has no columns
        """A page has no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole lines of the sample."""
        return sample.data if sample.is_whole else sample_text(sample).encode("utf-8")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:  # noqa: ARG002 - a line stands by itself
        """The corrected lines as a page."""
        escaped = corrected.replace("&", "&amp;").replace("<", "&lt;")
        return f"<pre>{escaped}</pre>".encode("utf-8", "replace")


def is_page(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return _PAGE.match(text) is not None


def page_items(html: str) -> Sequence[Item]:
    """What is found on a page as on any text."""
    return outline_of(_lines(html), ImportOptions()).items


def page_text(stream: BinaryIO) -> str:
    """The source of a page. Raises `UserError` where it is too large."""
    data = stream.read(PAGE_LIMIT + 1)
    if len(data) > PAGE_LIMIT:
        raise UserError(
            f"The page is larger than {PAGE_LIMIT // 2**20} MiB, the most that is read of HTML.",
            "Copy the timeline, and paste it as text.",
        )
    name, mark = encoding_of(data)
    return _text(data[mark:], name)


def _text(data: bytes, encoding: str) -> str:
    """The page as text; what is not UTF-8 is read as Windows-1252, as browsers do where a page does not say more."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252" if encoding == "utf-8" else encoding, "replace")


def _lines(html: str) -> list[str]:
    return clean(markdown(html)).split("\n")


IMPORTER = WebPageImporter()
