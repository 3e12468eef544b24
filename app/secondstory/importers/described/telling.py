"""What a record of a known shape tells."""

from collections.abc import Iterator
from dataclasses import dataclass

from secondstory.importers.chat import kind_of_person, kind_of_program
from secondstory.importers.described.maker import DescribedMaker
from secondstory.importers.described.shapes import Moment, Shape
from secondstory.importers.described.values import Scope
from secondstory.importers.documents.events import Occurrence, Time
from secondstory.importers.documents.importer import Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.html.text import plain_text
from secondstory.importers.kinds import kind_of_cell, kind_of_text
from secondstory.importers.times.days import UnplaceableError
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind


@dataclass(frozen=True, slots=True)
class ShapedRecord:
    """A record, what it holds, and the shape that says what this means."""

    record: Record
    scope: Scope
    shape: Shape
    make: DescribedMaker

    def rows(self) -> Iterator[Row]:
        """Its events: one for each of its moments, or a single one; none where the shape tells nothing itself."""
        if not self.shape.tells:
            return
        if self.shape.moment:
            yield from self._of_moments()
        else:
            yield self._of_one()

    def _of_moments(self) -> Iterator[Row]:
        is_first = True
        for moment in self.shape.moment:
            time = self.scope.time([moment.time])
            if time is not None and time != self.scope.time([moment.unlike]):
                yield self.make.event(self.record, self._at_moment(moment, time, is_first=is_first))
                is_first = False
        if is_first:
            yield UnreadRow(self.record.pointer, "The record has no time.", self.record.text)

    def _at_moment(self, moment: Moment, time: Time, *, is_first: bool) -> Occurrence:
        return Occurrence(
            time,
            EventKind(moment.kind),
            self._plain(self.scope.first(moment.text)),
            body=self._plain("\n\n".join(self.scope.all(moment.body or (self.shape.body if is_first else ())))),
            actor=self.scope.first(moment.actor),
            tags=self.scope.all(self.shape.tags),
            until=self.scope.time([moment.until]) if moment.until else None,
            external_id=self._external_id(),
            part=moment.part,
        )

    def _of_one(self) -> Row:
        scope, shape = self.scope, self.shape
        words = shape.words(scope)
        phrase = next((shape.phrases[word] for word in words if word in shape.phrases), [])
        text = self._unmarked(scope.first((*phrase, *shape.text)))
        paragraphs = [self._unmarked(paragraph) for paragraph in scope.all(shape.body)]
        actor = scope.first(shape.actor)
        labels = tuple(self.make.rules.labels)
        own = "\n".join(words for words in (text, *paragraphs) if not words.startswith(labels))
        told = Occurrence(
            scope.time(shape.time),
            self._kind(words, own, self.make.name_of(actor)),
            text,
            body="\n\n".join(paragraph for paragraph in paragraphs if paragraph and paragraph != text),
            actor=actor,
            tags=scope.all(shape.tags),
            until=scope.time(shape.until),
            external_id=self._external_id(),
            remark=self._edited(),
        )
        row = self.make.event(self.record, told)
        if isinstance(row, Draft) and shape.is_chat:
            self.make.remember(row, scope.filled(shape.id), scope.filled(shape.reply))
        return row

    def _kind(self, words: list[str], text: str, actor: str) -> EventKind:
        """By the words of the record, else by what people say, else by the words for all formats."""
        named = next((self.shape.kinds[word] for word in words if word in self.shape.kinds), "")
        if named:
            return EventKind(named)
        if self.shape.is_chat:
            return kind_of_program(text, actor) if self.shape.is_by_program(self.scope) else kind_of_person(text)
        if self.shape.kind:
            return EventKind(self.shape.kind)
        return next(filter(None, map(kind_of_cell, words)), None) or kind_of_text(text)

    def _edited(self) -> str:
        time = self.scope.time([self.shape.edited]) if self.shape.edited else None
        if time is None:
            return ""
        try:
            return f"Edited at {self.make.when(time).at:%Y-%m-%d %H:%M:%S} UTC."
        except UnplaceableError:
            return "Edited later."

    def _external_id(self) -> str:
        own = self.scope.filled(self.shape.id)
        return f"{self.shape.name}:{own}" if own else ""

    def _plain(self, text: str) -> str:
        return plain_text(text) if self.shape.markup == "html" else text

    def _unmarked(self, text: str) -> str:
        """A text without markup, and without the marks that mean nothing in this format."""
        text = self._plain(text)
        for mark in self.make.rules.left_out:
            text = text.replace(mark, "")
        return text.strip()
