"""Each communication against the five questions that every update should answer.

Answers are suggested from cue words and replaced by what the group answered.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.model.changes import Label
from secondstory.model.enums import AnswerValue, EventKind
from secondstory.model.records import Answer, Event
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.cues import cue_pattern, text_of
from secondstory.timeline.kinds import events_of
from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class Question:
    """One of the five questions. An `Answer` to it carries this key and the id of the communication."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """How one communication answers one question. ``why`` names the words found, or what the group wrote."""

    value: AnswerValue
    suggested: bool
    label: Label

    @property
    def why(self) -> str:
        """The reason in English."""
        return str(self.label)


@dataclass(frozen=True, slots=True)
class CommunicationCheck:
    """A communication and its answers, by the key of the question."""

    event: Event
    answers: Mapping[str, QuestionAnswer]


def communications(snapshot: Snapshot) -> tuple[CommunicationCheck, ...]:
    """Every communication of the timeline with an answer to each of `QUESTIONS`."""
    given = {(answer.question, answer.event_id): answer for answer in snapshot.answers}
    return tuple(
        CommunicationCheck(event, _answers(event, given)) for event in events_of(snapshot, EventKind.COMMUNICATION)
    )


def suggested_answers(text: str) -> dict[str, QuestionAnswer]:
    """What the words of an update suggest, by the key of the question.

    Where the text answers nothing at all it tells that an update was sent, not what it said: all is unknown then.
    """
    said = _skipped().sub(" ", text)
    found = {key: _suggest(cues, said) for key, cues in _cues().items()}
    if any(answer.value is not AnswerValue.NO for answer in found.values()):
        return found
    return {key: QuestionAnswer(AnswerValue.UNKNOWN, True, _words("not-recorded")) for key in found}


def _answers(event: Event, given: Mapping[tuple[str, int | None], Answer]) -> dict[str, QuestionAnswer]:
    suggested = suggested_answers(text_of(event))
    return {key: _given(given.get((key, event.id))) or answer for key, answer in suggested.items()}


def _given(answer: Answer | None) -> QuestionAnswer | None:
    return QuestionAnswer(answer.value, False, Label("{text}", {"text": answer.text})) if answer else None


def _suggest(cues: "_Cues", text: str) -> QuestionAnswer:
    for value, pattern in ((AnswerValue.YES, cues.yes), (AnswerValue.PARTLY, cues.partly)):
        if found := pattern.search(text):
            return QuestionAnswer(value, True, _words(value.value, phrase=found.group()))
    return QuestionAnswer(AnswerValue.NO, True, _words(AnswerValue.NO.value))


def _words(key: str, **params: str) -> Label:
    return Label(_table()["words"][key], params)


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words that suggest that a question is answered fully or in part."""

    yes: re.Pattern[str]
    partly: re.Pattern[str]


@cache
def _cues() -> Mapping[str, _Cues]:
    return {q["key"]: _Cues(cue_pattern(q["yes"]), cue_pattern(q["partly"])) for q in _table()["question"]}


@cache
def _skipped() -> re.Pattern[str]:
    return re.compile(_table()["skip"])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resource_text("response/questions.toml"))


QUESTIONS = tuple(Question(q["key"], q["name"], q["text"]) for q in _table()["question"])
"""The five questions in their order."""
