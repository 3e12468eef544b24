"""The scenes of the gallery: a review in progress, and every control side by side."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QRadioButton, QSlider, QTableView, QVBoxLayout, QWidget

from secondstory.model.enums import ActionStatus, CauseLabel, Quadrant, ReviewKind, ReviewStatus
from secondstory.model.errors import UserError
from secondstory.model.progress import Progress
from secondstory_ui.widgets.advice_card import Advice
from secondstory_ui.widgets.buttons import (
    IconButton,
    danger_button,
    link_button,
    primary_button,
    quiet_button,
    secondary_button,
)
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.chip import Chip, cause_chip, chip_for, severity_chip
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.guide_panel import GuidePanel
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.notice import NoticeBar
from secondstory_ui.widgets.progress_strip import ProgressStrip
from secondstory_ui.widgets.rail import Rail
from secondstory_ui.widgets.review_header import ReviewHeader
from secondstory_ui.widgets.search_field import SearchField
from secondstory_ui.widgets.sections import FormRow, SectionHeading, form_line
from secondstory_ui.widgets.spin import ScoreSpin, WholeSpin
from secondstory_ui.widgets.step_clock import StepClock
from secondstory_ui.widgets.step_list import StepList, StepRow
from secondstory_ui.widgets.tables import dress_table
from secondstory_ui.widgets.text_fields import LineField, TextField
from secondstory_ui.widgets.time_field import TimeField

EVENTS = (
    ("14:07:11", "+0:00", "Monitoring", "Alert", "Connector error rate above 5 % for order sync"),
    ("14:09:40", "+0:02", "On-call engineer", "Escalation", "Paged; no acknowledgement within the 5 min window"),
    ("14:16:02", "+0:09", "On-call engineer", "Action", "Acknowledged; opened the incident bridge"),
    ("14:19:55", "+0:12", "Incident commander", "Decision", "Declared SEV-1; business liaison joined"),
    ("14:24:31", "+0:17", "Communications lead", "Communication", "First status update; expected timeline not stated"),
    ("14:41:08", "+0:34", "No-code technical lead", "Action", "Paused the retry automation that multiplied calls"),
    ("15:02:47", "+0:55", "Vendor support", "Communication", "Vendor confirmed a lowered per-tenant API limit"),
)


@dataclass(frozen=True)
class Found:
    """A finding as the wording coach makes it."""

    family: str
    start: int
    end: int
    text: str
    why: str
    instead: str


@dataclass(frozen=True)
class Wanted:
    """A done-criterion."""

    text: str
    met: bool
    detail: str = ""


def find_should_have(text: str) -> list[Found]:
    """Finds one phrase, as an example."""
    start = text.find("should have")
    why = "This looks back with knowledge that nobody had at the time."
    return (
        [Found("counterfactual", start, start + 11, "should have", why, "What was shown at that time?")]
        if start >= 0
        else []
    )


def rail() -> Rail:
    """The five places."""
    places = [
        ("reviews", "reviews", "Reviews"),
        ("actions", "actions", "Actions"),
        ("insights", "insights", "Insights"),
        ("playbook", "playbook", "Playbook"),
    ]
    return Rail(places, [("settings", "settings", "Settings")])


def header() -> ReviewHeader:
    """The header of a review under way."""
    made = ReviewHeader()
    made.set_review(
        "Order sync stopped: storefront connector rate-limited",
        [severity_chip("SEV-1"), chip_for(ReviewStatus.IN_PROGRESS), Chip("SAMPLE", "accent", "square")],
        ["12 Nov 2026, 14:07–16:21 UTC", "2 h 14 min", "Facilitator: R. Okafor"],
    )
    made.add_action(secondary_button("Present", "present"))
    made.add_action(primary_button("Export", "export"))
    return made


def steps() -> StepList:
    """The eight steps, the second one open."""
    titles = ["Prepare", "Timeline", "Impact", "Response", "Causes", "Learnings", "Actions", "Share"]
    states = ["done", "in-progress", "attention", *["not-started"] * 5]
    minutes = [5, 15, 5, 10, 15, 5, 10, 5]
    rows = [StepRow(t.lower(), i + 1, t, m, s) for i, (t, s, m) in enumerate(zip(titles, states, minutes, strict=True))]
    made = StepList()
    made.set_steps(rows, "timeline")
    return made


def guide() -> GuidePanel:
    """The guide of the timeline step, five minutes in."""
    seconds = [0.0]
    clock = StepClock(lambda: seconds[0])
    made = GuidePanel(clock)
    prompts = [
        "What did people see and know at this point?",
        "What made sense to them, and why?",
        "Which signals were late?",
    ]
    made.set_step("timeline", 15, "Walk through what happened, in order, with the people who were there.", prompts)
    clock.start()
    seconds[0] = 318
    clock.pause()
    made.set_criteria(
        [
            Wanted("At least five events", True),
            Wanted("Start, detection and recovery are marked", False, "Detection is not marked yet."),
            Wanted("Every gap over 15 minutes was looked at", False),
        ]
    )
    made.set_advice([Advice(find_should_have("Dana should have noticed")[0], "Event at 14:16")])
    return made


def table() -> QTableView:
    """A table of events."""
    model = QStandardItemModel(0, 5)
    model.setHorizontalHeaderLabels(["Time (UTC)", "Since start", "Role", "Kind", "What happened"])
    for event in EVENTS:
        model.appendRow([QStandardItem(part) for part in event])
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    dress_table(view, "Events", stretch=4)
    for column, width in enumerate((96, 96, 170, 120)):
        view.setColumnWidth(column, width)
    view.selectRow(4)
    return view


def review() -> QWidget:
    """A review in progress."""
    window = QWidget()
    window.setAutoFillBackground(True)
    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(rail())
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(header())
    work = QHBoxLayout()
    work.setContentsMargins(16, 16, 16, 16)
    work.setSpacing(16)
    work.addWidget(steps())
    work.addLayout(_work_area(), 1)
    work.addWidget(guide())
    right.addLayout(work, 1)
    across.addLayout(right, 1)
    return window


def _work_area() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(16)
    empty = Card("Gaps", "none over 15 min")
    button = primary_button("Import…", "import")
    empty.add(
        EmptyState(
            "timeline",
            "Nothing on the timeline yet",
            "Import chat, paging or ticket exports, or write the first event.",
            button,
        ),
        1,
    )
    column.addWidget(empty, 1)
    events = Card("Events", "1 284 from 3 sources  ·  5 duplicates merged  ·  2 rows need a look")
    events.add_action(secondary_button("Add event", "add"))
    line = QHBoxLayout()
    line.addWidget(SearchField("Search 1 284 events"), 1)
    kinds = secondary_button("Kind: all")
    kinds.set_menu(QMenu(kinds))
    line.addWidget(kinds)
    moments = secondary_button("Key events", "star")
    moments.setCheckable(True)
    moments.setChecked(True)
    line.addWidget(moments)
    events.body.addLayout(line)
    events.add(table(), 1)
    column.addWidget(events, 2)
    return column


def controls() -> QWidget:
    """Every control, in two columns."""
    window = QWidget()
    window.setAutoFillBackground(True)
    across = QHBoxLayout(window)
    across.setContentsMargins(24, 24, 24, 24)
    across.setSpacing(16)
    for column in (_left(), _right()):
        across.addLayout(column, 1)
    return window


def _left() -> QVBoxLayout:
    column = QVBoxLayout()
    words = Card("Type and tones")
    for role in ("display", "title", "heading", "subheading", "body", "strong", "small", "caption"):
        words.add(Label(f"{role.replace('_', ' ').title()}: the second story 14:07", role))
    tones = FlowLayout()
    for tone in ("text", "muted", "accent", "ok", "warn", "danger", "systemic", "external"):
        tones.addWidget(Label(tone, "body", tone))
    words.body.addLayout(tones)
    column.addWidget(words)
    chips = Card("Chips")
    flow = FlowLayout()
    for chip in (*map(cause_chip, CauseLabel), *map(chip_for, ReviewStatus), *map(chip_for, ActionStatus)):
        flow.addWidget(chip)
    for chip in (*map(chip_for, Quadrant), severity_chip("SEV-2"), Chip("overdue", "warn", "triangle")):
        flow.addWidget(chip)
    chips.body.addLayout(flow)
    column.addWidget(chips)
    column.addWidget(_buttons())
    notice = NoticeBar()
    column.addWidget(notice)
    notice.show_notice("Event removed.", "Undo", seconds=0)
    strip = ProgressStrip()
    column.addWidget(strip)
    strip.start("Writing tracker…")
    strip.report(Progress(42, 100, "Writing tracker…"))
    column.addStretch(1)
    return column


def _buttons() -> Card:
    card = Card("Buttons")
    for enabled in (True, False):
        row = QHBoxLayout()
        made = [
            primary_button("Save PDF…", "pdf"),
            secondary_button("Import…", "import"),
            quiet_button("Later"),
            danger_button("Remove", "remove"),
            link_button("Show the rule"),
            IconButton("more", "More"),
        ]
        for button in made:
            button.setEnabled(enabled)
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
    return card


def _parse(text: str) -> datetime:
    raise UserError(f"“{text}” is not a time.", "Write 14:05, 2:05 pm or +7m.")


def _right() -> QVBoxLayout:
    column = QVBoxLayout()
    form = Card("Form", "labels, help and faults")
    form.add(SectionHeading("The incident", "What readers see first."))
    title = LineField("Title")
    title.set_text("Order sync stopped")
    form.add(FormRow("&Title", title))
    story = TextField("What happened", "Describe what people saw and did")
    story.set_text(
        "The on-call engineer should have noticed the quota warning. The dashboard showed the average over all tenants."
    )
    story.set_checker(find_should_have)
    form.add(FormRow("What &happened", story, "Plain words; roles instead of names."))
    kind = EnumCombo(ReviewKind)
    line = form_line(
        FormRow("&Kind", kind), FormRow("&Minutes", WholeSpin(0, 90, " min")), FormRow("&Score", ScoreSpin())
    )
    form.body.addLayout(line)
    when = TimeField("Detected", _parse, str, "Europe/Berlin (UTC+1)")
    form.add(FormRow("&Detected", when))
    when._line.setText("25:99")
    when._line.setModified(True)
    when.commit()
    choices = QHBoxLayout()
    for box in (QCheckBox("Hidden"), QCheckBox("Key event"), QRadioButton("Impact 4"), QRadioButton("Impact 5")):
        box.setChecked(box.text() in ("Key event", "Impact 4"))
        choices.addWidget(box)
    partly = QCheckBox("Some")
    partly.setTristate(True)
    partly.setCheckState(Qt.CheckState.PartiallyChecked)
    choices.addWidget(partly)
    form.body.addLayout(choices)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    form.add(slider)
    column.addWidget(form)
    column.addStretch(1)
    return column
