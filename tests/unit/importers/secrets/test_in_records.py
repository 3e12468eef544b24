"""Secrets in files of any format: what is kept of a record has none, and an event says that there was one."""

from io import BytesIO

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.fingerprint import fingerprints
from secondstory.importers.preview import preview, repair
from secondstory.importers.reading import read_rows
from secondstory.importers.registry import by_name, detect
from secondstory.importers.secrets.in_text import Watched, without_secrets
from secondstory.importers.together import in_columns
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts
from support.imports import drafts, sample_of, titles, unread
from support.slack import export, message

KEY = "0123456789abcdef0123456789abcdef"
SECRETS = (KEY, "correcthorse", "hunter2!", "Winter2026")
TOLD = "A secret stood in this record; it was left out."


def kept(data: bytes | str) -> list[Draft | UnreadRow]:
    """The rows of a file as an import takes them."""
    data = data.encode() if isinstance(data, str) else data
    return list(read_rows(detect(sample_of(data)), BytesIO(data), ImportOptions(zone="UTC")))


@pytest.mark.parametrize(
    "text",
    [
        f"routing_key={KEY}",
        f"The integration key: {KEY}",
        f"curl -H 'Authorization: Token token={KEY}'",
        f"Authorization: Bearer {KEY}",
        f'"AUTHORIZATION" : "Basic {KEY}"',
        f"POST /v1?api_key={KEY}&page=2",
        f"X-API-Key: {KEY}",
        f"GITHUB_TOKEN={KEY}",
        f'{{\\"access_token\\": \\"{KEY}\\"}}',
        f"client_secret={KEY}",
        "password=correcthorse",
        "DB_PASSWORD: hunter2!",
        'password: "correcthorse"',
        "**Passwort:** `Winter2026`",
    ],
)
def test_a_secret_is_found_behind_its_name(text: str) -> None:
    kept_text, (secret,) = without_secrets(text)
    assert kept_text == text.replace(secret, "[secret left out]")
    assert secret.removeprefix("Bearer ").removeprefix("Basic ").removeprefix("Token token=") in SECRETS


@pytest.mark.parametrize(
    "text",
    [
        "password: expired, required again",
        "Password reset for 12345678 people",
        "password=[secret left out]",
        "password=${DB_PASSWORD} token: <token-123456789012345>",
        "The API key: expired. Access key: rotated",
        "unexpected token: identifier",
        "token: 2026-05-04T14:05:00.000Z",
        "secret: db-login-v2 was not mounted",
        "authorization: basic authentication failed",
        "routing key: orders.created",
        "issue key: SHOP-1234567890",
        "tokens used: 1234567890123456",
        "access key: https://example.invalid/keys/12345678",
        "private key: /etc/ssl/private/key1.pem could not be read",
        "password=undefined",
        "invalid password: user=somebody1",
        "https://example.invalid:8443/a@b and ssh://git@example.invalid:22/x",
        "postgres://app:***@db and postgres://app:${PASSWORD}@db",
        "POST /api/webhooks/1/deliveries?sig=ok",
    ],
)
def test_what_only_looks_like_a_secret_is_kept(text: str) -> None:
    assert without_secrets(text) == (text, [])


