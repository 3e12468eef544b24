"""Finds who or what a cue is about: the subject to its left."""

from collections.abc import Sequence

from secondstory.wording.tokens import Token

PERSON, ORGANISATION, THING, UNKNOWN, NOBODY = "person", "organisation", "thing", "unknown", "nobody"
REACH = 16
_RELATIVE = {"who", "which", "that"}
_SKIPPED = frozenset({"adv", "aside", "aux"})


def actor_before(tokens: Sequence[Token], cue: int) -> str:
    """What the subject of the verb at ``cue`` is: a person, an organisation, a thing, unknown, or missing (passive)."""
    fallback = ""
    seen = False
    j = cue - 1
    while j >= max(0, cue - REACH):
        token = tokens[j]
        if "punct" in token.kinds:
            if seen:
                break
            j = _before_aside(tokens, j) if token.norm == "," else j - 1
            continue
        if not seen and token.norm in {"and", "then", "but", "or"}:
            return _first_actor(tokens, j)
        if not seen and token.norm in _RELATIVE:
            if j == 0 or not _antecedent(tokens, j):
                return PERSON if token.norm == "who" else THING
            j -= 1
            continue
        if not seen and token.kinds & {"passive"}:
            return NOBODY
        if token.kinds & {"boundary", "finite", "passive"} and not token.kinds & {"machine", "human"}:
            break
        if _is_skipped(token):
            j -= 1
            continue
        seen = True
        kind = _kind(tokens, j)
        if kind and not _in_prepositional(tokens, j):
            return kind
        if not kind and "word" in token.kinds and not token.kinds & {"det", "prep", "mod"}:
            fallback = fallback or UNKNOWN
            if not _in_prepositional(tokens, j):
                return UNKNOWN
        fallback = fallback or kind
        j = _before_preposition(tokens, j) if kind or fallback else j - 1
    return fallback or NOBODY


def is_attribute(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the cue describes the noun behind it, as in: a misconfigured monitor."""
    return "part" in tokens[cue].kinds and cue > 0 and bool(tokens[cue - 1].kinds & {"det", "poss", "prep"})


def _is_skipped(token: Token) -> bool:
    return not _SKIPPED.isdisjoint(token.kinds) and not token.kinds & {"human", "machine"}


def _kind(tokens: Sequence[Token], j: int) -> str:
    kinds = tokens[j].kinds
    if "human" in kinds and not ("machine" in kinds and "name" not in kinds):
        return PERSON
    if "maybe-first" in kinds and j + 1 < len(tokens) and tokens[j + 1].kinds & {"part", "adv"}:
        return PERSON
    if "org" in kinds:
        return ORGANISATION
    if not kinds.isdisjoint({"machine", "data", "mask"}):
        return THING
    return ""


def _in_prepositional(tokens: Sequence[Token], j: int) -> bool:
    return _before_preposition(tokens, j) != j - 1 and _before_preposition(tokens, j) >= 0


def _before_preposition(tokens: Sequence[Token], j: int) -> int:
    """The place before the preposition that governs the noun at j, or the place before the noun."""
    for k in range(j - 1, max(-1, j - 6), -1):
        kinds = tokens[k].kinds
        if "prep" in kinds and not kinds & {"machine"}:
            return k - 1
        if "punct" in kinds or kinds & {"boundary", "finite", "passive"}:
            break
        if "pronoun" in kinds or "name" in kinds:
            break
    return j - 1


def _before_aside(tokens: Sequence[Token], comma: int) -> int:
    for k in range(comma - 1, max(-1, comma - 10), -1):
        if tokens[k].norm == ",":
            return k - 1
    return comma - 1


def _antecedent(tokens: Sequence[Token], j: int) -> bool:
    before = tokens[j - 1]
    return not before.kinds & {"punct", "boundary", "finite"} and "part" not in before.kinds


def _first_actor(tokens: Sequence[Token], end: int) -> str:
    """The first actor of the clause before a conjunction: the subject that two verbs share."""
    start = end
    while start > 0 and tokens[start - 1].norm not in ";:.(" and end - start < REACH:
        start -= 1
    for j in range(start, end):
        kind = _kind(tokens, j)
        if kind and not (kind == PERSON and j + 1 < end and _kind(tokens, j + 1)) and not _in_prepositional(tokens, j):
            return kind
    return UNKNOWN
