"""Logs of applications and web servers: the dialects, what goes on with a record, and what no log is."""

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind, Precision
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread

OWN = "app-log"
KLOG = "E0504 14:05:02.123456       1 flow.go:10] Flow failed"


@pytest.mark.parametrize(
    ("line", "title", "tags"),
    [
        ("2026-05-04 14:05:02,000 ERROR [main] a.Flow - Flow failed", "a.Flow: Flow failed", "a.Flow error"),
        ("2026-05-04 14:05:02,000 - orders.flow - WARNING - retry", "orders.flow: retry", "orders.flow warning"),
        ("[2026-05-04 14:05:02,000] {flow.py:12} INFO - hello", "hello", "informational"),
        ("[2026-05-04 14:05:02] [INFO] hello", "hello", "informational"),
        ("2026-05-04T14:05:02Z  INFO 12 --- [main] o.s.Boot  : Started", "o.s.Boot: Started", "o.s.Boot informational"),
        ("2026-05-04 14:05:02.000 UTC [1234] LOG:  checkpoint starting", "checkpoint starting", "informational"),
        ("2026-05-04 16:05:02.000 +02:00 [ERR] Request failed", "Request failed", "error"),
        ("2026-05-04 14:05:02.000 | ERROR    | a.main:run:12 - oh no", "a.main:run:12: oh no", "a.main:run:12 error"),
        ("2026/05/04 14:05:02 [error] 12#0: *5 oh no, client: 192.0.2.1, server: shop", "oh no", "error"),
        ("[Mon May 04 14:05:02 2026] [core:error] [pid 12:tid 3] [client ::1] AH1: oh", "core: AH1: oh", "core error"),
        ('192.0.2.1 - - [04/May/2026:16:05:02 +0200] "GET /a HTTP/1.1" 500 12 "-" "curl"', "GET /a: 500", "error"),
        ('time=2026-05-04T14:05:02Z level=error msg="flow \\"a\\" failed"', 'flow "a" failed', "error"),
        ("level=info ts=1777903502 caller=flow.go:1 msg=hello", "flow.go:1: hello", "flow.go:1 informational"),
        ("E20260504 14:05:02.000000  1 flow.go:10] Flow failed", "flow.go:10: Flow failed", "flow.go:10 error"),
        ("2026-05-04 16:05:02.000 CEST [12] app@orders ERROR:  deadlock", "deadlock", "error"),
        ("2026-05-04T14:05:02Z 8 [Warning] [MY-1] [Server] oh", "Server: oh", "Server warning"),
        ("web-1  | 2026-05-04T14:05:02Z ERROR oh no", "web-1: oh no", "web-1 error"),
        ("[pod/web-1/app] 2026-05-04T14:05:02Z ERROR oh no", "web-1/app: oh no", "web-1/app error"),
        ('h2 2026-05-04T14:05:02Z app/a/1 192.0.2.1:28 - -1 -1 -1 503 - 0 57 "GET https://a:443/b HTTP/1.1" "curl" -',
         "app/a/1: GET https://a:443/b: 503", "app/a/1 error"),
        ('79a59 bucket [04/May/2026:16:05:02 +0200] 192.0.2.3 - 3E5 REST.PUT.OBJECT k "PUT /k HTTP/1.1" 503 SlowDown -',
         "bucket: PUT /k: 503", "bucket error"),
        ("2026-05-04 14:05:02 10.0.0.1 GET /a id=1 443 - 10.0.0.2 Mozilla/5.0 - 500 0 0 15", "GET /a: 500", "error"),
        ("2026-05-04 14:05:02 W3SVC1 WEB1 ::1 GET /a - 80 ana ::1 curl 404 0 2 9 8 7", "GET /a: 404", "informational"),
    ],
)  # fmt: skip
def test_a_line_of_each_dialect_is_an_event(line: str, title: str, tags: str) -> None:
    rows = read(f"{line}\n{line}\n")
    assert detect(sample_of(line)).info.name == OWN
    assert times(rows) == ["2026-05-04 14:05:02"] * 2
    assert titles(rows) == [title] * 2
    assert [row.tags for row in drafts(rows)] == [tuple(tags.split())] * 2


