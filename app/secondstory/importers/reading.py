"""How the rest of the program reads a file: with the importer of its format, and without the secrets in it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, cast

from secondstory.importers.base import Importer, ImportOptions
from secondstory.importers.rules import rules
from secondstory.importers.secrets.in_json import LEFT_OUT, SAID
from secondstory.importers.secrets.in_text import Watched, may_hold_secrets, without_secrets
from secondstory.importers.titles import title_and_body
from secondstory.importers.together import Together
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts
from secondstory.model.timeline_file import FORMAT as OWN_FORMAT

Row = Draft | UnreadRow
BLOCK = 500
"""So many rows are looked at together: hardly any block has a sign of a secret."""
LEAST_SHOWN = 3
"""A title may end inside a secret. So much of it, and more, is left out there too."""
MOST = 50
"""So many secrets of a record are sought wherever else they may stand in it."""
_TEXTS = ("title", "body", "time_as_written", "role", "actor", "external_id", "part", "remark")


def read_rows(importer: Importer, stream: BinaryIO, options: ImportOptions, most: int | None = None) -> Iterator[Row]:
    """The rows of a file without secrets, each with a word about it where one was left out; the first ones, or all.

    A timeline that this program wrote is read back as it was. Raises `UserError` as `Importer.read` does.
    """
    if importer.info.name == OWN_FORMAT:
        return islice(importer.read(stream, options), most)
    watched = Watched(stream) if importer.info.name in rules("secrets")["text"]["as_they_stand"] else None
    rows = importer.read(cast(BinaryIO, watched or stream), options)
    return rows_without_secrets(rows if most is None else islice(rows, most), watched)


def rows_without_secrets(rows: Iterator[Row], watched: Watched | None = None) -> Iterator[Row]:
    """Rows without secrets; those that come in columns are left in them where they hold none."""
    if isinstance(rows, Together):
        return Together(_of_columns(rows.together(), watched))
    return chain.from_iterable(_blocks(rows, watched))


def _of_columns(rows: Iterator[Drafts | Row], watched: Watched | None) -> Iterator[Drafts | Row]:
    single: list[Row] = []
    for row in rows:
        if not isinstance(row, Drafts):
            single.append(row)
            if len(single) < BLOCK:
                continue
        yield from _cleaned(single, watched)
        single = []
        if isinstance(row, Drafts):
            holds = _hold_secrets(watched, chain(row.each("raw"), filter(None, row.body)))
            yield from _cleaned(list(row.one_by_one()), watched) if holds else (row,)
    yield from _cleaned(single, watched)


def _blocks(rows: Iterator[Row], watched: Watched | None) -> Iterator[Sequence[Row]]:
    """The loop over the rows is not one of Python, for there may be half a million."""
    while block := list(islice(rows, BLOCK)):
        yield _cleaned(block, watched)


def _cleaned(block: Sequence[Row], watched: Watched | None) -> Sequence[Row]:
    bodies = (f"{row.title}\n{row.body}" for row in block if isinstance(row, Draft) and row.body)
    if _hold_secrets(watched, chain((row.raw for row in block), bodies)):
        for row in block:
            _leave_out(row)
    return block


def _hold_secrets(watched: Watched | None, texts: Iterable[str]) -> bool:
    return (watched is None or watched.may_hold_secrets) and may_hold_secrets(texts)


def _leave_out(row: Row) -> None:
    """Take secrets out of a row, and say so; those that were left out before are told as well."""
    if isinstance(row, UnreadRow):
        if not may_hold_secrets((row.raw, row.reason)):
            return
        row.raw, found = without_secrets(row.raw)
        if found:
            row.reason = f"{_replaced(without_secrets(row.reason)[0], found)} {SAID}"
        return
    if not may_hold_secrets((row.raw, row.title, row.body)):
        return
    raw, found = without_secrets(row.raw)
    title, of_title = without_secrets(row.title.removesuffix("…"))
    body, of_body = without_secrets(row.body)
    told = sorted({*found[:MOST], *of_title[:MOST], *of_body[:MOST]}, key=len, reverse=True)
    if told:
        # The record of a mail or a calendar holds texts in code, or cut into lines: then it is kept as people read it.
        is_legible = all(secret in row.raw for secret in told)
        row.title, row.body = f"{title}…" if row.title.endswith("…") else title, body
        _clean(row, told)
        row.raw = _replaced(raw, told) if is_legible else f"{row.title}\n\n{row.body}"
    if LEFT_OUT in row.raw and SAID not in row.remark:
        row.remark = f"{row.remark} {SAID}".strip()


def _clean(draft: Draft, secrets: Sequence[str]) -> None:
    """Take secrets out of whatever else a draft says."""
    for name in _TEXTS:
        if text := getattr(draft, name):
            setattr(draft, name, _replaced(text, secrets))
    draft.title, whole = title_and_body(_without_beginning(draft.title, secrets))
    draft.body = draft.body or whole
    draft.tags = tuple(_replaced(tag, secrets) for tag in draft.tags)


def _replaced(text: str, secrets: Sequence[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, LEFT_OUT)
    return text


def _without_beginning(title: str, secrets: Sequence[str]) -> str:
    """A title that was cut off, without the beginning of a secret at its end."""
    if not title.endswith("…"):
        return title
    text = title[:-1]
    for secret in secrets:
        for length in range(min(len(secret), len(text)), LEAST_SHOWN - 1, -1):
            if text.endswith(secret[:length]):
                return f"{text[:-length]}{LEFT_OUT}…"
    return title
