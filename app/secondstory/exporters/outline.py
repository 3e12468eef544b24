"""What a report contains. The writers beside this module only render it."""

from datetime import date

from secondstory.exporters.blocks import Outline
from secondstory.exporters.contents.actions import actions
from secondstory.exporters.contents.appendices import figures, glossary, sources
from secondstory.exporters.contents.causes import causes
from secondstory.exporters.contents.cleaned import cleaned
from secondstory.exporters.contents.front import cover, summary, version
from secondstory.exporters.contents.impact import impact
from secondstory.exporters.contents.learnings import learnings
from secondstory.exporters.contents.response import response
from secondstory.exporters.contents.timeline import timeline, whole_timeline
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import say
from secondstory.model.snapshot import Snapshot

EDITION = "internal"
SECTIONS = (
    summary,
    timeline,
    impact,
    response,
    causes,
    learnings,
    actions,
    whole_timeline,
    sources,
    figures,
    glossary,
)
"""The sections of the internal edition, in order."""


def outline(snapshot: Snapshot, today: date) -> Outline:
    """The report of a review, as it stands on a day. People appear as roles; no name or actor is in it."""
    told = Told(cleaned(snapshot), today)
    review = told.snapshot.review
    return Outline(
        title=review.title,
        ref=review.ref,
        edition=EDITION,
        edition_name=say("editions", EDITION),
        version=version(told),
        zone=told.zone_name,
        author=say("cover", "author"),
        subject=say("cover", "subject", ref=review.ref).strip(),
        language="en-GB",
        cover=cover(told),
        sections=tuple(build(told) for build in SECTIONS),
    )
