"""What clouds and monitoring export of alerts, all of it described by rules."""

from secondstory.importers.base import FormatInfo
from secondstory.importers.described.importer import DescribedImporter


class MonitoringImporter(DescribedImporter):
    """Reads alerts, alarms and issues with what became of them; the rules say where each product keeps them."""

    info = FormatInfo(
        "monitoring",
        "Clouds and monitoring (Azure Monitor, CloudWatch, Sentry, New Relic)",
        (".json", ".jsonl"),
        "Alerts and their history from Azure Monitor, CloudWatch, Sentry or New Relic, as asked for or sent.",
    )


IMPORTER = MonitoringImporter()
