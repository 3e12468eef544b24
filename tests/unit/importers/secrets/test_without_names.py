"""Secrets in commands, connection strings and sentences, those of a known form, and what only looks like one."""

import re
from io import BytesIO

import pytest

from secondstory.importers.secrets.in_text import Watched, may_hold_secrets, without_secrets

KEY = "0123456789abcdef0123456789abcdef"


def left_out(text: str) -> str:
    """The text without secrets, whose signs are seen first wherever there is one."""
    found, secrets = without_secrets(text)
    assert may_hold_secrets([text]) or not secrets
    return found


@pytest.mark.parametrize(
    "text",
    [
        *("mysql -u root -p«Zebra!77» -h db1", "ran mysqldump -uroot -p'«my zebra»' shop", "mariadb -p«test»"),
        *("curl -u admin:«zebra77» https://x", "curl -s --user 'bo:«Zebra&3»' x", "curl -sku admin:«zebra» https://x"),
        *("sshpass -p «zebra77» ssh root@db1", "sshpass -p'«my zebra»' scp a b", "SSHPASS=«zebra» sshpass -e ssh x"),
        *(
            "docker login -u ci -p «zebra77» registry",
            "mongosh -u admin -p «zebra77»",
            "redis-cli -h r1 -a «zebra77» info",
        ),
        *("login --password «zebra77» --yes", "tool --db-password '«my zebra»'", "tool --token «a1b2c3d4» run"),
        *(
            "ldapsearch -D cn=admin -w «zebra77» -b x",
            "openssl rsa -passin pass:«zebra» -in k",
            "smbclient -U 'bo%«zebra»' x",
        ),
        *(
            "PGPASSWORD=«zebra» psql -h db",
            "PGPASSWORD='«my zebra»' psql",
            "export MYSQL_PWD=«zebra»; mysql",
            "pwd=«zebra7»",
        ),
        *(
            "Server=db1;User Id=sa;Password=«abc»;Encrypt=true",
            "Server=x;Password=«My P@ss»;Encrypt=True",
            "Uid=sa;Pwd=«abc»;",
        ),
        *("db_pass=«zebra7»", "DB_PASS: «zebra77»", "jdbc:mysql://db/shop?user=app&password=«zebra»"),
        *(
            "Authorization: «Basic dXNlcjpwYXNz»",
            "authorization: «Bearer abcDEFghiJKL»",
            "Cookie: «a=b; sid=9f8e7d6c5b4a»",
        ),
        *(
            "The password is «zebra7!»",
            "we reset the password to `«zebra2026»`",
            "Das Passwort lautet jetzt «Zebra2026!»",
        ),
        *(
            "Kennwort: «Zebra2026»",
            "Wachtwoord: «zebra2026»",
            "contraseña: «Cebra2026»",
            "пароль: «zebra2026»",
            "密码：«banma2026»",
        ),
        *(
            "<dbPassword>«zebra»</dbPassword>",
            '{"name": "DB_PASSWORD", "value": "«zebra77»"}',
            "JWT_SECRET=«abc123def456»",
        ),
        *("used «AKIAIOSFODNN7EXAMPLE»", f"with «shpat_{KEY}»", f"«sk-proj-{KEY}»"),
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,AB«\n\nMIIEowIBAAKCAQEA1234\n»-----END",
    ],
)
def test_a_secret_is_left_out_and_what_is_around_it_stays(text: str) -> None:
    before, secret, behind = re.split("[«»]", text)
    assert left_out(before + secret + behind) == f"{before}[secret left out]{behind}"


@pytest.mark.parametrize(
    "text",
    [
        *("account key: ACCT-1234", "account key=CUST_001234", "account key: 10023345", "Account key: tenant-42"),
        *(
            "next_page_token=eyJvZmZzZXQiOjEwMDB9abc123",
            "nextPageToken: CAUQAA1234567890abcd",
            "sync_token=1234567890abcdefgh",
        ),
        *(
            "primary key: 1234567890ab",
            "signing key: v2-2026-rollover",
            "encryption key: alias/shop-key-1",
            "SUB key: SUB-2026-1",
        ),
        *(
            "the token expired",
            "password reset by support",
            "Password: reset by support",
            "password=disabled for 3 hours",
        ),
        *("Passwort: abgelaufen", "Das Passwort ist abgelaufen", "Wachtwoord: verlopen", "La contraseña ha caducado"),
        *("mysql -u root -p shop", "mysql -p asks for it", "mysql -P 3307", "mysql restarted; ssh -p2222 worked"),
        *("curl -u admin https://x", "curl -u $USER:$PASS x", "curl https://x:8080/a", "curl -u <user>:<password> x"),
        *("sshpass -p is not installed", 'sshpass -p "$PASS" ssh', "docker run -p 8080:80 -u 1000:1000 web1"),
        *(
            "the --password option is deprecated",
            "--password-file /run/secrets/x1",
            "the --token flag",
            "PWD=/app",
            "pwd: C:\\x\\y",
        ),
        *("Server=db;Password=;Encrypt=true", "Password=${DB_PASSWORD};", "Authorization: Basic authentication failed"),
        *(
            "password was SHA256-hashed",
            "password is now 12-character",
            "password for 12 users was reset",
            "BYPASS=enabled1",
        ),
        *("PASS: test_login_2 (0.3s)", "pass=12345678 fail=2", "secret: shop/db-login2", "Cookie: fixed in 1.2.3"),
        *(
            "task: sk-northeast-cluster-node-pool-1",
            "risk-register-2026-version-10-of-may",
            "<password>${PASS}</password>",
        ),
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert left_out(text) == text


def test_secrets_that_overlap_are_left_out_together() -> None:
    found, secrets = without_secrets(f"tool --password pass:{KEY} password={KEY}")
    assert KEY not in found
    assert found.endswith("password=[secret left out]")
    assert len(secrets) == 2


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis"])
def test_a_stream_of_another_encoding_may_hold_whatever_it_likes(encoding: str) -> None:
    stream = Watched(BytesIO({"cp1251": "пароль", "shift_jis": "パスワード"}[encoding].encode(encoding)))
    stream.read()
    assert stream.may_hold_secrets


@pytest.mark.parametrize(
    "piece", ["mysql -p ", "curl -u a: ", "--a-b-c-", "; pwd = x y;", "cookie: a=b; ", "the password for x is "]
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * 5_000
    assert left_out(text) == text
