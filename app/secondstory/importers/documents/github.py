"""The records of the GitHub REST API, as far as they are read: events, comments, reviews, commits, issues."""

import re
from typing import Any

import msgspec

from secondstory.importers.documents.events import Time

_REPOSITORY = re.compile(r"/repos/([^/]+/[^/]+)\Z")


class Named(msgspec.Struct):
    """Whatever has a name: a user or team, a label, a milestone; the author of a commit has a date too."""

    login: str | None = None
    name: str | None = None
    title: str | None = None
    date: Time = None

    @property
    def text(self) -> str:
        """The name."""
        return self.login or self.title or self.name or ""


class Renamed(msgspec.Struct):
    """The titles before and after."""

    old: str | None = msgspec.field(name="from", default=None)
    new: str | None = msgspec.field(name="to", default=None)


class Dismissed(msgspec.Struct):
    """A review that no longer counts."""

    dismissal_message: str | None = None


class Issue(msgspec.Struct):
    """What stands inside of an event about the issue or pull request it belongs to."""

    number: int | None = None
    title: str | None = None
    repository_url: str | None = None
    pull_request: dict[str, Any] | None = None

    @property
    def is_pull_request(self) -> bool:
        """Whether it is a pull request; to the API each of them is an issue too."""
        return self.pull_request is not None

    @property
    def text(self) -> str:
        """How people call it: ``issue #12 “Title”``."""
        if self.number is None:
            return ""
        title = f" “{self.title.strip()}”" if self.title and self.title.strip() else ""
        return f"{'pull request' if self.is_pull_request else 'issue'} #{self.number}{title}"

    @property
    def tags(self) -> tuple[str, ...]:
        """Its number and its repository."""
        repository = _REPOSITORY.search(self.repository_url or "")
        number = f"#{self.number}" if self.number is not None else ""
        return (number, repository[1] if repository else "")


class Source(msgspec.Struct):
    """Where an issue is mentioned."""

    issue: Issue | None = None


class Entry(msgspec.Struct):
    """What is read of an event, a comment or an issue; everything else stays in the verbatim record."""

    id: int | str | None = None
    event: str | None = None
    created_at: Time = None
    submitted_at: Time = None
    actor: Named | None = None
    user: Named | None = None
    body: str | None = None
    issue: Issue | None = None
    label: Named | None = None
    assignee: Named | None = None
    assigner: Named | None = None
    milestone: Named | None = None
    rename: Renamed | None = None
    source: Source | None = None
    requested_reviewer: Named | None = None
    requested_team: Named | None = None
    dismissed_review: Dismissed | None = None
    state: str | None = None
    state_reason: str | None = None
    lock_reason: str | None = None
    commit_id: str | None = None
    sha: str | None = None
    message: str | None = None
    author: Named | None = None
    committer: Named | None = None
    comments: list[msgspec.Raw] | int | None = None
    issue_url: str | None = None
    pull_request_url: str | None = None
    number: int | None = None

    @property
    def event_name(self) -> str:
        """The name of the event; what a list of comments or reviews holds does not name it."""
        if self.event or self.body is None or self.number is not None:
            return self.event or ""
        if self.submitted_at is not None:
            return "reviewed"
        return "line-commented" if self.pull_request_url else "commented"


class WholeIssue(Issue):
    """An issue or pull request by itself."""

    id: int | str | None = None
    user: Named | None = None
    body: str | None = None
    created_at: Time = None
    closed_at: Time = None
    closed_by: Named | None = None
    merged_at: Time = None
    merged_by: Named | None = None
    head: dict[str, Any] | None = None

    @property
    def is_pull_request(self) -> bool:
        """Whether it is a pull request; a list of nothing else shows it by the branches."""
        return self.pull_request is not None or self.head is not None
