"""Boxes for what files do not say: the order in dates, and which hour is meant where clocks were changed."""

from secondstory.services.import_preview import ChangedHour
from secondstory_ui.text import translate
from secondstory_ui.widgets.enum_combo import QuietCombo


def order_combo(as_before: str = "") -> QuietCombo:
    """Whether the day or the month comes first; its data are true for the day, and nothing for ``as_before``."""
    box = QuietCombo()
    if as_before:
        box.addItem(as_before, None)
    box.addItem(translate("Answers", "Day first: 4 May is 04/05"), True)
    box.addItem(translate("Answers", "Month first: 4 May is 05/04"), False)
    return box


def changed_hour_combo() -> QuietCombo:
    """The `ChangedHour` that is meant; its data are nothing where it is left open."""
    box = QuietCombo()
    box.addItem(translate("Answers", "Leave it open"), None)
    box.addItem(translate("Answers", "The earlier of the two"), ChangedHour.EARLIER)
    box.addItem(translate("Answers", "The later of the two"), ChangedHour.LATER)
    return box
