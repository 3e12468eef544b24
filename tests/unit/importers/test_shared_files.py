"""The real files beside the checkout: the numbers that their description names."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview
from secondstory.importers.registry import detect
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import Precision
from secondstory.model.errors import UserError
from support.imports import drafts, short, unread
from support.shared import shared_file


def rows_of(name: str) -> list[Draft | UnreadRow]:
    return rows_of_path(shared_file(f"timelines/{name}"))


def rows_of_path(path: Path) -> list[Draft | UnreadRow]:
    importer = detect(Sample.of(path))
    with path.open("rb") as stream:
        return list(importer.read(stream, ImportOptions()))


@pytest.mark.parametrize(
    ("name", "events", "bad"),
    [
        ("public-incidents/gitlab-2017-01-31-database.csv", 31, 0),
        ("public-incidents/github-2018-10-21-mysql-failover.csv", 32, 0),
        ("public-incidents/cloudflare-2019-07-02-waf-regex.csv", 25, 0),
        ("public-incidents/aws-2017-02-28-s3.csv", 25, 0),
        ("public-incidents/slack-2021-01-04-transit-gateway.csv", 34, 0),
        ("public-incidents/fastly-2021-06-08-config-bug.csv", 21, 0),
        ("csv-torture/quotes_and_newlines.csv", 0, 2),
        ("csv-torture/newlines.csv", 0, 3),
        ("csv-torture/json.csv", 0, 1),
        ("timesketch/csv_timestamp_no_datetime.csv", 3, 0),
        ("timesketch/csv_timestamp_as_datetime.csv", 4, 0),
        ("timesketch/invalid_datetime.csv", 3, 1),
        ("timesketch/validate_time_out_of_range.csv", 2, 0),
        ("timesketch/evtx_part.csv", 13, 0),
        ("plaso/l2tcsv.csv", 19, 0),
        ("plaso/tln-pipe-delimited.txt", 20, 0),
        ("plaso/json_line.jsonl", 20, 0),
        ("timesketch/sigma_events.jsonl", 5, 0),
        ("syslog/plaso-syslog-bsd.log", 16, 1),
        ("syslog/plaso-syslog-rfc5424.log", 9, 0),
        ("jira/aea-jira-change-history-first800.csv", 800, 0),
        ("github/github3py-repository-issue-events.json", 50, 0),
        ("servicenow/rapid7-journal-comments-worknotes.json", 2, 0),
        ("slack-export/slack-export-viewer-testarchive-redacted.zip", 158, 0),
        ("statuspage/github-status-incidents.jsonl", 4570, 0),
        ("statuspage/zulip-webhook-incident_update.json", 2, 0),
        ("alertmanager/prom_post_request-webhook-v4.json", 1, 0),
        ("alertmanager/karma-api-v2-alerts-groups.json", 12, 0),
        ("opsgenie/demisto-get_alert_logs.json", 2, 0),
        ("opsgenie/demisto-get_incidents.json", 1, 0),
        ("pagerduty/go-pagerduty-webhook-v2.json", 1, 0),
        ("pagerduty/pygerduty-incident_log_entries.json", 12, 0),
        # one incident: triggered, assigned, acknowledged, resolved
        ("pagerduty/pygerduty-incident_list_v2.json", 4, 0),
        # two incidents: each triggered and resolved
        ("pagerduty/pypd-sample_incidents.json", 4, 0),
        # 41 timed headings, one of them without a place
        ("markdown/mybinder-2018-02-20-jupyterlab-announcement.md", 40, 1),
        ("markdown/mybinder-2018-04-18-cull-flood.md", 15, 0),
        ("markdown/dfds-PM2023-001-total-node-failure.md", 16, 0),
        ("markdown/dfds-PM2024-001-two-nodes-notready.md", 27, 1),
        ("markdown/moj-2023-09-18-lack-of-diskspace.md", 14 + 4, 0),
        ("markdown/moj-2023-01-11-cluster-image-pull.md", 22 + 4, 0),
    ],
)
def test_a_real_file_gives_the_right_number_of_events(name: str, events: int, bad: int) -> None:
    rows = rows_of(name)
    assert (len(drafts(rows)), len(unread(rows))) == (events, bad)
    assert all(row.reason for row in unread(rows))


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("gitlab-2017-01-31-database", 20),
        ("github-2018-10-21-mysql-failover", 2),
        ("cloudflare-2019-07-02-waf-regex", 14),
        ("aws-2017-02-28-s3", 16),
        ("slack-2021-01-04-transit-gateway", 14),
        ("fastly-2021-06-08-config-bug", 5),
    ],
)
def test_public_incidents_keep_their_events_of_unknown_time(name: str, unknown: int) -> None:
    rows = drafts(rows_of(f"public-incidents/{name}.csv"))
    assert sum(row.precision is Precision.UNKNOWN for row in rows) == unknown
    assert all(row.role for row in rows)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("timesketch/evtx_part.csv", "2012-03-14 04:17:38.276340", "2012-03-14 04:17:43.354563"),
        ("timesketch/validate_time_out_of_range.csv", "1601-01-01 00:00", "2227-12-31 23:01:01"),
        ("timesketch/csv_timestamp_no_datetime.csv", "2022-07-24 19:01:01", "2022-07-24 19:01:01.123456"),
        ("pagerduty/pygerduty-incident_log_entries.json", "2019-01-01 00:03:12", "2019-01-01 00:57:11"),
        ("markdown/mybinder-2018-02-20-jupyterlab-announcement.md", "2018-02-20 13:17", "2018-02-22 06:18"),
        ("markdown/mybinder-2018-04-18-cull-flood.md", "2018-04-18 10:35", "2018-04-19 09:58"),
        ("markdown/dfds-PM2023-001-total-node-failure.md", "2023-02-13 07:30", "2023-02-14 11:59"),
        ("markdown/moj-2023-01-11-cluster-image-pull.md", "2022-01-11 14:40", "2023-01-11 16:50"),
    ],
)
def test_a_real_file_spans_the_right_time(name: str, first: str, last: str) -> None:
    times = [row.occurred_at for row in drafts(rows_of(name)) if row.occurred_at]
    assert (short(min(times)), short(max(times))) == (first, last)


def test_entries_of_one_second_keep_the_order_in_which_they_happened() -> None:
    first = drafts(rows_of("pagerduty/pygerduty-incident_log_entries.json"))[:4]
    assert [row.locator for row in first] == [f"/log_entries/{index}" for index in (11, 10, 9, 8)]


def test_every_file_there_is_read_or_refused_in_a_sentence() -> None:
    refused = {}
    for path in sorted(shared_file("timelines").rglob("*")):
        if not path.is_file():
            continue
        sample = Sample.of(path)
        try:
            importer = detect(sample)
        except UserError as error:
            refused[path.name] = f"{error.message} {error.remedy}"
        else:
            assert preview(importer, sample, ImportOptions(), 3).rows
            assert rows_of_path(path)
    assert all("  " not in words and words.endswith(".") for words in refused.values())
    assert "password" in refused["pass_protected.xlsx"]
    assert "nothing to import" in refused["i_string_UTF-16LE_with_BOM.json"]
    assert "nothing to import" in refused["n_structure_100000_opening_arrays.json"]
    assert not {".csv", ".log", ".zip", ".jsonl"} & {Path(name).suffix for name in refused}


@pytest.mark.parametrize(
    "form",
    ["csv", "tsv", "markdown", "pagerduty", "opsgenie", "statuspage", "grafana", "github", "syslog", "xlsx"],
)
def test_a_made_file_gives_what_its_manifest_says(form: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    maker = shared_file("timelines/make_large.py")
    command = [sys.executable, str(maker), "--events", "20000", "--format", form, "--out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    manifest = json.loads(made.with_name("made.manifest.json").read_text())
    rows = rows_of_path(made)
    without_time = sum(row.occurred_at is None for row in drafts(rows))
    assert len(rows) == manifest["rows"]
    assert len(unread(rows)) + without_time == manifest["bad"]
    times = [row.occurred_at for row in drafts(rows) if row.occurred_at]
    if manifest["finest_time"] == "millisecond":
        assert min(times).isoformat(timespec="milliseconds").replace("+00:00", "Z") == manifest["first_utc"]
        assert max(times).isoformat(timespec="milliseconds").replace("+00:00", "Z") == manifest["last_utc"]
