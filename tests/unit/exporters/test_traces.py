"""Phone numbers, and accounts in paths, which lead to people as names do."""

import pytest

from support.reports import people

HIDE = people("Dana Okafor")


@pytest.mark.parametrize(
    "text",
    [
        *("call +49 170 1234567 now", "+1 (415) 555-0132", "+14155550132.", "call 0170 1234567", "Tel.: 030/1234567"),
        *("mobile 415-555-0132", "rang 0049 170 1234567", "Handy 0171-7654321"),
    ],
)
def test_a_phone_number_is_left_out(text: str) -> None:
    hidden = HIDE(text)
    assert "a phone number" in hidden
    assert not any(map(str.isdigit, hidden))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("/home/dokafor/app.log", "/home/Scribe/app.log"),
        ("see /home/kowalski.", "see /home/a participant."),
        ("C:\\Users\\Dana Okafor\\x.log", "C:\\Users\\Scribe\\x.log"),
        ("C:\\\\Users\\\\jkowalski\\\\x", "C:\\\\Users\\\\a participant\\\\x"),
        ("/Users/jkowalski/app", "/Users/a participant/app"),
    ],
)
def test_an_account_in_a_path_is_a_role(text: str, hidden: str) -> None:
    assert HIDE(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-05-04T14:05:00+0200",
            "+5 minutes",
            "+1234 -5678 lines",
            "+12 345 678 rows",
            "10.0.0.1",
            "call 12 people",
        ),
        *(
            "text 14:05",
            "port 0170 1234",
            "ticket 0170-123456",
            "+1234567890123456789",
            "phone 0800 flow",
            "on call 24/7",
        ),
        *(
            "GET /home/products 200",
            "https://x.test/home/kowalski",
            "/home/ubuntu/x",
            "C:\\Users\\Public\\x",
            "/home/app",
        ),
    ],
)
def test_other_numbers_and_paths_stay(text: str) -> None:
    assert HIDE(text) == text
