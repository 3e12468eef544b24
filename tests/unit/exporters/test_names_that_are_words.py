"""Names of people that are ordinary words too: where they are meant, and where they are not."""

import pytest

from support.reports import people


@pytest.mark.parametrize(
    "text",
    [
        *("Will was paged", "Will asked for help", "Will: on it", "- Will: on it", "Will (on call) looked", "Will's"),
        *("Will/Ana joined", "Ana & Will", "Ana -> Will", "Will and Ana joined", "All is well. – Will", "Will"),
        *("Will, can you look?", "Will please look"),
        *("Mr. Marsh", "Done. Marsh restarted it", "@marsh", "@willm", "@marshw", "Will M. agreed", "will.m"),
        *("Will hat neu gestartet", "Will übernimmt", "Will kümmert sich", "Will meldet: behoben", "der Will war dran"),
        *("Will looking", "Will can help", "Will - can you look?", "[Will] looking", "(Will) on it", "Lead: Will, Ana"),
        *("by wmarsh", "@wmarsh", "wmarsh@x.com", "on call: Ana; Will", "Will; Ana", "all is well; Will looked"),
        *(
            "Will on it",
            "14:05 Will on it",
            "Will on call",
            "Will back online",
            "Will to investigate",
            "Will now looking",
        ),
        *(
            "Will any update?",
            "Will — done",
            "[14:05] Will: done",
            "Will está en ello",
            "Will a redémarré",
            "Will avisó",
        ),
        *("14:05 Will joined", "Yesterday Marsh was out", "Engineer Marsh looked", "Later Marsh came", "Owner: Marsh"),
    ],
)
def test_a_name_that_is_an_ordinary_word_is_found_by_what_is_around_it(text: str) -> None:
    hidden = people("Will Marsh", "Ana Silva")(text)
    assert "Scribe" in hidden
    assert "will" not in hidden.casefold()
    assert "marsh" not in hidden.casefold()


@pytest.mark.parametrize(
    "text",
    [
        *("In May we changed it", "4 May", "May 4", "until May 2026", "from May to June", "since May"),
        *("May this be closed?", "Grace period of 5 minutes", "Will have to wait", "Mark the alert"),
        *(
            "the Hill",
            "a Grant",
            "Power was lost",
            "Power: restored",
            "Power restored at 14:05",
            "Case closed",
            "Will, then, is ours",
            "grace",
            "HOPE",
        ),
        *("Hope for the best", "mark/grace", "- Mark it done", "Marks and Graces"),
        *("14:05 Power restored", "2026-05-04 14:05 UTC Mark the alert", "2:05 PM Power was lost", "1) Mark it done"),
        *("Next: Mark the incident resolved", "Cause: Power down in rack 4", "Then Power BI was slow"),
        *("restarted Power Automate flows", "the Google Power console", "then Status Case updated"),
        *("it is slow; Power was lost", "ended; Mark the alert", "It shall be paged"),
        *("Mark on the chart", "Mark in red", "Mark as done", "Mark off the list", "Mark all here it says", "Will do"),
        *("Grace to 5 min", "Will now fail", "Mark down the time", "Mark up the page", "Mark for deletion"),
        *("eine Hope", "Die Power fiel aus, der Grant auch", "jeder Case"),
    ],
)
def test_and_is_left_alone_where_it_is_one(text: str) -> None:
    hide = people("May Lin", "Grace Hill", "Will Marsh", "Mark Power", "Hope Grant", "Ann Case", "Sam Hall")
    assert hide(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("Ich weiß nicht", "Weiß jemand mehr?", "weiss ich", "ist schon behoben", "Schon wieder", "das war kurz weg"),
        *("Im Sommer war es so", "seit Freitag", "Freitag, 14:05", "In Jan we changed it", "im Sommer", "zu lang"),
    ],
)
def test_german_names_that_are_words_do_no_harm_either(text: str) -> None:
    assert people("Ina Weiß", "Uwe Schön", "Eva Kurz", "Jan Sommer", "Lea Freitag", "Ute Lang")(text) == text


def test_german_names_that_are_words_are_found_where_they_are_meant() -> None:
    hide = people("Ina Weiß", "Uwe Schön")
    for text in (
        "Frau Weiß",
        "mit Weiss",
        "INA WEISS",
        "i.weiss",
        "@weiss",
        "Weiß sagte es",
        "an Schön",
        "Herr Schoen",
    ):
        assert "Scribe" in hide(text), text


def test_max_is_a_limit_before_what_has_one_and_somebody_elsewhere() -> None:
    hide = people("Max Weber")
    for text in ("set Max Connections to 100", "and Max CPU was 90", "a pool of Max 20", "Max retries, Max. 5"):
        assert hide(text) == text
    assert hide("asked Max about it; Max: done, Max sagt") == "asked Scribe about it; Scribe: done, Scribe sagt"
