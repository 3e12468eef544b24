"""The patterns in which people write times, put together from the rules."""

import re
from dataclasses import dataclass
from functools import cache

from secondstory.importers.rules import rules

MONTH_BEGINS = 3
"""So many letters of a month tell that it may be one."""


def alternatives(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns, put together from the rules."""

    dates: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    month_starts: frozenset[str]
    opening: re.Pattern[str]
    about: re.Pattern[str]
    weekday: re.Pattern[str]
    weekday_behind: re.Pattern[str]
    joint: re.Pattern[str]
    clock: re.Pattern[str]
    hour: re.Pattern[str]
    characters: re.Pattern[str]
    military: re.Pattern[str]
    compact: re.Pattern[str]
    broken: re.Pattern[str]
    zone: re.Pattern[str]
    range: re.Pattern[str]
    days: re.Pattern[str]
    between: re.Pattern[str]
    ends: dict[str, re.Pattern[str]]
    local: re.Pattern[str]
    doubt: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """The patterns of the rules, compiled once."""
    table = rules("times")
    names, short = alternatives(list(table["months"])), alternatives(list(table["short_months"]))
    prefixes, flags = alternatives(table["approximate_prefixes"]), re.IGNORECASE
    return Grammar(
        dates=tuple(
            re.compile(pattern.replace("MONTH", names).replace("SHORT", short), flags) for pattern in table["dates"]
        ),
        months=table["short_months"] | table["months"],
        month_starts=frozenset(name[:MONTH_BEGINS] for name in table["months"]),
        opening=re.compile(r"[\s\[(*_`<|“\"']*(?:@(?=\w))?"),
        about=re.compile(rf"(?:{prefixes})(?<!\w)\s*|(?:{prefixes})\s+", flags),
        weekday=re.compile(
            rf"(?:(?:{alternatives(table['weekdays'])})\b[.,]?\s*|"
            rf"(?:{alternatives(table['weekdays_short'])})\b[.,]?\s*(?=\d{{1,2}}\.\s?\d{{1,2}}\.))",
            flags,
        ),
        weekday_behind=re.compile(
            rf"\s*[(（](?:{alternatives(table['weekdays'] + table['weekdays_in_brackets'])})[.]?[)）]|"
            rf"\s+(?:{alternatives(table['weekdays'])})\.?(?=\s+\d{{1,2}}:)",
            flags,
        ),
        joint=re.compile(
            rf"(?:\s*[T_]\s*(?=\d)|\s*,?\s*(?:@|(?:{alternatives(table['joints'])})(?!\w)|-|–|—|:|\|)?\s*(?=[~≈\dHhXx?午上下오]))",
            flags,
        ),
        clock=re.compile(
            r"(?P<hour>\d{1,2})(?P<mark>[:.]|\s?h\s?)(?P<minute>\d{2})(?!\d)(?:[:.](?P<second>\d{2})(?:[.,](?:(?P<fraction>\d{1,9})|[Xx?]{1,9}(?!\w)))?)?"
            r"(?!\d|[.:]\d|%|:[Xx?]{2})(?:\s?(?P<half>[ap])\.?\s?m\b\.?|(?P<short>[ap])\b)?(?:\s?(?:h|hrs|Uhr|uhr|noon)\b)?",
            flags,
        ),
        hour=re.compile(
            r"(?P<hour>\d{1,2})(?:\s?(?P<half>[ap])\.?m\b\.?|\s?(?:Uhr|h|noon)(?=\s*(?:[:–—|-]\s|$)))", flags
        ),
        characters=re.compile(
            rf"(?P<before>{alternatives(list(table['halves']))})?\s?(?P<hour>\d{{1,2}})(?::(?P<plain>\d\d)(?!\d|:[Xx?]{{2}})|"
            r"[時时点시](?:\s?(?P<minute>\d{1,2})[分분](?:\s?(?P<second>\d{1,2})[秒초])?)?)"
        ),
        military=re.compile(
            r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?:(?=Z\b|\s?(?:UTC|GMT)\b)|\s?(?:h|hrs|hours)\b)", flags
        ),
        compact=re.compile(r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)(?=Z\b|[+-]\d{2}:?\d{2}\b)"),
        broken=re.compile(
            r"(?P<hour>\d{1,2}|[\dXx?]{2}|HH|hh)[:.](?P<minute>[\dXx?]{2}|mm|MM)(?::(?P<second>[\dXx?]{2}|ss|SS))?(?:(?=Z\b)|(?![\w:]))"
        ),
        zone=re.compile(
            r"\s?(?P<zone>[+-]\d{2}:?\d{2}\b|(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?\b|[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?\b|Z\b|(?<=\d)z\b|[A-Z]{2,5}\b(?![-/]))"
        ),
        range=_joins(table["joins"]),
        days=re.compile(rf"\s*(?:{alternatives(table['joins'])})\s*(?=\w)", flags),
        between=re.compile(rf"[\s,:–—-]*({alternatives([*table['between'], *table['spans']])})\s+(?=[~\d])", flags),
        ends={word: _joins(joins) for word, joins in (table["between"] | table["spans"]).items()},
        local=re.compile(rf"\s\(?(?:{alternatives(table['local'])})\b\)?(?=\s*(?:[:,;|)\]–—-]|$))", flags),
        doubt=re.compile(
            rf"\s*(?:\([^()]*(?:\b|(?=-))(?!(?-i:EST\b))(?:{alternatives(table['approximate'])})\b[^()]*\)|\?+|\(\?+\)|[+〜～](?=\s|$)|頃|ごろ)",
            flags,
        ),
    )


def _joins(words: list[str]) -> re.Pattern[str]:
    """What stands between the beginning and the end of a range."""
    return re.compile(rf"\s*(?:{alternatives(words)})\s*(?=[~\d(])", re.IGNORECASE)