def test_the_times_of_iis_are_in_utc_whatever_the_zone_of_the_review_is() -> None:
    log = "#Fields: date time s-ip\n" + "2026-05-04 14:05:02 10.0.0.1 GET /a - 443 - 10.0.0.2 curl - 500 0 0 15\n" * 2
    assert times(read(log, zone="Europe/Berlin")) == ["2026-05-04 14:05:02"] * 2
    assert topics(log) == []


def test_a_stack_trace_belongs_to_the_record_above_it() -> None:
    rows = read((DATA / "app-log.log").read_bytes())
    assert titles(rows) == [
        "orders.Flow: Run 811 started",
        "orders.Flow: Run 811 failed",
        "orders.Flow: retry in 30 s",
        "orders.Flow: Connector was restarted",
    ]
    assert drafts(rows)[1].body.endswith("Caused by: orders.QuotaException: 10000000 cells\n\t... 12 more")
    assert topics((DATA / "app-log.log").read_bytes()) == ["zone"]


def test_a_request_tells_by_its_status_whether_it_failed_and_not_by_its_words() -> None:
    rows = drafts(read((DATA / "requests.log").read_bytes()))
    assert [(row.title, row.kind) for row in rows] == [
        ("GET /form: 200", EventKind.OBSERVATION),
        ("POST /form: 502", EventKind.IMPACT),
        ("\\x16\\x03\\x01: 400", EventKind.OBSERVATION),
    ]
    assert not any("192.0.2" in f"{row.title}{row.body}{row.actor}" for row in rows)


def test_a_level_that_is_worse_than_an_error_is_an_alert() -> None:
    rows = drafts(read("2026-05-04 14:05:02 FATAL orders.Flow - gave up\n2026-05-04 14:05:03 INFO orders.Flow - bye"))
    assert [row.kind for row in rows] == [EventKind.ALERT, EventKind.OBSERVATION]


def test_the_year_that_klog_lacks_is_asked_for_like_the_zone() -> None:
    assert topics(KLOG) == ["date", "zone"]
    assert times(read(KLOG, day="2026-05-01", zone="Europe/Berlin")) == ["2026-05-04 12:05:02.123456"]
    assert [row.precision for row in drafts(read(KLOG))] == [Precision.UNKNOWN]


def test_a_time_that_is_none_is_kept_as_an_unread_row() -> None:
    rows = read(f"{KLOG}\nE0544 14:05:02.123456       1 flow.go:10] Flow failed", day="2026-05-01")
    assert [row.reason for row in unread(rows)] == ["“0544 14:05:02.123456” is not a time."]


@pytest.mark.parametrize(
    "text",
    [
        "# What happened\n\nThe log said:\n\n    2026-05-04 14:05:02 ERROR a.Flow - gave up\n\n- 14:09 rolled back\n",
        "2026-05-04 14:05 - alert fired\n2026-05-04 14:09 - info given to the desk\n",
        "May  4 14:05:02 host-1 sshd[12]: error: INFO is not known\n",
    ],
)
def test_other_texts_are_no_logs_of_applications(text: str) -> None:
    assert detect(sample_of(text)).info.name != OWN


NAGIOS = """\
[1777885500] SERVICE ALERT: web-1;HTTP;CRITICAL;HARD;3;timed out
[1777885560] EXTERNAL COMMAND: ACKNOWLEDGE_SVC_PROBLEM;web-1;HTTP;1;1;1;robin;looking at it
[1777885620] HOST ALERT: web-1;DOWN;HARD;3;no answer
[1777889100] SERVICE NOTIFICATION: robin;web-1;HTTP;OK;mail;all fine
[1777889160] Nagios starts
"""


def test_what_nagios_logs_is_told_by_the_state_of_host_or_service() -> None:
    rows = drafts(read(NAGIOS))
    assert [row.kind.value for row in rows] == ["alert", "acknowledgement", "alert", "recovery", "observation"]
    assert rows[0].title == "SERVICE ALERT: web-1;HTTP;CRITICAL;HARD;3;timed out"
    assert times(read(NAGIOS))[0] == "2026-05-04 09:05"
    assert topics(NAGIOS) == []
