"""Run histories of automation tools as tables: Power Automate, Zapier, Make and n8n."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from secondstory.importers.automations.runs import outcome
from secondstory.importers.base import (
    SAMPLE_BYTES,
    Draft,
    FormatInfo,
    ImportOptions,
    Layout,
    Question,
    Sample,
    UnreadRow,
)
from secondstory.importers.decoding import is_binary, sample_text
from secondstory.importers.formats.csv import CsvImporter
from secondstory.importers.rules import rules
from secondstory.importers.shapes import looks_like_markup
from secondstory.importers.tables.dialect import Dialect, sniff
from secondstory.importers.tables.headers import plain
from secondstory.importers.tables.records import records
from secondstory.importers.titles import title_and_body

NAME = "run-tables"
CERTAIN = 90


class RunTableImporter(CsvImporter):
    """Reads a table as the importer of tables does, and says of each row how the run went."""

    info = FormatInfo(
        NAME,
        "Run history as a table (CSV)",
        (".csv", ".tsv"),
        "Runs of automations as a table, from Power Automate, Zapier, Make or n8n: name, start, end, status, error.",
    )

    def score(self, sample: Sample) -> int:
        """Certain where the header has the columns of a run history and the table can be read."""
        if is_binary(sample.data):
            return 0
        text = sample_text(sample)
        if looks_like_markup(text) or (dialect := sniff(text)) is None:
            return 0
        names = {plain(name) for name in dialect.header}
        fits = names.isdisjoint(rules(NAME)["others"]) and any(
            names.issuperset(signature["columns"]) for signature in rules(NAME)["signature"]
        )
        return CERTAIN if fits and super().score(sample) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The rows of the table; a title or a kind that a person mapped is left as it is."""
        start = stream.tell()
        head = stream.read(SAMPLE_BYTES)
        stream.seek(start)
        dialect = sniff(sample_text(Sample(head, "", len(head) + (len(head) == SAMPLE_BYTES))))
        places = _places(dialect)
        for row in super().read(stream, _with(options, places)):
            if isinstance(row, Draft) and dialect is not None and "status" in places:
                _say(row, _cell(row.raw, dialect, places["status"]), options)
            yield row

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """What a table leaves open."""
        return super().questions(sample, _with(options, _places(sniff(sample_text(sample)))))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:
        """The columns of the table and what they were taken for."""
        return super().layout(sample, _with(options, _places(sniff(sample_text(sample)))))


def _places(dialect: Dialect | None) -> dict[str, int]:
    """The columns of a run history by what they hold."""
    header = [plain(name) for name in dialect.header] if dialect is not None else []
    found = {}
    for field, names in rules(NAME)["columns"].items():
        if place := next((header.index(name) + 1 for name in names if name in header), 0):
            found[field] = place
    return found


def _with(options: ImportOptions, places: Mapping[str, int]) -> ImportOptions:
    """The options with the columns of a run history, where a person did not map these fields."""
    named = places.get("name") or places.get("status")
    fields = {"title": named, "body": places.get("error"), "external_id": places.get("id")}
    if "start" in places and "end" in places and "occurred_at" not in options.mapping:
        fields |= {"occurred_at": places["start"], "occurred_until": places["end"]}
    mapping = {field: f"#{place}" for field, place in fields.items() if place}
    return replace(options, mapping=mapping | dict(options.mapping))


def _cell(raw: str, dialect: Dialect, place: int) -> str:
    _, _, cells, _ = next(records(iter(raw.split("\n")), dialect.delimiter), (0, "", [], ""))
    return cells[place - 1].strip() if len(cells) >= place else ""


def _say(row: Draft, status: str, options: ImportOptions) -> None:
    phrase, kind = outcome(status)
    if "title" not in options.mapping and status:
        title, more = title_and_body(f"{row.title}: {phrase}" if row.title != status else phrase.capitalize())
        row.title, row.body = title, "\n\n".join(filter(None, (more, row.body)))
    if "kind" not in options.mapping and status:
        row.kind = kind
    if "external_id" not in options.mapping and row.external_id:
        row.external_id = f"{NAME}:{row.external_id}"


IMPORTER = RunTableImporter()
