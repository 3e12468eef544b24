"""Initials of people who take part: where they are asked about, and where they may be anything."""

import pytest

from secondstory.exporters.initials import initials_in, initials_of
from support.reports import people

KNOWN = initials_of(["Jana Weiss", "Dana Berg", "Petra Miller", "Ana Maria da Silva", "Priya"])


def test_only_initials_that_are_nothing_else_are_known() -> None:
    assert sorted(KNOWN) == ["AMS", "JW"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "JW acked",
            "ack'd by JW",
            "14:05 JW: restarted",
            "told J.W. about it",
            "all clear – JW",
            "JW's laptop",
            "JW on it",
        ),
        "AMS joined",
    ],
)
def test_initials_are_asked_about_where_people_are_told_of(text: str) -> None:
    assert list(initials_in(text, KNOWN))


@pytest.mark.parametrize(
    "text", ["JW cluster is slow", "the JW", "JWT acked", "DB restarted", "2:05 PM asked", "jw.test/JW/x", "AS joined"]
)
def test_and_nowhere_else(text: str) -> None:
    assert not list(initials_in(text, KNOWN))


def test_whoever_is_listed_by_initials_is_a_role() -> None:
    assert people("JW")("JW acked, then @jw looked") == "Scribe acked, then Scribe looked"
