"""Updates of status pages, as they are pasted from them."""

from support.imports import drafts, read, times, titles


def test_a_state_may_stand_in_front_of_the_time_of_its_update() -> None:
    page = "Update timeline\n- investigating May 4, 2026, 02:05 PM UTC\nForms are slow.\n"
    rows = read(f"{page}- resolved May 4, 2026, 03:10 PM UTC\nAll is well.\n", "text")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 15:10"]
    assert titles(rows) == ["investigating: Forms are slow.", "resolved: All is well."]


def test_an_update_may_stand_below_a_gap() -> None:
    page = "  1. identified May 4, 2026, 02:05 PM UTC\n\n    A change made forms slow.\n\n"
    rows = read(f"{page}  2. monitoring May 4, 2026, 02:30 PM UTC\n\n    It was taken back.\n", "text")
    assert titles(rows) == ["identified: A change made forms slow.", "monitoring: It was taken back."]


def test_a_moment_in_a_list_of_key_events_stays_one() -> None:
    rows = read("- **Key events**\n  - Resolved 2026-05-04 15:10\n\n- **Time to resolve**: 1h 5m\n", zone="UTC")
    assert [(row.title, row.body, row.key) for row in drafts(rows)] == [("Resolved", "", True)]


def test_the_paragraph_below_a_state_belongs_to_it_and_no_more() -> None:
    page = "14:05 UTC – Investigating\n\nForms are slow.\n\n15:10 UTC – Resolved\n\nAll is well.\n\nHow to find us\n"
    rows = drafts(read(page, "text", day="2026-05-04"))
    assert [(row.title, row.body) for row in rows] == [
        ("Investigating: Forms are slow.", ""),
        ("Resolved: All is well.", ""),
    ]


def test_moments_stand_above_their_times() -> None:
    rows = read("Started\nMay 4, 2026, 02:05 PM UTC\nResolved\nMay 4, 2026, 03:10 PM UTC\nDuration\n1h 5m\n", "text")
    assert titles(rows) == ["Started", "Resolved"]
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 15:10"]


def test_what_was_posted_may_stand_above_a_gap() -> None:
    page = "Slow forms\nIncident Report for Forms\nPostmortem\n\nA change made forms slow.\n\n"
    page += "Posted May 6, 2026 - 09:00 UTC\n\nResolved\nAll is well.\nPosted May 4, 2026 - 15:10 UTC\n"
    page += "Update\n\nBetter.\n\nPosted May 4, 2026 - 14:30 UTC\n"
    rows = read(page, "text")
    assert titles(rows) == ["Update: Better.", "Resolved: All is well.", "Postmortem: A change made forms slow."]


def test_a_label_above_a_time_is_not_the_title_of_its_list() -> None:
    rows = read("**Timeline:**\n- **Detection time:**\n  - May 4, 2026, 2:05 PM (UTC)\n- **How:** an alert\n", "text")
    assert [(row.title, row.time_as_written) for row in drafts(rows)] == [
        ("Detection time:", "May 4, 2026, 2:05 PM (UTC)")
    ]
