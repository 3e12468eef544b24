"""Finds what leads to somebody without a name: phone numbers, and the folders of accounts such as ``/home/…``."""

import re
import tomllib
from collections.abc import Callable
from functools import cache

from secondstory.exporters.people import is_system
from secondstory_resources import resource_text

A_NUMBER = "a phone number"
FEWEST, MOST = 9, 15
"""So many digits a phone number has with that of its country."""
FEWEST_AT_HOME = 6
"""And without it."""

# Each repetition has a limit, and a number is no part of a longer one.
_ABROAD = r"(?<![\w+.,-])(?:\+|00(?=\d\d? ))[1-9]\d{0,2}(?:[ /-]?(?:\(\d{1,5}\) ?|\d{1,12})){1,7}(?![\w:]|[.,]\d)"
_AT_HOME = r"(?:\(?0\d{1,5}\)?(?:[ /-]{0,2}\d{1,9}){1,6}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w:]|[.,]\d)"
_DIGITS = re.compile(r"\d[\d ()/.-]{4,}\d")
"""What is in each of them, and in few texts."""
_ACCOUNT = r"[^\s/\\:\"'<>|*?`,;()\[\]{}$%…]{1,40}"


def without_traces(text: str, role_of: Callable[[str], str]) -> str:
    """The text with roles for accounts in paths, and without phone numbers."""
    if "/" in text or "\\" in text:
        homes, windows = _homes()
        text = windows.sub(
            lambda found: _in_folder(found, role_of), homes.sub(lambda found: _in_folder(found, role_of), text)
        )
    return _numbers().sub(_without_number, text) if _DIGITS.search(text) else text


def _in_folder(found: re.Match[str], role_of: Callable[[str], str]) -> str:
    account = found["account"]
    if account.casefold().rstrip(".") in _accounts() or is_system(account):
        return found[0]
    return found["folder"] + role_of(account)


def _without_number(found: re.Match[str]) -> str:
    digits = sum(map(str.isdigit, found[0]))
    if found["abroad"] is None:
        return found["before"] + A_NUMBER if digits >= FEWEST_AT_HOME else found[0]
    return A_NUMBER if FEWEST <= digits <= MOST else found[0]


@cache
def _homes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    source = tomllib.loads(resource_text("report/traces.toml"))
    homes, windows = ("|".join(map(re.escape, source[name])) for name in ("homes", "windows_homes"))
    # Behind the name of a method stands the path of a page.
    asked = "".join(rf"(?<!{method} )" for method in ("GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS"))
    return (
        re.compile(rf"(?<![\w.~-]){asked}(?P<folder>{homes})(?P<account>{_ACCOUNT}(?<![.]))"),
        re.compile(
            rf"(?P<folder>(?<!\w)[A-Z]:[\\/]{{1,4}}(?:{windows})[\\/]{{1,4}})"
            rf"(?P<account>{_ACCOUNT}(?: [^\W\d_][\w.-]{{0,30}}(?=\\))?)",
            re.IGNORECASE,
        ),
    )


@cache
def _numbers() -> re.Pattern[str]:
    source = tomllib.loads(resource_text("report/traces.toml"))
    phones, between = ("|".join(map(re.escape, source[name])) for name in ("phones", "between"))
    told = rf"(?<!\w)(?i:{phones})[.:]?(?: (?i:{between}))?[.:]? "
    return re.compile(rf"(?P<abroad>{_ABROAD})|(?P<before>{told}){_AT_HOME}")


@cache
def _accounts() -> frozenset[str]:
    return frozenset(tomllib.loads(resource_text("report/traces.toml"))["accounts"].split())
