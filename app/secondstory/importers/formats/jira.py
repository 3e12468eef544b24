"""Jira issues with their history and comments, as the REST API gives them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.adf import text_of
from secondstory.importers.documents.changes import told_change
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind

NOTHING_TOLD = "The record is neither an issue nor a change nor a comment nor logged work, or it is empty."
RESOLUTION = "resolution"
NOTHING = msgspec.Raw()
SAME = timedelta(seconds=1)
"""The history and the issue tell the time of a resolution apart by less than this."""


class Named(msgspec.Struct):
    """A person, a priority, a type, a resolution; Jira Server has ``name`` where Jira Cloud has ``displayName``."""

    displayName: str | None = None  # noqa: N815 - the names of the format
    name: str | None = None

    @property
    def text(self) -> str:
        """The name that people read."""
        return self.displayName or self.name or ""


Name = Named | str | None
"""A person or a priority; what programs copy out of Jira often holds no more than its name."""


class Page(msgspec.Struct):
    """A list inside of an issue, of which an answer may hold only the beginning."""

    total: int | None = None
    comments: list[msgspec.Raw] | None = None
    histories: list[msgspec.Raw] | None = None
    worklogs: list[msgspec.Raw] | None = None

    @property
    def held(self) -> int:
        """How many of the list are there."""
        return len(self.histories or self.comments or self.worklogs or ())


class Fields(msgspec.Struct):
    """The fields of an issue that are read."""

    summary: str | None = None
    description: object = None
    created: Time = None
    resolutiondate: Time = None
    issuetype: Name = None
    priority: Name = None
    resolution: Name = None
    reporter: Name = None
    creator: Name = None
    labels: list[str] | None = None
    comment: Page | None = None
    worklog: Page | None = None


class Issue(msgspec.Struct):
    """An issue, or the changes of an issue by themselves."""

    id: str | int | None = None
    key: str | None = None
    fields: Fields | None = None
    changelog: Page | None = None
    issueId: str | None = None  # noqa: N815 - the names of the format
    changeHistories: list[msgspec.Raw] | None = None  # noqa: N815


class Change(msgspec.Struct):
    """One field of an issue before and after."""

    field: str | None = None
    old: str | None = msgspec.field(name="fromString", default=None)
    new: str | None = msgspec.field(name="toString", default=None)


class Hook(msgspec.Struct):
    """What Jira sends to a program when something happens: the issue as it is now, and what was changed or said."""

    timestamp: Time = None
    user: Name = None
    issue: msgspec.Raw = NOTHING
    changelog: msgspec.Raw = NOTHING
    comment: msgspec.Raw = NOTHING
    worklog: msgspec.Raw = NOTHING


class History(msgspec.Struct):
    """What somebody changed at one time."""

    items: list[Change]
    id: str | int | None = None
    author: Name = None
    created: Time = None


class Comment(msgspec.Struct):
    """A comment; its text is wiki text, or a document."""

    body: object
    id: str | int | None = None
    author: Name = None
    created: Time = None


class Worklog(msgspec.Struct):
    """Work that somebody logged: when it was started, and how long it took."""

    started: Time
    id: str | int | None = None
    author: Name = None
    comment: object = None
    timeSpent: str | None = None  # noqa: N815 - the names of the format


class JiraImporter(JsonImporter):
    """Reads search results, single issues, and pages of changes, comments or logged work."""

    info = FormatInfo(
        "jira",
        "Jira issues (JSON)",
        (".json",),
        "Issues from the Jira REST API with their changes, comments and logged work, or one of these of one issue.",
    )
    paths = (("issues",), ("issueChangeLogs",), ("values",), ("histories",), ("comments",), ("worklogs",), ())

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of an issue, of a change, or the one that a comment or logged work is."""
        names = record.decoded(dict[str, msgspec.Raw])
        if "webhookEvent" in names:
            rows = list(_sent(record, make))
        elif "items" in names:
            rows = list(_changes(record, make, ""))
        elif "body" in names:
            rows = [_comment(record, make, ())]
        elif "timeSpent" in names or "timeSpentSeconds" in names:
            rows = [_work(record, make, "")]
        elif "fields" in names or "changelog" in names or "changeHistories" in names:
            rows = list(_issue(record, make))
        else:
            rows = []
        yield from rows or [UnreadRow(record.pointer, NOTHING_TOLD, record.text)]


