"""Learnings: what went well, what was luck, what surprised us, and the questions that stay open."""

from secondstory.exporters.blocks import Block, Bullet, Bullets, Heading, Paragraph, Section, Tone
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import say
from secondstory.model.enums import LearningKind
from secondstory.model.names import name_of
from secondstory.model.records import Learning


def learnings(told: Told) -> Section:
    """The section on what was learned, with the notes that were taken on whole steps."""
    blocks: list[Block] = []
    for kind in LearningKind:
        items = tuple(_bullet(item) for item in told.snapshot.learnings if item.kind is kind)
        if items:
            blocks += [Heading(name_of(kind), f"learnings-{kind.value}"), Bullets(items)]
    if not blocks:
        blocks.append(Paragraph(say("learnings", "none"), Tone.MISSING))
    notes = tuple(Bullet(note.text, note.prompt) for note in told.snapshot.notes if note.event_id is None)
    if notes:
        blocks += [Heading(say("learnings", "notes_title"), "step-notes"), Bullets(notes)]
    return Section("learnings", say("learnings", "title"), tuple(blocks))


def _bullet(item: Learning) -> Bullet:
    if item.kind is not LearningKind.QUESTION:
        return Bullet(item.text)
    owner = say("learnings", "owner", owner=item.owner) if item.owner else say("learnings", "no_owner")
    return Bullet(item.text, owner)
