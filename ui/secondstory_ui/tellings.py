"""In words: where several tellings of one event differ."""

from collections.abc import Iterable

from secondstory.model.records import Event
from secondstory.timeline.conflicts import Aspect, conflicts
from secondstory_ui.text import translate


def differences(shown: Event, others: Iterable[Event]) -> str:
    """What other tellings of an event tell otherwise, such as “the time, the words”; nothing where they agree."""
    found = {conflict.aspect for other in others for conflict in conflicts(shown, other)}
    names = {
        Aspect.TIME: translate("Tellings", "the time"),
        Aspect.KIND: translate("Tellings", "the kind"),
        Aspect.ROLE: translate("Tellings", "the role"),
        Aspect.TEXT: translate("Tellings", "the words"),
    }
    return ", ".join(name for aspect, name in names.items() if aspect in found)
