"""What the benchmarks work on: invented timelines and libraries, the same at each run.

They are written piece by piece: a program that is measured starts with the peak memory of the one that started it.
"""

import json
import random
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from secondstory.model.draft import Draft
from secondstory.model.drafts import Drafts
from secondstory.model.enums import EventKind, Precision, ReviewKind
from secondstory.model.records import Review, Source
from secondstory.services.library import open_library
from secondstory.services.reviews import insert_review, show_review
from secondstory.storage.bulk import PIECE, Portion
from secondstory.storage.search import words_of

ROLES = ("on-call engineer", "incident commander", "communications lead", "monitoring", "no-code technical lead")
KINDS = ("alert", "acknowledgement", "escalation", "communication", "decision", "action", "note")
WORDS = [
    "order",
    "sync",
    "connector",
    "queue",
    "retry",
    "limit",
    "flow",
    "token",
    "payment",
    "form",
    "latency",
    "error",
    "rate",
    "page",
    "status",
    "rollback",
]
OF_OTHERS = ("die Queue läuft über", "la file déborde", "キューがいっぱいです", "очередь растёт", "🚒")
ZONES = (UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-7)), timezone(timedelta(hours=5, minutes=30)))
START = datetime(2026, 5, 4, tzinfo=UTC)
PORTION = 20_000
KINDS_OF_ALL = tuple(EventKind)
A_DAY = 24 * 60 * 60 // 8
"""So many messages, one every eight seconds, make up a day."""


def sentence(chance: random.Random) -> str:
    """A sentence of invented words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(6, 18))).capitalize() + "."


def told(chance: random.Random) -> str:
    """What people and programs say: now and then in another script, over two lines, or with a long log behind it."""
    words, sort = sentence(chance), chance.random()
    if sort < 0.1:
        return f"{words} – {chance.choice(OF_OTHERS)}"
    if sort < 0.12:
        return f"{words}\n{sentence(chance)}"
    return f"{words} {' '.join(chance.choices(WORDS, k=600))}" if sort < 0.122 else words


def write_csv(path: Path, rows: int) -> Path:
    """A timeline of that many rows, a second or so apart, in zones with offsets; one in a hundred stands there twice.

    Two in a thousand have no time that can be read.
    """
    if path.exists():
        return path
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("time,actor_role,channel,kind,text,source\n")
        row = ""
        for number in range(rows):
            if number % 100 != 99:
                at = (START + timedelta(milliseconds=997 * number)).astimezone(chance.choice(ZONES))
                time = at.isoformat(timespec="milliseconds") if number % 500 != 250 else "not long after"
                row = f'{time},{chance.choice(ROLES)},#ops,{chance.choice(KINDS)},"{told(chance)}",export {number}\n'
            file.write(row)
    return path


def write_pagerduty(path: Path, entries: int) -> Path:
    """That many log entries of PagerDuty, newest first, as its API gives them."""
    if path.exists():
        return path
    chance = random.Random(1)
    types = ("trigger", "notify", "acknowledge", "escalate", "annotate", "resolve")
    service = {"id": "PSVC", "type": "service_reference", "summary": "Order form"}
    with path.open("w", encoding="utf-8") as file:
        file.write('{"log_entries": [')
        for number in reversed(range(entries)):
            entry = {
                "id": f"R{number}",
                "type": f"{chance.choice(types)}_log_entry",
                "summary": told(chance),
                "created_at": f"{START + timedelta(seconds=3 * number):%Y-%m-%dT%H:%M:%SZ}",
                "agent": {"id": f"P{number % 9}", "type": "user_reference", "summary": chance.choice(ROLES)},
                "channel": {"type": "auto"},
                "incident": {"id": f"Q{number % 40}", "type": "incident_reference", "summary": sentence(chance)},
                "service": service,
                "teams": [],
            }
            file.write(json.dumps(entry) + (", " if number else ""))
        file.write('], "more": false}')
    return path


def write_slack(path: Path, messages: int) -> Path:
    """A Slack export of that many messages in ten channels, a day in a file."""
    if path.exists():
        return path
    chance = random.Random(1)
    users = [{"id": f"U{number}", "name": f"user{number}", "profile": {}} for number in range(40)]
    channels = [{"id": f"C{number}", "name": f"incident-{number}"} for number in range(10)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", json.dumps(users))
        archive.writestr("channels.json", json.dumps(channels))
        for first in range(0, messages, A_DAY):
            day = START + timedelta(seconds=8 * first)
            found: list[list[dict[str, object]]] = [[] for _ in channels]
            for number in range(first, min(first + A_DAY, messages)):
                at = START + timedelta(seconds=8 * number)
                words = f"{told(chance)} <@U{chance.randrange(40)}>"
                message = {"type": "message", "user": f"U{number % 40}", "text": words, "ts": f"{at.timestamp():.6f}"}
                found[number % len(channels)].append(message)
            for channel, said in zip(channels, found, strict=True):
                archive.writestr(f"{channel['name']}/{day:%Y-%m-%d}.json", json.dumps(said))
    return path


def write_library(path: Path, reviews: int, events: int) -> Path:
    """A library of that many reviews with that many events in all."""
    if path.exists():
        return path
    chance = random.Random(1)
    library = open_library(str(path))
    each = events // reviews
    for number in range(reviews):
        with library.preparing() as unit:
            title = f"{sentence(chance)[:50]} {number}"
            kind = chance.choice(list(ReviewKind))
            review = insert_review(unit, Review(title=title, kind=kind, severity="SEV-2", created_at=START))
            source = unit.insert_quietly(
                Source(review_id=review.id, file_name="x.csv", format="csv", sha256="", imported_at=START)
            )
            for begun in range(0, each, PORTION):  # what a program is started by says how much memory it had at most
                numbers = range(begun, min(begun + PORTION, each))
                drafts = [
                    draft(START + timedelta(seconds=7 * n), chance.choice(KINDS_OF_ALL), sentence(chance))
                    for n in numbers
                ]
                pieces = [Drafts.of(drafts[place : place + PIECE]) for place in range(0, len(drafts), PIECE)]
                marks = [n.to_bytes(16, "big") for n in numbers]
                words = [words for piece in pieces for words in words_of(piece)]
                Portion.of(source, begun, pieces, marks, words).insert(unit)
            show_review(unit, review)
    library.close()
    return path


def draft(at: datetime, kind: EventKind, title: str) -> Draft:
    """A draft with an exact time."""
    return Draft(
        occurred_at=at,
        occurred_until=None,
        precision=Precision.EXACT,
        time_as_written=at.isoformat(),
        zone_assumed="",
        kind=kind,
        role=ROLES[0],
        actor="",
        title=title,
        body="",
        tags=(),
        locator="row",
        raw=title,
    )
