"""The rule files: complete, and inflected as expected."""

import tomllib

import pytest

from secondstory.wording.coach import Coach
from secondstory.wording.words import all_forms, past_forms, plural_forms
from secondstory_resources import resource_text

FAMILIES = Coach.load().families


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_covers_sixty_idioms_and_says_why_and_what_instead(family: str) -> None:
    source = tomllib.loads(resource_text(f"wording/{family}.toml"))
    assert sum(len(rule["patterns"]) for rule in source["rules"]) >= 60
    assert source["why"].endswith(".")
    assert source["instead"]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_list_that_a_rule_names_exists(family: str) -> None:
    kinds = {
        "adv", "aside", "human", "machine", "device", "org", "role", "name", "data", "det", "poss", "part", "ing",
        "num", "pronoun", "word", "mask", "filler", "mod", "maybe", "maybe-first",
    }  # fmt: skip
    source = tomllib.loads(resource_text(f"wording/{family}.toml"))
    common = tomllib.loads(resource_text("wording/common.toml"))
    known = kinds | set(common["lists"]) | set(source.get("lists", {}))
    patterns = [p for rule in source["rules"] for p in rule["patterns"]]
    patterns += [p for guard in source.get("guards", {}).values() for part in guard.values() for p in part]
    named = {c[1:].rstrip("?*+") for p in patterns for e in p.split() for c in e.lstrip("!").split("|") if c[:1] == "@"}
    assert named <= known


@pytest.mark.parametrize(
    ("base", "past"),
    [("break", {"broke", "broken"}), ("skip", {"skipped"}), ("travel", {"traveled"}), ("hurry", {"hurried"})],
)
def test_past_forms(base: str, past: set[str]) -> None:
    assert past <= past_forms(base)


def test_all_forms_and_plurals() -> None:
    assert {"drop", "drops", "dropped", "dropping"} <= all_forms("drop")
    assert plural_forms("fireman") == {"fireman", "firemen"}
    assert plural_forms("secretary") == {"secretary", "secretaries"}
