"""What Opsgenie sends to webhooks: an action on an alert, with the alert as it was then."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
NO_TIME_OF_ITS_OWN = "The webhook names no time of its own: this is when the alert was last changed."


class Alert(msgspec.Struct, rename="camel"):
    """What is read of the alert; what an action changed stands in fields that the rules list."""

    alert_id: str | None = None
    tiny_id: str | int | None = None
    message: str | None = None
    created_at: Time = None
    updated_at: Time = None
    username: str | None = None
    priority: str | int | None = None
    tags: list[str | None] | None = None


class Delivery(msgspec.Struct, rename="camel"):
    """What is read of a delivery."""

    action: str | None = None
    alert: Alert | None = None
    integration_name: str | None = None


def of_delivery(record: Record, make: Maker) -> Occurrence:
    """What a delivery tells. Raises one of `FAULTS`."""
    delivery = record.decoded(Delivery)
    alert, action = delivery.alert or Alert(), (delivery.action or "").strip()
    is_first = action.lower() == "create"
    time = alert.created_at if is_first else alert.updated_at
    number = f" #{alert.tiny_id}" if alert.tiny_id else ""
    done = rules("opsgenie")["actions"].get(action.lower()) or _WORD.sub(" ", action).lower()
    about = (alert.message or "").strip()
    priority = f"P{alert.priority}" if isinstance(alert.priority, int) else alert.priority
    return Occurrence(
        time,
        make.kind("created" if is_first else action.lower()),
        f"Alert{number} {done}: {about}" if about else f"Alert{number} {done}".rstrip(),
        body="\n".join(_details(record.decoded(dict[str, Any]))),
        actor=alert.username,
        tags=[*(alert.tags or ()), priority, delivery.integration_name],
        external_id=f"opsgenie:{alert.alert_id}" if alert.alert_id else "",
        part="created" if is_first else f"{action} {time or ''}".strip(),
        remark="" if is_first else NO_TIME_OF_ITS_OWN,
    )


def _details(delivery: dict[str, Any]) -> Iterator[str]:
    """What the action was about: the note, the recipient, the owner, the priority before, and so on."""
    alert = delivery.get("alert")
    for name, title in rules("opsgenie")["details"].items():
        value = alert.get(name) if isinstance(alert, dict) and name in alert else delivery.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            yield f"{title}: {value.strip()}" if title else value.strip()
