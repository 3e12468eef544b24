"""Playbook: response windows, glossary and roles."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from secondstory.services.playbook import Playbook, playbook
from secondstory_ui.page import PageContext
from secondstory_ui.pages.playbook import page as playbook_page
from secondstory_ui.pages.playbook.playbook_page import PlaybookPage
from support.spoken import tab_order, unclear_names
from support.windows import show_page


@pytest.fixture
def shown(qtbot: QtBot, context: PageContext) -> PlaybookPage:
    page = playbook_page(context)
    assert isinstance(page, PlaybookPage)
    show_page(qtbot, page, height=1200)
    return page


def kept(page: PlaybookPage) -> Playbook:
    return playbook(page.bridge.library)


def test_the_default_windows_can_be_changed_and_undone(qtbot: QtBot, shown: PlaybookPage) -> None:
    spin = shown.windows.spins["", "triage"]
    assert spin.value() == 15
    spin.selectAll()
    qtbot.keyClicks(spin, "20")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert kept(shown).minutes("", "triage") == 20
    shown.bridge.undo()
    assert spin.value() == 15


def test_a_severity_gets_windows_of_its_own_and_loses_them_again(qtbot: QtBot, shown: PlaybookPage) -> None:
    qtbot.keyClicks(shown.windows.new_severity, "SEV-1")
    qtbot.keyClick(shown.windows.new_severity, Qt.Key.Key_Return)
    shown.windows.spins["SEV-1", "triage"].setValue(5)
    assert kept(shown).minutes("SEV-1", "triage") == 5
    assert kept(shown).minutes("", "triage") == 15
    shown.windows.severity_removed.emit("SEV-1")
    assert kept(shown).severities == ()


def test_a_term_is_added_named_and_explained(qtbot: QtBot, shown: PlaybookPage) -> None:
    shown.glossary.add_button.click()
    assert shown.glossary.name.text() == "New term"
    shown.glossary.name.selectAll()
    qtbot.keyClicks(shown.glossary.name, "Bridge call")
    qtbot.keyClick(shown.glossary.name, Qt.Key.Key_Return)
    qtbot.keyClicks(shown.glossary.text, "The call on which a response is led.")
    shown.glossary.text.commit()
    (term,) = (term for term in kept(shown).glossary if term.term == "Bridge call")
    assert term.meaning == "The call on which a response is led."


def test_typing_survives_a_change_of_the_selected_term(qtbot: QtBot, shown: PlaybookPage) -> None:
    first = kept(shown).glossary[0]
    shown.glossary.text.selectAll()
    qtbot.keyClicks(shown.glossary.text, "Another meaning")
    shown.glossary.list.setCurrentRow(1)
    assert next(t for t in kept(shown).glossary if t.id == first.id).meaning == "Another meaning"
    assert shown.glossary.name.text() == kept(shown).glossary[1].term
    assert shown.glossary.list.currentRow() == 1


def test_delete_removes_a_role_and_undo_brings_it_back(qtbot: QtBot, shown: PlaybookPage) -> None:
    before = kept(shown).roles
    shown.roles.list.setCurrentRow(0)
    qtbot.keyClick(shown.roles.list, Qt.Key.Key_Delete)
    assert kept(shown).roles == before[1:]
    shown.bridge.undo()
    assert [role.name for role in kept(shown).roles] == [role.name for role in before]


def test_a_term_keeps_its_name_where_the_field_is_emptied(qtbot: QtBot, shown: PlaybookPage) -> None:
    name = shown.glossary.name.text()
    shown.glossary.name.selectAll()
    qtbot.keyClick(shown.glossary.name, Qt.Key.Key_Delete)
    qtbot.keyClick(shown.glossary.name, Qt.Key.Key_Return)
    assert kept(shown).glossary[0].term == name
    assert shown.glossary.name.text() == name


def test_every_control_has_a_name_of_its_own(shown: PlaybookPage) -> None:
    shown.windows.severity_added.emit("SEV-1")
    assert unclear_names(shown) == []


def test_tab_leads_through_the_page_in_reading_order(qtbot: QtBot, shown: PlaybookPage) -> None:
    shown.windows.severity_added.emit("SEV-1")
    qtbot.waitUntil(shown.windows.spins["SEV-1", "triage"].isVisible)
    names = tab_order(shown)
    assert names[:7] == [
        "Severity to add",
        "Add severity",
        "Every severity: Triage, minutes",
        "Every severity: Decision point, minutes",
        "SEV-1: Triage, minutes",
        "SEV-1: Decision point, minutes",
        "SEV-1: remove its windows",
    ]
    assert names[7:12] == ["Add term", "Glossary", "Term", "Meaning", "Remove term"]
    assert names[12:] == ["Add role", "Roles", "Role", "What this role does", "Remove role"]
