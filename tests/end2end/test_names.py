"""Names of people on the command line."""

from support.command_line import Program


def test_a_report_asks_about_words_that_may_be_names(secondstory: Program) -> None:
    (secondstory.folder / "t.csv").write_text("time,text\n2026-05-04T14:05:00Z,I called Chidi; cc Maria Lopez\n")
    review = secondstory("import", "t.csv", "--json").document["review"]
    done = secondstory("report", review, "-o", "report.md")
    assert "These words may be names of people, and the report says them: Maria Lopez." in done.err
    assert secondstory("report", review, "-o", "report.md", "--quiet").err == ""