@pytest.mark.parametrize(
    ("before", "secret", "behind"),
    [
        ("could not reach postgres://app:", "hunter2!", "@db/prod"),
        ("redis://:", "hunter2!", "@cache:6379"),
        ("pushed with ", f"ghp_{KEY}1234", " by hand"),
        ("", "xoxb-123456789012-abcdefabcdef", " is the token"),
        ("Opened with session=", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3", " by hand"),
        ("-----BEGIN PRIVATE KEY-----", f"\n{KEY}\n", "-----END PRIVATE KEY-----"),
        ("GET /invoke?sp=%2Frun&sv=1.0&sig=", KEY, " failed"),
        ("https://hooks.slack.com/services/T01ABC/B01ABC/", KEY, ""),
    ],
)
def test_a_secret_of_a_known_form_needs_no_name(before: str, secret: str, behind: str) -> None:
    assert without_secrets(f"{before}{secret}{behind}") == (f"{before}[secret left out]{behind}", [secret])
    (row,) = drafts(kept(f'time,text\n2026-05-04T14:05Z,"{before}{secret}{behind}"\n'))
    assert secret not in repr(row)
    assert row.remark == TOLD


@pytest.mark.parametrize(
    "file",
    [
        f"time,text\n2026-05-04T14:05Z,set api_key={KEY}\n2026-05-04T14:06Z,looked at it\n",
        f'time,text,payload\n2026-05-04T14:05Z,called,"{{""routing_key"": ""{KEY}""}}"\n2026-05-04T14:06Z,looked,\n',
        f"# Report\n\n- 2026-05-04 14:05 set api_key={KEY}\n- 2026-05-04 14:06 looked at it\n",
        f"2026-05-04T14:05:00Z INFO app - set api_key={KEY}\n2026-05-04T14:06:00Z INFO app - looked at it\n",
        "From: a@example.org\nTo: b@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nSubject: Login\n"
        f"Date: Mon, 04 May 2026 14:05:00 +0000\n\nHere it is: api_key={KEY}\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260504T140500Z\nDTSTART:20260504T140500Z\n"
        f"SUMMARY:Rotation\nDESCRIPTION:set api_key={KEY[:20]}\n {KEY[20:]}\nEND:VEVENT\nEND:VCALENDAR\n",
    ],
    ids=["table", "JSON in a table", "Markdown", "log", "mail", "calendar, folded"],
)
def test_no_format_keeps_a_secret(file: str) -> None:
    rows = kept(file)
    assert KEY not in repr(rows)
    assert KEY[20:] not in repr(rows)
    assert [TOLD in row.remark for row in drafts(rows)] == [True, False][: len(rows)]


def test_a_message_in_an_archive_keeps_no_secret() -> None:
    (row,) = kept(export({"incident/2026-05-04.json": [message(f"use password={KEY}")]}))
    assert KEY not in repr(row)


def test_a_record_that_holds_a_secret_in_code_is_kept_as_its_text() -> None:
    (row,) = drafts(
        kept(
            "From: a@example.org\nTo: b@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nSubject: Login\n"
            "Date: Mon, 04 May 2026 14:05:00 +0000\nContent-Type: text/plain; charset=utf-8\n"
            "Content-Transfer-Encoding: base64\n\nVGhlIHBhc3N3b3JkOiBodW50ZXIyMg==\n"
        )
    )
    assert row.body.startswith("The password: [secret left out]")
    assert row.raw == f"{row.title}\n\n{row.body}"


@pytest.mark.parametrize("length", [150, 160, 165, 175])
def test_a_title_that_is_cut_off_inside_a_secret_shows_nothing_of_it(length: int) -> None:
    text = f"{'x' * length} 'api_key': '{KEY * 2}'"
    (row,) = drafts(kept(f"time,text\n2026-05-04T14:05Z,{text}\n"))
    assert KEY[:4] not in repr(row)
    assert row.raw.startswith("2026")
    assert len(row.title) <= 200


def test_cells_below_the_name_of_a_secret_are_left_out() -> None:
    rows = kept(f"time,text,Password,API key\n2026-05-04T14:05Z,reset,{KEY},expired\n2026-05-04T14:06Z,looked,,\n")
    assert [(row.raw, row.remark) for row in drafts(rows)] == [
        ("2026-05-04T14:05Z,reset,[secret left out],expired", TOLD),
        ("2026-05-04T14:06Z,looked,,", ""),
    ]


def test_cells_of_a_table_in_a_report_are_left_out() -> None:
    rows = kept(f"| Time | Text | Token |\n|---|---|---|\n| 2026-05-04 14:05 | reset | {KEY} |\n")
    assert titles(rows) == ["reset"]
    assert KEY not in repr(rows)
    assert TOLD in drafts(rows)[0].remark


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("rows", [0, 1500])
def test_a_secret_deep_in_a_table_is_left_out(rows: int, encoding: str) -> None:
    plain = "2026-05-04T14:05Z,Gerät geprüft; nothing to see in this row of the table\n" * rows
    file = f"time,text\n{plain}2026-05-04T14:06Z,DB_PASSWORD={KEY}\n{plain}".encode(encoding)
    found = [row for row in read_rows(by_name("csv"), BytesIO(file), ImportOptions()) if isinstance(row, Draft)]
    assert KEY not in repr(found)
    assert [row.title for row in found if TOLD in row.remark] == ["DB_PASSWORD=[secret left out]"]


@pytest.mark.parametrize("size", range(1, 40))
def test_a_sign_is_seen_where_a_block_of_bytes_ends_inside_it(size: int) -> None:
    stream = Watched(BytesIO(b"time,text\n2026-05-04T14:05Z,Authorization: Basic dGVzdA==\n"))
    while stream.read(size):
        pass
    assert stream.may_hold_secrets


def test_an_unread_row_has_no_secret_and_says_so() -> None:
    rows = kept(f"time,text\n2026-05-04T14:05Z,fine\nsoon,password={KEY}\n")
    (row,) = unread(rows)
    assert row.raw == "soon,password=[secret left out]"
    assert row.reason.endswith(TOLD)


def test_neither_a_look_at_a_file_nor_a_corrected_row_shows_a_secret() -> None:
    csv = by_name("csv")
    sample = sample_of(f"time,text\n2026-05-04T14:05Z,password={KEY}\n")
    assert KEY not in repr(preview(csv, sample, ImportOptions()).rows)
    corrected = f"2026-05-04T14:05Z,password={KEY}"
    row = repair(UnreadRow("row 2", "Why.", f"soon,password={KEY}"), csv, ImportOptions(), corrected, sample=sample)
    assert KEY not in repr(row)


@pytest.mark.parametrize(
    "piece",
    ["password=", "api_key=1", "token: a1", "password='a1b2c3d4e5", "Authorization: Basic 1", "password={0}x1y2z3 "],
)
def test_very_many_secrets_take_no_longer_than_their_text(piece: str) -> None:
    text = "".join(piece.format(number) for number in range(40_000))
    (row,) = kept(f"time\ttext\n2026-05-04T14:05Z\t{text}\n")
    assert "x1y2z3" not in repr(row)


def test_the_same_file_gives_the_same_events() -> None:
    file = f"time,text\n2026-05-04T14:05Z,password={KEY}\n2026-05-04T14:06Z,password={KEY}\n"
    first, again = (fingerprints(Drafts.of(drafts(kept(file)))) for _ in "12")
    assert first == again
    assert len(set(first)) == 2


def test_a_record_without_a_secret_is_kept_to_the_letter() -> None:
    file = "time,text\n2026-05-04T14:05Z,password: expired; the token is gone\n"
    (row,) = drafts(kept(file))
    (plain,) = by_name("csv").read(BytesIO(file.encode()), ImportOptions())
    assert row == plain


@pytest.mark.parametrize("said", [f"Sent with api_key={KEY}", "Queue is growing"])
def test_rows_that_come_in_columns_have_none_either(said: str) -> None:
    file = f"time,text\n2026-05-04T14:05:00Z,{said}\n2026-05-04T14:06:00Z,Queue is empty\n".encode()
    portions = in_columns(read_rows(by_name("csv"), BytesIO(file), ImportOptions()))
    told = [row for columns, _ in portions for row in columns.one_by_one()]
    assert [(row.title, row.remark) for row in told] == [(row.title, row.remark) for row in drafts(kept(file))]
    assert [row.remark for row in told] == [TOLD if KEY in said else "", ""]
    assert KEY not in str(told)
