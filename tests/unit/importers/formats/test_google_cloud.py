"""Google Cloud incidents: beginning, updates and end, each told once."""

import json

from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, titles, unread

FEED = (DATA / "google-cloud-incidents.json").read_bytes()


def test_an_incident_gives_its_beginning_its_updates_and_its_end() -> None:
    rows = read(FEED)
    assert [(short(row.occurred_at), row.kind, row.part) for row in drafts(rows)[:4]] == [
        ("2026-05-04 08:50", EventKind.IMPACT, "begin"),
        ("2026-05-04 09:12", EventKind.COMMUNICATION, "Kx1"),
        ("2026-05-04 10:30", EventKind.RECOVERY, "end"),
        ("2026-05-04 10:31", EventKind.COMMUNICATION, "Kx1"),
    ]
    assert titles(rows)[:4] == [
        "Service disruption began: Elevated errors for database connections",
        "Service disruption: Elevated errors for database connections",
        "Service disruption ended: Elevated errors for database connections",
        "Available: Elevated errors for database connections",
    ]


def test_the_most_recent_update_counts_only_where_it_does_not_stand_among_the_updates() -> None:
    assert [row.locator for row in drafts(read(FEED))] == [
        "/1", "/1/updates/1", "/1", "/1/updates/0", "/0", "/0/most_recent_update"
    ]  # fmt: skip


def test_texts_places_products_and_ids_are_kept() -> None:
    begin, update, _, last, other, _ = drafts(read(FEED))
    assert update.body == "Mitigation is in progress.\n\nAffected locations: Frankfurt (europe-west3)"
    assert last.body == "The issue is resolved.\n\n* Errors < 0.1%"
    assert begin.tags == ("Cloud SQL", "Cloud Run", "severity medium")
    assert other.tags == ("Cloud Pub/Sub", "severity low")
    assert begin.external_id == "google-cloud:Kx1"


def test_an_update_that_was_written_later_stands_at_the_time_that_it_is_about() -> None:
    last = drafts(read(FEED))[3]
    assert last.time_as_written == "2026-05-04T10:31:00+00:00"
    assert last.remark.endswith("it was written at 2026-05-04T10:35:00+00:00.")


def test_an_open_incident_has_no_end() -> None:
    assert [row.part for row in drafts(read(FEED)) if row.locator == "/0"] == ["begin"]


def test_an_update_without_a_time_says_why() -> None:
    (row,) = unread(read(FEED))
    assert (row.locator, row.reason) == ("/1/updates/2", "“soon” is not a time.")


def test_a_corrected_update_is_read_by_itself() -> None:
    (row,) = drafts(
        read('[{"when": "2026-05-04T09:00:00Z", "text": "We know of it.", "status": "SERVICE_OUTAGE"}]', "google-cloud")
    )
    assert (row.title, row.body) == ("Service outage", "We know of it.")


def test_it_is_recognised_by_its_fields_as_a_list_and_alone() -> None:
    one = json.dumps(json.loads(FEED)[1])
    assert detect(sample_of(FEED)).info.name == detect(sample_of(one)).info.name == "google-cloud"
    assert by_name("google-cloud").score(sample_of('[{"begin": 1, "end": 2}]')) == 0


def test_a_heading_is_no_title() -> None:
    described = {"id": "G1", "external_desc": "**Summary**\nMails are late\n\n# Workaround\nNone", "updates": []}
    incident = {**described, "begin": "2026-05-04T09:00:00+00:00", "status_impact": "SERVICE_DISRUPTION"}
    (row,) = drafts(read(json.dumps([incident]), "google-cloud"))
    assert row.title == "Service disruption began: Mails are late"
    assert row.body.endswith("# Workaround\nNone")
