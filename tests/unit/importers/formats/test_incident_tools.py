"""Formats of incident tools look alike: each composed file is told from all the others."""

import pytest

from secondstory.importers.registry import CERTAIN, importers
from support.imports import DATA, sample_of

OWNERS = {
    "incident-io-updates.json": "incident-io",
    "incident-io-incident.json": "incident-io",
    "incident-io-follow-ups.json": "incident-io",
    "incident-io-postmortem.json": "incident-io",
    "firehydrant-events.json": "firehydrant",
    "firehydrant-milestones.json": "firehydrant",
    "firehydrant-tickets.json": "firehydrant",
    "rootly-events.json": "rootly",
    "rootly-incident.json": "rootly",
    "dispatch-incident.json": "dispatch",
    "dispatch-timeline.csv": "csv",
    "monzo-response-timeline.json": "monzo-response",
    "monzo-response-incident.json": "monzo-response",
    "morgue-postmortem.json": "morgue",
    "aws-incident-manager-list.json": "aws-incident-manager",
    "aws-incident-manager-events.jsonl": "aws-incident-manager",
    "aurora-case.fox": "aurora",
}


@pytest.mark.parametrize("name", OWNERS)
def test_a_file_is_its_own_format_and_no_other(name: str) -> None:
    scores = {importer.info.name: importer.score(sample_of((DATA / name).read_bytes())) for importer in importers()}
    best = scores.pop(OWNERS[name])
    assert best >= CERTAIN
    assert max(scores.values()) < best


@pytest.mark.parametrize("owner", sorted(set(OWNERS.values()) - {"csv"}))
@pytest.mark.parametrize(
    "other",
    [
        b'{"data": [{"log": "x", "type": "system", "owner": "x", "createdAt": "2026-05-04T09:00:00Z", "offset": "1"}]}',
        b'{"page": {"id": "p"}, "incidents": [{"id": "i", "incident_updates": [{"status": "resolved"}]}]}',
        b'{"data": [{"type": "incidents", "id": "1", "attributes": {"customer_impact_scope": "", "detected": null}}]}',
        b'[{"timestamp": "2026-05-04T09:00:00Z", "event_type": "login", "text": "x", "metadata": null}]',
        b'{"items": [{"id": 1, "created_at": "2026-05-04T09:00:00Z"}], "total": 1}',
        b'{"event": {"id": "x", "time": "2026-05-04T09:00:00Z"}}',
        b'[{"nick": "a", "time": "2026-05-04T09:00:00Z", "message": "x"}]',
    ],
)
def test_files_of_a_like_shape_are_not_claimed(owner: str, other: bytes) -> None:
    (importer,) = (found for found in importers() if found.info.name == owner)
    assert importer.score(sample_of(other)) == 0
