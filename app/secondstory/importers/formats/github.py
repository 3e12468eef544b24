"""What happened to issues and pull requests on GitHub, as its REST API, GraphQL, `gh` and webhooks tell it."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence
from secondstory.importers.documents.github import Dismissed, Entry, Issue, Named, Renamed, Source, WholeIssue
from secondstory.importers.documents.github_deliveries import delivered, is_delivery, payload_of
from secondstory.importers.documents.github_graphql import entry_of, is_graphql, issues_in, told_by
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.nested import remark
from secondstory.importers.documents.reading import THERE_IS_MORE, Record
from secondstory.importers.rules import rules
from secondstory.model.draft import UnreadRow

_IF_KNOWN = re.compile(r"\[([^\[\]]*)\]")
_NUMBER_AT_END = re.compile(r"/(?:issues|pulls)/(\d+)\Z")
SHORT_HASH = 7


class GitHubImporter(JsonImporter):
    """Reads lists of events, timelines, comments and issues, from either end of time."""

    info = FormatInfo(
        "github",
        "GitHub issue events",
        (".json", ".jsonl"),
        "Events, timelines and comments of issues and pull requests from the APIs and webhooks of GitHub.",
    )
    paths = (("items",), ())

    def events(self, record: Record, make: Maker) -> Iterable[Row]:
        """The event that an entry is; of an issue, that it was opened and closed; each comment of a review."""
        names = record.decoded(dict[str, msgspec.Raw])
        if is_delivery(names):
            return _of_delivery(payload_of(record), make)
        if is_graphql(names):
            return rows_inside(issues_in(record), lambda issue: _of_graphql(issue, make))
        entry = record.decoded(Entry)
        if isinstance(entry.comments, list) and entry.comments:
            event, comments = entry.event_name, record.inside("comments", entry.comments)
            return rows_inside(comments, lambda found: [_comment(found, event, found.decoded(Entry), make)])
        return [_of_entry(record, entry, make)] if entry.event_name else _of_issue(record, make)


def _of_entry(record: Record, entry: Entry, make: Maker) -> Row:
    event = entry.event_name
    if event == "committed":
        return _commit(record, entry, make)
    if event in rules("github")["anchors"]:
        return _comment(record, event, entry, make)
    return _happening(record, entry, make)


def _of_issue(record: Record, make: Maker) -> Iterator[Row]:
    issue = record.decoded(WholeIssue)
    if issue.number is None or not issue.title:
        yield UnreadRow(record.pointer, "The record is neither an event nor an issue.", record.text)
    else:
        yield from _told_by_issue(record, issue, make)


def _of_delivery(record: Record, make: Maker) -> Iterator[Row]:
    told = delivered(record)
    if told.issue is not None:
        yield from _told_by_issue(record, told.issue, make, (told.part,))
    elif told.entry is not None and told.entry.event:
        yield _of_entry(record, told.entry, make)
    else:
        yield UnreadRow(record.pointer, "The delivery does not say what happened.", record.text)


def _of_graphql(record: Record, make: Maker) -> list[Row]:
    told = told_by(record)
    rows = list(_told_by_issue(record, told.issue, make, told.parts)) if told.parts else []
    nodes = {place.pointer: node for place, node in told.entries}

    def of_node(place: Record) -> Row:
        node = nodes[place.pointer]
        if not node["event"]:
            return UnreadRow(place.pointer, "It does not say what happened: ask for “__typename” too.", place.text)
        return _of_entry(place, entry_of(node, told.issue), make)

    rows += rows_inside((place for place, _ in told.entries), lambda place: [of_node(place)])
    if told.has_more:
        remark(rows, THERE_IS_MORE)
    return rows


def _happening(record: Record, entry: Entry, make: Maker) -> Row:
    event, issue = entry.event or "", entry.issue or Issue()
    told = Occurrence(
        entry.created_at,
        make.kind(_kind_word(entry, issue)),
        says(event, _values(entry), issue.text),
        body=_more(entry),
        actor=_name(entry.assigner or entry.actor or entry.user),
        tags=(*issue.tags, _name(entry.label)),
        external_id=f"github:{entry.id}" if entry.id is not None else "",
    )
    return make.event(record, told)


def _kind_word(entry: Entry, issue: Issue) -> str:
    """Closing an issue is a recovery, but not if it was a pull request or is not going to be worked on."""
    if entry.event == "closed" and (issue.is_pull_request or entry.state_reason == "not_planned"):
        return "closed otherwise"
    return entry.event or ""


def _values(entry: Entry) -> dict[str, str]:
    """What the words for an event may name."""
    rename, source = entry.rename or Renamed(), entry.source or Source()
    return {
        "label": _name(entry.label),
        "assignee": _name(entry.assignee),
        "milestone": _name(entry.milestone),
        "reviewer": _name(entry.requested_reviewer or entry.requested_team),
        "old": rename.old or "",
        "new": rename.new or "",
        "commit": (entry.commit_id or "")[:SHORT_HASH],
        "source": source.issue.text if source.issue else "",
    }


def _more(entry: Entry) -> str:
    reasons = [
        (entry.body or "").strip(),
        ((entry.dismissed_review or Dismissed()).dismissal_message or "").strip(),
        f"Reason: {entry.lock_reason}" if entry.lock_reason else "",
        f"Reason: {entry.state_reason.replace('_', ' ')}" if entry.state_reason else "",
        f"Commit {entry.commit_id}" if entry.commit_id else "",
    ]
    return "\n\n".join(filter(None, reasons))


def _comment(record: Record, event: str, entry: Entry, make: Maker) -> Row:
    """A comment or a review. They are numbered apart from events, so their ids carry the names of their anchors."""
    state = (entry.state or "").strip().lower()
    text = (entry.body or "").strip()
    number = _NUMBER_AT_END.search(entry.issue_url or entry.pull_request_url or "")
    verdict = says(event, {"state": state.replace("_", " ")}, "") if event == "reviewed" else ""
    told = Occurrence(
        entry.submitted_at or entry.created_at,
        make.kind(f"{event} {state}".strip()),
        verdict or text or "Commented without words",
        body=text if verdict else "",
        actor=_name(entry.user or entry.actor),
        tags=(f"#{number[1]}" if number else "", *(entry.issue or Issue()).tags),
        external_id=f"github:{rules('github')['anchors'].get(event, '')}{entry.id}" if entry.id is not None else "",
    )
    return make.event(record, told)


def _commit(record: Record, entry: Entry, make: Maker) -> Row:
    """A commit that became part of a pull request, at the time at which its author made it."""
    author, committer = entry.author or Named(), entry.committer or Named()
    message = (entry.message or "").strip()
    title = says("committed", {"commit": (entry.sha or "")[:SHORT_HASH]}, "")
    first_line = message.partition("\n")[0]
    told = Occurrence(
        author.date or committer.date,
        make.kind("committed"),
        f"{title}: {first_line}" if first_line else title,
        body=message if message != first_line else "",
        actor=author.text or committer.text,
        external_id=f"github:{entry.sha}" if entry.sha else "",
    )
    return make.event(record, told)


PARTS = ("opened", "merged", "closed")


def _told_by_issue(record: Record, issue: WholeIssue, make: Maker, wanted: Sequence[str] = PARTS) -> Iterator[Row]:
    suffix = " pull request" if issue.is_pull_request else ""
    parts = (
        ("opened", issue.created_at, issue.user, issue.body),
        ("merged", issue.merged_at, issue.merged_by, ""),
        ("closed", None if issue.merged_at else issue.closed_at, issue.closed_by, ""),
    )
    for part, time, who, body in parts:
        if part not in wanted or (time is None and part != "opened"):
            continue
        told = Occurrence(
            time,
            make.kind("closed otherwise" if part == "closed" and suffix else f"{part}{suffix}"),
            says(part, {}, issue.text),
            body=body,
            actor=_name(who),
            tags=issue.tags,
            external_id=f"github:issue-{issue.id}" if issue.id is not None else "",
            part=part,
        )
        yield make.event(record, told)


def says(event: str, values: dict[str, str], issue: str) -> str:
    """The words for an event; what stands in square brackets is said only where the issue is known.

    Where the words would name something that the event does not tell, its own name is said.
    """
    words = str(rules("github")["says"].get(event, ""))
    known = {**values, "issue": issue}
    text = _IF_KNOWN.sub(lambda match: match[1] if issue else "", words)
    if not text or any(f"{{{name}}}" in text and not value for name, value in known.items()):
        bare = event.replace("_", " ").replace("-", " ").strip().capitalize()
        return f"{bare}: {issue}" if issue else bare
    return " ".join(text.format_map(known).split())


def _name(named: Named | None) -> str:
    return named.text if named else ""


IMPORTER = GitHubImporter()
