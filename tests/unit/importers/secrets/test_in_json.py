"""Secrets in JSON: what is kept of a record has none."""

import json

import pytest

from secondstory.importers.secrets.in_json import without_secrets
from support.imports import drafts, read

KEY = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    "document",
    [
        {"routing_key": KEY},
        {"a": [{"service_key": KEY}]},
        {"request": json.dumps({"routing_key": KEY})},
        {"headers": {"Authorization": "Bearer " + KEY}},
        {"headers": {"x-api-key": KEY}},
        {"text": json.dumps({"inner": json.dumps({"password": KEY})})},
    ],
)
def test_secrets_are_left_out_wherever_they_stand(document: object) -> None:
    kept = without_secrets(json.dumps(document).encode())
    assert KEY.encode() not in kept
    assert b"[secret left out]" in kept
    json.loads(kept)


@pytest.mark.parametrize(
    "document", [{"routing_key": "orders.created"}, {"service_key": "zall"}, {"title": f"routing_key {KEY}"}]
)
def test_what_only_looks_like_a_secret_is_kept(document: object) -> None:
    data = json.dumps(document).encode()
    assert without_secrets(data) == data


@pytest.mark.parametrize("end", ["", "\n" + json.dumps({"at": "2026-05-04T09:06:00Z", "text": "Two words"})])
def test_events_of_any_json_say_that_a_secret_was_left_out(end: str) -> None:
    first = {"at": "2026-05-04T09:05:00Z", "text": "Flow called", "headers": {"authorization": f"Basic {KEY}"}}
    rows = drafts(read(json.dumps(first) + end))
    assert KEY not in repr(rows)
    assert rows[0].remark.endswith("A secret stood in this record; it was left out.")
    assert not any(row.remark for row in rows[1:])