def _sent(record: Record, make: Maker) -> Iterator[Row]:
    """The events of the issue that was sent, then the change and the comment that were the reason."""
    hook = record.decoded(Hook)
    inside = {
        name: Record(f"{record.pointer.rstrip('/')}/{name}", bytes(raw))
        for name, raw in (
            ("issue", hook.issue),
            ("changelog", hook.changelog),
            ("comment", hook.comment),
            ("worklog", hook.worklog),
        )
        if bytes(raw).startswith(b"{")
    }
    key = ""
    if "issue" in inside:
        key = inside["issue"].decoded(Issue).key or ""
        yield from rows_inside([inside["issue"]], lambda found: _issue(found, make))
    if "changelog" in inside:
        yield from rows_inside([inside["changelog"]], lambda found: _changes(found, make, key, hook))
    if "comment" in inside:
        yield from rows_inside([inside["comment"]], lambda found: [_comment(found, make, (key,))])
    if "worklog" in inside:
        yield from rows_inside([inside["worklog"]], lambda found: [_work(found, make, key)])


def _issue(record: Record, make: Maker) -> Iterator[Row]:
    issue = record.decoded(Issue)
    log, key = issue.changelog or Page(), issue.key or ""
    if issue.fields is not None:
        yield make.event(record, _created(issue, issue.fields, make))
    changes: list[Row] = []
    for name, raws in (("changelog/histories", log.histories), ("changeHistories", issue.changeHistories)):
        changes.extend(rows_inside(record.inside(name, raws), lambda found: _changes(found, make, key)))
    yield from changes
    if issue.fields is None:
        return
    comments = issue.fields.comment or Page()
    told_comments = record.inside("fields/comment/comments", comments.comments)
    yield from rows_inside(told_comments, lambda found: [_comment(found, make, (key,))])
    logged = record.inside("fields/worklog/worklogs", (issue.fields.worklog or Page()).worklogs)
    yield from rows_inside(logged, lambda found: [_work(found, make, key)])
    if issue.fields.resolutiondate:
        resolved = make.event(record, _resolved(issue, issue.fields, make))
        if not _is_among(resolved, changes):
            yield resolved


def _created(issue: Issue, fields: Fields, make: Maker) -> Occurrence:
    who = fields.reporter or fields.creator
    summary = (fields.summary or "").strip()
    return Occurrence(
        fields.created,
        make.kind("created"),
        f"{issue.key or 'Issue'} created{': ' if summary else ''}{summary}",
        body=text_of(fields.description),
        actor=_name(who),
        tags=_tags(issue, fields),
        external_id=_id(issue),
        part="created",
        remark=_missing(issue, fields),
    )


def _resolved(issue: Issue, fields: Fields, make: Maker) -> Occurrence:
    resolution = _name(fields.resolution)
    return Occurrence(
        fields.resolutiondate,
        make.kind(RESOLUTION),
        f"{issue.key or 'Issue'} resolved{f' as {resolution}' if resolution else ''}",
        tags=_tags(issue, fields),
        external_id=_id(issue),
        part="resolved",
    )


def _tags(issue: Issue, fields: Fields) -> tuple[str | None, ...]:
    return (issue.key, _name(fields.priority), *(fields.labels or ()))


def _id(issue: Issue) -> str:
    known = issue.id or issue.key
    return f"jira:{known}" if known else ""


