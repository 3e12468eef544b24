"""What GitHub sends to webhooks about issues, pull requests and their comments, as entries of its REST API."""

from dataclasses import dataclass
from typing import Any

import msgspec

from secondstory.importers.documents.github import Entry, WholeIssue
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules

Fields = dict[str, Any]


class Request(msgspec.Struct):
    """What was sent, where GitHub itself was asked for its deliveries."""

    payload: msgspec.Raw = msgspec.Raw(b"null")


class Delivery(msgspec.Struct):
    """A delivery. What it is about stands in a field of its own; ``changes`` has what was there before an edit."""

    action: str | None = None
    issue: Fields | None = None
    pull_request: Fields | None = None
    comment: Fields | None = None
    review: Fields | None = None
    changes: Fields | None = None
    label: Fields | None = None
    assignee: Fields | None = None
    milestone: Fields | None = None
    requested_reviewer: Fields | None = None
    requested_team: Fields | None = None
    sender: Fields | None = None
    repository: Fields | None = None
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a delivery tells: an entry, or of an issue that it was opened, merged or closed (``part``)."""

    entry: Entry | None = None
    issue: WholeIssue | None = None
    part: str = ""


def is_delivery(names: dict[str, msgspec.Raw]) -> bool:
    """Whether a record is a delivery."""
    return "request" in names or ("action" in names and ("issue" in names or "pull_request" in names))


def payload_of(record: Record) -> Record:
    """What was sent; the record itself unless it is GitHub's own account of a delivery."""
    request = record.decoded(Delivery).request
    if request is None:
        return record
    return Record(f"{record.pointer.rstrip('/')}/request/payload", bytes(request.payload))


def delivered(record: Record) -> Delivered:
    """What a delivery tells. Raises one of `FAULTS`."""
    found = record.decoded(Delivery)
    action = found.action or ""
    about: Fields = found.issue or found.pull_request or {}
    is_pull_request = found.pull_request is not None
    repository = (found.repository or {}).get("url")
    issue = {"repository_url": repository, **about, **({"pull_request": {}} if is_pull_request else {})}
    if (told := found.comment or found.review) is not None and action in rules("github")["said_by"]:
        event = "reviewed" if found.review is not None else "line-commented" if is_pull_request else "commented"
        return Delivered(_entry({**told, "event": event, "issue": issue}))
    part = "merged" if action == "closed" and about.get("merged_at") else action
    if told is None and part in ("opened", "closed", "merged"):
        closed_by = about.get("closed_by") or found.sender
        return Delivered(issue=msgspec.convert({**issue, "closed_by": closed_by}, WholeIssue, strict=False), part=part)
    title = (found.changes or {}).get("title")
    fields = {
        "event": _event(action, found),
        "created_at": about.get("updated_at"),
        "actor": found.sender,
        "issue": issue,
        "label": found.label,
        "assignee": found.assignee,
        "milestone": found.milestone,
        "requested_reviewer": found.requested_reviewer,
        "requested_team": found.requested_team,
        "rename": {"from": title.get("from"), "to": about.get("title")} if isinstance(title, dict) else None,
    }
    return Delivered(_entry(fields))


def _entry(fields: Fields) -> Entry:
    return msgspec.convert(fields, Entry, strict=False)


def _event(action: str, found: Delivery) -> str:
    """The name of an event of the REST API for an action."""
    if found.comment is not None or found.review is not None:
        return f"{'comment' if found.comment is not None else 'review'}_{action}"
    if action == "edited" and "title" in (found.changes or {}):
        return "renamed"
    named: str = rules("github")["actions"].get(action, action)
    return named
