"""Issues and pull requests as the GraphQL API of GitHub and ``gh`` tell them, as the entries that its REST API has."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from secondstory.importers.documents.github import Entry, WholeIssue
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules

Fields = dict[str, Any]
DEEPEST = 10
"""No query nests its issues deeper."""
_ADDRESS = re.compile(r"//[^/]+/([^/]+/[^/]+)/(issues|pull)/\d+")
_ANCHOR = re.compile(r"#(?:issuecomment-|pullrequestreview-|discussion_r)(\d+)\Z")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Told:
    """What an issue or pull request tells: that it was opened, merged or closed, and its entries with their places.

    ``parts`` are those of the three that no entry tells; ``has_more`` says that the answer has only some of them.
    """

    issue: WholeIssue
    parts: tuple[str, ...]
    entries: list[tuple[Record, Fields]]
    has_more: bool = False


def is_graphql(names: dict[str, msgspec.Raw]) -> bool:
    """Whether a record is an answer, or an issue with names such as ``createdAt``."""
    return not {"data", "createdAt", "timelineItems"}.isdisjoint(names)


def issues_in(record: Record) -> Iterator[Record]:
    """The issues and pull requests of an answer, however deep they lie in it. Raises one of `FAULTS`."""
    waiting = deque([(record, 0)])
    while waiting:
        found, depth = waiting.popleft()
        place = found.pointer.rstrip("/")
        if found.raw.lstrip().startswith(b"["):
            inner = [(str(index), raw) for index, raw in enumerate(found.decoded(list[msgspec.Raw]))]
        else:
            names = found.decoded(dict[str, msgspec.Raw])
            if "timelineItems" in names or {"number", "createdAt"} <= names.keys():
                yield found
                continue
            inner = list(names.items())
        if depth < DEEPEST:
            waiting.extend(
                (Record(f"{place}/{name}", bytes(raw)), depth + 1)
                for name, raw in inner
                if bytes(raw)[:1] in (b"{", b"[")
            )


def told_by(record: Record) -> Told:
    """What an issue tells. Raises one of `FAULTS`."""
    fields = record.decoded(dict[str, Any])
    issue = _issue(fields)
    place = record.pointer.rstrip("/")
    entries, has_more = [], False
    for name in ("timelineItems", "comments", "reviews"):
        nodes = fields.get(name)
        has_more = has_more or _is_cut(nodes)
        inner = "/nodes" if isinstance(nodes, dict) else ""
        nodes = nodes.get("nodes") if isinstance(nodes, dict) else nodes
        for index, node in enumerate(nodes if isinstance(nodes, list) else ()):
            if node is not None:
                at = Record(f"{place}/{name}{inner}/{index}", msgspec.json.encode(node))
                entries.append((at, _named(node, name)))
    told = {entry.get("event") for _, entry in entries}
    parts = [part for part, time in _times(fields) if time and part not in told]
    if "merged" in parts or "merged" in told:
        parts = [part for part in parts if part != "closed"]
    whole = {**issue, "id": None, "user": fields.get("author"), "body": fields.get("body")}
    whole |= {"created_at": fields.get("createdAt"), "closed_at": fields.get("closedAt")}
    whole |= {"merged_at": fields.get("mergedAt")}
    return Told(msgspec.convert(whole, WholeIssue, strict=False), tuple(parts), entries, has_more)


def entry_of(node: Fields, issue: WholeIssue) -> Entry:
    """An entry of a timeline under the names of the REST API. Raises one of `FAULTS`."""
    commit: Fields = found if isinstance(found := node.get("commit"), dict) else {}
    source = node.get("source")
    who = node.get("actor") or node.get("author")
    reason = node.get("stateReason")
    anchor = _ANCHOR.search(str(node.get("url") or ""))
    fields = {
        "id": node.get("databaseId") or node.get("fullDatabaseId") or (anchor[1] if anchor else node.get("id")),
        "event": node["event"],
        "created_at": node.get("createdAt") or node.get("submittedAt"),
        "submitted_at": node.get("submittedAt"),
        "actor": who,
        "user": who,
        "body": node.get("body") or node.get("bodyText"),
        "label": node.get("label"),
        "assignee": node.get("assignee"),
        "milestone": {"title": node.get("milestoneTitle")},
        "rename": {"from": node.get("previousTitle"), "to": node.get("currentTitle")},
        "source": {"issue": _issue(source)} if isinstance(source, dict) else None,
        "requested_reviewer": node.get("requestedReviewer"),
        "state": node.get("state"),
        "state_reason": reason.lower() if isinstance(reason, str) else None,
        "lock_reason": node.get("lockReason"),
        "commit_id": commit.get("oid"),
        "sha": commit.get("oid"),
        "message": commit.get("message") or commit.get("messageHeadline"),
        "author": commit.get("author") if isinstance(commit.get("author"), dict) else None,
        "committer": {"date": commit.get("committedDate")},
    }
    entry = msgspec.convert(fields, Entry, strict=False)
    entry.issue = issue
    return entry


def _is_cut(nodes: Any) -> bool:
    """Whether a list says that the answer has only a part of it."""
    page = nodes.get("pageInfo") if isinstance(nodes, dict) else None
    return isinstance(page, dict) and page.get("hasNextPage") is True


def _times(fields: Fields) -> tuple[tuple[str, Any], ...]:
    return ("opened", fields.get("createdAt")), ("merged", fields.get("mergedAt")), ("closed", fields.get("closedAt"))


def _issue(fields: Fields) -> Fields:
    """The fields by which an issue is called."""
    address = _ADDRESS.search(str(fields.get("url") or ""))
    is_pull_request = fields.get("__typename") == "PullRequest" or "mergedAt" in fields
    is_pull_request = is_pull_request or bool(address and address[2] == "pull")
    return {
        "number": fields.get("number"),
        "title": fields.get("title"),
        "repository_url": f"https://api.github.com/repos/{address[1]}" if address else None,
        "pull_request": {} if is_pull_request else None,
    }


def _named(node: Any, where: str) -> Fields:
    """A node with the name of its event in the REST API; it is empty where the node does not say what it is."""
    fields: Fields = node if isinstance(node, dict) else {}
    kinds = rules("github")["typenames"]
    kind = str(fields.get("__typename") or rules("github")["members"].get(where, ""))
    event = kinds.get(kind) or _WORD.sub("_", kind.removesuffix("Event")).lower()
    return {**fields, "event": event}