def _missing(issue: Issue, fields: Fields) -> str:
    """A sentence where the answer holds only some of the changes, the comments or the logged work."""
    pages = ((issue.changelog, "changes"), (fields.comment, "comments"), (fields.worklog, "entries of logged work"))
    told = [
        f"{page.held} of {page.total} {name}" for page, name in pages if page and page.total and page.held < page.total
    ]
    return f"The file holds only {' and '.join(told)} of this issue." if told else ""


def _is_among(resolved: Row, changes: list[Row]) -> bool:
    """Whether the history tells the same resolution, with who did it."""
    if not isinstance(resolved, Draft) or resolved.occurred_at is None:
        return False
    told = [change for change in changes if isinstance(change, Draft) and change.part.startswith(RESOLUTION)]
    return any(change.occurred_at and abs(change.occurred_at - resolved.occurred_at) < SAME for change in told)


def _changes(record: Record, make: Maker, key: str, hook: Hook | None = None) -> Iterator[Row]:
    """The changes that were made at one time; the items have neither a time nor an id, so each is a part of it.

    Of changes that were sent, what was sent around them says when and by whom.
    """
    history = record.decoded(History)
    if hook is not None:
        history.created, history.author = history.created or hook.timestamp, history.author or hook.user
    seen: Counter[str] = Counter()
    for index, change in enumerate(history.items):
        name = (change.field or "").strip()
        seen[name] += 1
        part = f"{name} {seen[name]}" if seen[name] > 1 else name
        title, body = told(name, (change.old or "").strip(), (change.new or "").strip())
        occurrence = Occurrence(
            history.created,
            _kind(name, change, make),
            title,
            body=body,
            actor=_name(history.author),
            tags=(key,),
            external_id=f"jira:change-{history.id}" if history.id is not None else "",
            part=part,
        )
        yield make.event(Record(f"{record.pointer}/items/{index}", record.raw), occurrence)


def _kind(name: str, change: Change, make: Maker) -> EventKind:
    """A change of the status is what the new status means; a resolution that was taken back is no recovery."""
    if name == "status":
        return make.kind(change.new)
    if name == RESOLUTION and not change.new:
        return make.kind("reopened")
    return make.kind(name)


def told(name: str, old: str, new: str) -> tuple[str, str]:
    """The title and the body of a change of the field of that name."""
    label = f"{name[:1].upper()}{name[1:]}" or "A field"
    if name == RESOLUTION and new and not old:
        return f"Resolved as {new}", ""
    title, body = told_change(label, old, new)
    if not body and bool(old) != bool(new) and name.lower() in rules("jira")["lists"]:
        return (f"{label} added: {new}" if new else f"{label} removed: {old}"), ""
    return title, body


def _comment(record: Record, make: Maker, tags: Sequence[str]) -> Row:
    comment = record.decoded(Comment)
    told = Occurrence(
        comment.created,
        make.kind("comment"),
        text_of(comment.body) or "Comment without words",
        actor=_name(comment.author),
        tags=tags,
        external_id=f"jira:comment-{comment.id}" if comment.id is not None else "",
    )
    return make.event(record, told)


def _work(record: Record, make: Maker, key: str) -> Row:
    """When work was started. How long it took is told, and is no end: time is logged without its breaks."""
    work = record.decoded(Worklog)
    title, body = told_work(key, text_of(work.comment), work.timeSpent or "")
    told = Occurrence(
        work.started,
        make.kind("worklog"),
        title,
        body=body,
        actor=_name(work.author),
        tags=(key,),
        external_id=f"jira:worklog-{work.id}" if work.id is not None else "",
    )
    return make.event(record, told)


def told_work(key: str, comment: str, spent: str) -> tuple[str, str]:
    """The title and the body of work that was logged, which may have a comment."""
    if comment.strip():
        return comment, f"Time spent: {spent}" if spent else ""
    return f"Work logged{f' on {key}' if key else ''}{f': {spent}' if spent else ''}", ""


def _name(named: Name) -> str:
    return named.text if isinstance(named, Named) else named or ""


IMPORTER = JiraImporter()
