"""Logs that name their fields: what they say, and in which zone their times are."""

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, topics

IIS = """\
#Software: Microsoft Internet Information Services 10.0
#Fields: date time cs-method cs-uri-stem cs-uri-query sc-status time-taken
2026-05-04 14:05:02 GET /form id=1 200 12
#Fields: date time cs-method cs-uri-stem sc-status
2026-05-04 14:05:07 POST /form 503
"""
FIREWALL = """\
#Version: 1.5
#Time Format: Local
#Fields: date time action protocol src-ip dst-ip src-port dst-port size

2026-05-04 14:05:02 DROP TCP 192.0.2.5 192.0.2.4 52344 443 -
"""
EXCHANGE = """\
#Log-type: Message Tracking Log
#Fields: date-time,client-hostname,source,event-id,subject
2026-05-04T14:05:02.123Z,MX1,SMTP,FAIL,"Down, again"
"""
ZEEK = "#separator \\x09\n#fields\tts\tuid\tservice\n#types\ttime\tstring\tstring\n1777903502.5\tC1\t-\n#close\tx\n"


def test_requests_are_told_by_their_status_and_their_times_are_in_utc() -> None:
    data = (DATA / "cloudfront.log").read_bytes()
    assert detect(sample_of(data)).info.name == "w3c-log"
    rows = drafts(read(data, zone="Europe/Berlin"))
    assert times(list(rows))[:2] == ["2026-05-04 14:05:02", "2026-05-04 14:05:12"]
    assert [(row.title, row.kind) for row in rows[:2]] == [
        ("GET /form: 200", EventKind.OBSERVATION),
        ("POST /form: 502", EventKind.IMPACT),
    ]
    assert rows[0].tags == ("forms.example", "informational")
    assert topics(data) == []


def test_a_log_may_name_other_fields_further_down() -> None:
    assert titles(read(IIS)) == ["GET /form?id=1: 200", "POST /form: 503"]
    assert len(read(IIS)) == 2


@pytest.mark.parametrize(
    ("log", "title", "time"),
    [
        (FIREWALL, "action: DROP; protocol: TCP; src-ip: 192.0.2.5; dst-ip: 192.0.2.4; src-port: 52344; dst-port: 443",
         "2026-05-04 12:05:02"),
        (EXCHANGE, "client-hostname: MX1; source: SMTP; event-id: FAIL; subject: Down, again",
         "2026-05-04 14:05:02.123000"),
        (ZEEK, "uid: C1", "2026-05-04 14:05:02.500000"),
    ],
)  # fmt: skip
def test_relatives_are_read_by_their_fields(log: str, title: str, time: str) -> None:
    rows = read(log, zone="Europe/Berlin")
    assert detect(sample_of(log)).info.name == "w3c-log"
    assert (titles(rows), times(rows)) == ([title], [time])


def test_only_local_times_ask_for_a_zone() -> None:
    assert topics(FIREWALL) == ["zone"]
    assert topics(IIS) == []
