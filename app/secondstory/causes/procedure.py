"""Suggests whether a contributing condition is systemic, external or mixed, and says which step decided.

The condition is classified as worded, from the viewpoint of the organisation that holds the review. The steps are
origin, control, contract, amplifier, result; a statement that names nothing to change stays unclassified.
"""

import re
from dataclasses import dataclass
from functools import cache

from secondstory.causes.signals import Signals, signals
from secondstory.causes.taxonomy import best_group
from secondstory.model.enums import CauseLabel, Confidence

SUBJECT_REACH = 2  # how many words may stand in front of an outside party that is the subject of its clause
ENOUGH_WORDS = 6  # a statement of fewer words that names nothing of ours says too little
LONGEST = 4000  # what stands behind so many characters is no longer the statement of one condition
_CUTS = re.compile(
    r"\s*[;:]\s+|\s+[–—-]\s+|,?\s+(?=(?:but|because|while|since|although|though|so|whereas|which)\s)|,\s+|\s+(?=and\s)"
    r"|\s+(?=(?:when|where|after|before|with no|with a single|with only)\s)",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"(?:and )?\b(?:its|their)\b", re.IGNORECASE)
_DOES = re.compile(
    r"\s*(?:had|has|have|did|does|do|(?:released|shipped|rolled out|pushed|sent|published)(?: [\w-]+){0,5}"
    r"|worked|acted|operates?)?\s*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^and (?:\w+ed|sent|drew|took|went|lost|cut|left|gave|put|brought|made|shut|broke)\b", re.IGNORECASE
)
_TO_US = {"our", "us", "ours"}
_CIRCUMSTANCE = re.compile(r"^(?:when|where|after|before|because of|due to|during)\s", re.IGNORECASE)
_AUXILIARY = re.compile(r"\s(was|were|is|are|had|has|that)\s*$", re.IGNORECASE)
_VERBAL = re.compile(r"(?:not|never|got|went|came|stayed|hid|let|took|\w+ed)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:and|but|so|because|since|as|while|although|though|which|when|after|where)\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested label with its reason; for a mixed one, the two halves of the pair to store."""

    label: CauseLabel
    reason: str
    confidence: Confidence
    group: str = ""
    systemic_part: str = ""
    external_part: str = ""


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one clause says: words that point outside, words that point to us, a thing of ours that is only named."""

    text: str
    outside: str = ""
    ours: str = ""
    thing: str = ""
    cut: int = -1


class Procedure:
    """The decision procedure, deterministic and explainable."""

    def __init__(self, known: Signals) -> None:
        self._signals = known

    @staticmethod
    @cache
    def load() -> "Procedure":
        """The procedure with the shipped signals; they are read once."""
        return Procedure(signals())

    def suggest(self, text: str) -> Suggestion:
        """The label that the words of a statement suggest."""
        statement = " ".join(text[:LONGEST].replace("\u2019", "'").split())
        party = self._signals.party.search(statement) is not None
        clauses: list[_Clause] = []
        for part in filter(str.strip, filter(None, _CUTS.split(statement))):
            before = clauses[-1].outside if clauses else ""
            clauses.append(self._goes_on(part, before) or self._clause(part, about_party=party))
        outside = next((c.outside for c in clauses if c.outside), "")
        ours = next((c.ours for c in clauses if c.ours), "")
        thing = next((c.thing for c in clauses if c.thing), "")
        return (
            self._unknown(statement, outside, ours)
            or self._contract(statement)
            or (self._mixed(statement, clauses, outside, ours or thing) if outside and (ours or thing) else None)
            or (self._external(statement, outside) if outside else None)
            or self._systemic(statement, ours, thing)
        )

    def _goes_on(self, text: str, before: str) -> _Clause | None:
        """A clause without a subject of its own, that goes on about the outside party of the clause before it."""
        if not before or not _GOES_ON.match(text):
            return None
        amplifiers = {found.group().lower() for found in self._signals.amplifier.finditer(text)}
        return _Clause(text, before) if amplifiers <= _TO_US else None

    def _clause(self, text: str, *, about_party: bool) -> _Clause:
        known = self._signals
        if known.held.search(text) and not known.party.search(text):
            return _Clause(text)
        amplifier = known.amplifier.search(text)
        breach = known.breach.search(text)
        if breach and amplifier and breach.start() < amplifier.end() and amplifier.start() < breach.end():
            amplifier = None
        party = self._outsider(text, amplifier)
        if amplifier and party and party.end() <= amplifier.start():
            between = text[party.end() : amplifier.start()]
            if _DOES.fullmatch(between) and between.strip():
                amplifier = None  # the other party did so, not we
        if party:
            return _Clause(text, party.group(), amplifier.group() if amplifier else "", "", self._cut(party, amplifier))
        theirs = _THEIRS.match(text)
        if theirs and about_party and not amplifier:
            return _Clause(text, text if known.failing.search(text) else "")
        found = amplifier or (None if breach else known.own_clause.search(text))
        aside = breach or _CIRCUMSTANCE.match(text) or known.consequence.search(text)
        thing = None if aside else known.own.search(text)
        return _Clause(text, "", found.group() if found else "", thing.group() if thing else "")

    def _outsider(self, text: str, amplifier: re.Match[str] | None) -> re.Match[str] | None:
        """Words for somebody or something outside that fails, in front of or behind the words that point to us."""
        known = self._signals
        rest = text
        if amplifier:
            rest = text[: amplifier.start()] + " " * len(amplifier.group()) + text[amplifier.end() :]
        event = known.event.search(rest)
        if event:
            return event
        party = known.party.search(rest) or known.product.search(rest)
        if party is None:
            return None
        leads = amplifier is None and len(rest[: party.start()].split()) <= SUBJECT_REACH
        return party if leads or known.failing.search(rest) else None

    @staticmethod
    def _cut(party: re.Match[str], amplifier: re.Match[str] | None) -> int:
        if amplifier is None:
            return -1
        return max(party.start(), amplifier.start())

    def _unknown(self, statement: str, outside: str, ours: str) -> Suggestion | None:
        known = self._signals
        unknown = known.unknown.search(statement)
        vague = unknown or (None if outside or ours else known.vague.search(statement))
        if vague and not (ours and known.amplifier.search(statement) and not unknown):
            return _unclassified(f"Unsure: “{vague.group()}” does not say what was there. Needs evidence.")
        person = None if known.contract.search(statement) else known.person.search(statement)
        if person and not outside and not known.amplifier.search(statement) and not known.party.search(person.group()):
            return _unclassified(
                f"Unsure: “{person.group()}” names a person or a bare action; name the condition that met it."
            )
        return None

    def _contract(self, statement: str) -> Suggestion | None:
        known = self._signals
        kept = known.contract.search(statement)
        if kept is None or known.breach.search(statement):
            return None
        reason = f"Contract: “{kept.group()}” was published, agreed or known in time, so the gap is ours."
        return self._single(CauseLabel.SYSTEMIC, reason, Confidence.HIGH, statement)

    def _mixed(self, statement: str, clauses: list[_Clause], outside: str, ours: str) -> Suggestion:
        external, systemic = _halves(statement, clauses)
        return Suggestion(
            CauseLabel.MIXED,
            f"Amplifier: “{outside}” is outside, and “{ours}” is ours: it let the trouble in, hid it or prolonged it.",
            Confidence.HIGH if any(c.ours for c in clauses) else Confidence.MEDIUM,
            best_group(systemic, CauseLabel.SYSTEMIC),
            systemic,
            external,
        )

    def _external(self, statement: str, outside: str) -> Suggestion:
        breach = self._signals.breach.search(statement)
        if breach:
            reason = f"Contract: “{outside}” is outside, and “{breach.group()}” left no time to act."
        else:
            reason = f"Origin: “{outside}” is outside our boundary, and the statement names nothing of ours."
        return self._single(CauseLabel.EXTERNAL, reason, Confidence.HIGH if breach else Confidence.MEDIUM, statement)

    def _systemic(self, statement: str, ours: str, thing: str) -> Suggestion:
        if self._signals.held.search(statement) and not (ours or thing):
            return _unclassified("Unsure: the statement names a defence that worked, not a condition. Needs evidence.")
        if ours:
            reason = f"Control: “{ours}” is a property of something we design, run, staff or buy."
            return self._single(CauseLabel.SYSTEMIC, reason, Confidence.HIGH if thing else Confidence.MEDIUM, statement)
        named = self._signals.own.search(statement)
        if named:
            reason = f"Origin: “{named.group()}” is inside our boundary, and nobody outside is named."
            return self._single(CauseLabel.SYSTEMIC, reason, Confidence.MEDIUM, statement)
        party = self._signals.party.search(statement)
        if party:
            return self._external(statement, party.group())
        if len(statement.split()) >= ENOUGH_WORDS:
            reason = "Origin: nobody outside is named, so the condition is taken to be ours."
            return self._single(CauseLabel.SYSTEMIC, reason, Confidence.LOW, statement)
        return _unclassified(
            "Unsure: the statement names no part of a system, ours or somebody else's. Needs evidence."
        )

    @staticmethod
    def _single(label: CauseLabel, reason: str, confidence: Confidence, statement: str) -> Suggestion:
        systemic = statement if label is CauseLabel.SYSTEMIC else ""
        external = statement if label is CauseLabel.EXTERNAL else ""
        return Suggestion(label, reason, confidence, best_group(statement, label), systemic, external)


def _unclassified(reason: str) -> Suggestion:
    return Suggestion(CauseLabel.UNCLASSIFIED, reason, Confidence.LOW)


def _halves(statement: str, clauses: list[_Clause]) -> tuple[str, str]:
    """The external and the systemic half of a mixed statement; the whole of it where it cannot be cut."""
    external: list[str] = []
    systemic: list[str] = []
    for clause in clauses:
        if clause.outside and clause.ours:
            first, second = clause.text[: clause.cut], clause.text[clause.cut :]
            if clause.outside in first:
                first, second = _at_the_verb(first, second)
                external.append(first)
                systemic.append(second)
            else:
                external.append(second)
                systemic.append(first)
        elif clause.outside:
            external.append(clause.text)
        elif clause.ours or clause.thing:
            systemic.append(clause.text)
    return _sentence(external) or statement, _sentence(systemic) or statement


def _at_the_verb(first: str, second: str) -> tuple[str, str]:
    """Two halves of one clause; the second keeps its auxiliary and gets a subject where it begins with a verb."""
    auxiliary = _AUXILIARY.search(first)
    if _VERBAL.match(second):
        second = f"it {auxiliary.group(1) + ' ' if auxiliary and auxiliary.group(1) != 'that' else ''}{second}"
    return (first[: auxiliary.start()] if auxiliary else first), second


def _sentence(parts: list[str]) -> str:
    text = _LEADING.sub("", ", ".join(part.strip(" ,.;:") for part in parts)).strip()
    if len(text.split()) < 2:
        return ""
    return text[0].upper() + text[1:] + "."
