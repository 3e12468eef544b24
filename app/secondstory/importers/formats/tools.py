"""Exports of further tools for incidents and on-call, all of them described by rules."""

from secondstory.importers.base import FormatInfo
from secondstory.importers.described.importer import DescribedImporter


class ToolsImporter(DescribedImporter):
    """Reads incidents, alerts and their histories; the rules say where each tool keeps them."""

    info = FormatInfo(
        "tools",
        "Further incident tools (Datadog, Splunk On-Call, xMatters and others)",
        (".json", ".jsonl"),
        "Incidents and their history from Datadog, Splunk On-Call, xMatters, Better Stack, Zenduty or Squadcast.",
    )


IMPORTER = ToolsImporter()
