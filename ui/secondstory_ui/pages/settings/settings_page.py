"""Settings: few, each with what it does, each at work at once unless it says otherwise."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from secondstory import __version__
from secondstory.model.changes import Changes
from secondstory.services.bundles import restore_sample
from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.settings.library_card import LibraryCard
from secondstory_ui.remembered import remembered_flag, remembered_text
from secondstory_ui.theme.controller import ThemeChoice
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.guide_panel import GuidePanel
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, ScrollColumn, SectionHeading
from secondstory_ui.widgets.zone_combo import ZoneCombo
from secondstory_ui.zones import ZONE_SETTING, system_zone

GUIDE_FOLDED = "window/guide_folded"
_WIDEST = 760
_FIELD = 320


class SettingsPage(Page):
    """Zone, theme, guide, library, sample, privacy and version."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.theme = QuietCombo()
        self.guide = QCheckBox(self.tr("Show the &guide beside the steps"))
        self.own_zone = QCheckBox(self.tr("Always start reviews in this &zone:"))
        self.zone = ZoneCombo(self.tr("Zone for new reviews"))
        self.library = LibraryCard(context.settings, self.bridge.library.place)
        self.restore = secondary_button(self.tr("Restore the &sample"), "sample")
        self._fill()
        self._lay_out()
        self._connect()

    def _fill(self) -> None:
        words = {
            ThemeChoice.SYSTEM: self.tr("As the system"),
            ThemeChoice.LIGHT: self.tr("Light"),
            ThemeChoice.DARK: self.tr("Dark"),
            ThemeChoice.HIGH_CONTRAST: self.tr("High contrast"),
        }
        for choice, text in words.items():
            self.theme.addItem(text, choice.value)
        for field in (self.theme, self.zone):
            field.setMaximumWidth(_FIELD)

    # Building

    def _lay_out(self) -> None:
        scroll = ScrollColumn(spacing=length("gap"))
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, length("unit"), 0)
        cards.setSpacing(length("gap"))
        for card in (self._look_card(), self._review_card(), self.library, self._sample_card(), self._privacy_card()):
            cards.addWidget(card)
        version = self.tr("Second Story {version}, free software under the Apache License 2.0")
        cards.addWidget(Label(version.format(version=__version__), "small", "muted"))
        scroll.add(inside)
        column = QVBoxLayout(self)
        page = length("page")
        column.setContentsMargins(page, page, page, length("gap"))
        column.setSpacing(length("gap"))
        column.addWidget(SectionHeading(self.tr("Settings"), role="title"))
        column.addWidget(scroll, 1)

    def _look_card(self) -> Card:
        card = Card(self.tr("Appearance"))
        help_text = self.tr("The text size is that of the system; a change there is taken over at the next start.")
        card.add(FormRow(self.tr("&Theme"), self.theme, help_text))
        card.add(self.guide)
        return card

    def _review_card(self) -> Card:
        card = Card(self.tr("New reviews"))
        row = QHBoxLayout()
        row.setSpacing(length("unit"))
        row.addWidget(self.own_zone)
        row.addWidget(self.zone, 1)
        row.addStretch(1)
        card.body.addLayout(row)
        note = self.tr("Otherwise a new review starts in the zone of the last one, and the first one in {zone}.")
        card.add(Label(note.format(zone=system_zone()), "small", "muted", wrap=True))
        return card

    def _sample_card(self) -> Card:
        card = Card(self.tr("Sample"))
        words = self.tr(
            "A public incident, reviewed completely, to look at and to try things on. It is marked SAMPLE and left out "
            "of the figures. Restoring adds a fresh copy; an earlier one goes to the bin."
        )
        card.add(Label(words, "body", "muted", wrap=True))
        card.body.addLayout(_left(self.restore))
        return card

    def _privacy_card(self) -> Card:
        card = Card(self.tr("Privacy"))
        words = self.tr(
            "Everything stays in your library. The program needs no account and no network, and sends nothing to "
            "anybody. Names of participants are kept in the library only; reports and trackers name roles."
        )
        card.add(Label(words, "body", "muted", wrap=True))
        return card

    def _connect(self) -> None:
        self.theme.activated.connect(self._choose_theme)
        self.guide.clicked.connect(self._show_guide)
        self.own_zone.clicked.connect(self._keep_zone)
        self.zone.chosen.connect(self._keep_zone)
        self.restore.clicked.connect(self._restore_sample)
        self.library.said.connect(self.notice)

    # Showing and changing

    def refresh(self, changes: Changes | None) -> None:  # noqa: ARG002 - the settings are no part of the library
        """Show what is chosen; the menus change some of it too."""
        settings = self.context.settings
        self.theme.setCurrentIndex(self.theme.findData(self.context.themes.choice.value))
        self.guide.setChecked(not remembered_flag(settings, GUIDE_FOLDED))
        zone = remembered_text(settings, ZONE_SETTING)
        self.own_zone.setChecked(bool(zone))
        self.zone.setEnabled(bool(zone))
        self.zone.set_zone(zone or system_zone())

    def catch_up(self) -> None:
        """The menus may have changed a setting while the page was hidden."""
        self.refresh(None)

    def _choose_theme(self) -> None:
        self.context.themes.choose(ThemeChoice(self.theme.currentData()))

    def _show_guide(self, shown: bool) -> None:
        self.context.settings.setValue(GUIDE_FOLDED, not shown)
        for guide in self.window().findChildren(GuidePanel):  # that of the open window, so that it counts at once
            guide.set_collapsed(not shown)

    def _keep_zone(self) -> None:
        wanted = self.own_zone.isChecked()
        self.context.settings.setValue(ZONE_SETTING, self.zone.zone() if wanted else "")
        self.zone.setEnabled(wanted)

    def _restore_sample(self) -> None:
        if self.bridge.act(restore_sample) is not None:
            self.notice.emit(self.tr("The sample is as it was shipped. It is among the reviews."))


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
