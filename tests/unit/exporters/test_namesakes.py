"""Names of people that are names of places and organisations too."""

import pytest

from support.reports import people

HIDE = people("Jordan Blake", "Petra Schneider", "Sydney Braun", "Ina Weiss")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Customers in Jordan",
            "users from Sydney",
            "region: Jordan",
            "outage in Sydney",
            "within Jordan",
            "Kunden in Jordan",
        ),
        *("Jordan traffic dropped", "the Sydney region", "Jordan and Egypt", "Lebanon, Jordan", "usuarios en Jordan"),
        *(
            "Schneider Electric",
            "a Schneider Electric UPS",
            "Schneider GmbH",
            "Weiss Klimatechnik GmbH",
            "Braun & Co",
            "Braun AG",
        ),
        *("Blake Hospital", "Schneider S.A.", "Schneider Versicherungen"),
    ],
)
def test_a_place_and_an_organisation_keep_their_names(text: str) -> None:
    assert HIDE(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Jordan on it",
            "asked Jordan",
            "message from Jordan",
            "pulled in Jordan",
            "looping in Sydney",
            "in Jordan's call",
        ),
        *(
            "Petra Schneider Electric",
            "Schneider called",
            "Schneider restarted it",
            "Frau Schneider",
            "called Schneider",
        ),
        *(
            "Jordan Blake in Sydney Braun's room",
            "Schneiders Laptop",
            "JordanB",
            "@jordan",
            "Blake/Weiss",
            "Weiss and Blake",
        ),
    ],
)
def test_somebody_of_that_name_does_not(text: str) -> None:
    hidden = HIDE(text)
    assert "Scribe" in hidden
    assert not {"jordan", "schneider", "blake", "sydney", "weiss"} & set(hidden.casefold().replace("/", " ").split())
