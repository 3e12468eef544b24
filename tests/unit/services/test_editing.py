"""An edit says in people's words what it changed."""

import pytest

from secondstory.model.records import Impact
from secondstory.services import journal
from secondstory.services.editing import add_record, change_record
from secondstory.services.library import Library
from support.libraries import started_review


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"what": "Refused at the till"}, "Change the effect of “Shops”"),
        ({"amount": 4200.0}, "Change the amount of “Shops”"),
        ({"amount": 4200.0, "unit": "payments"}, "Change “Shops”"),
    ],
)
def test_a_label_names_the_field_as_people_call_it(library: Library, values: dict[str, object], said: str) -> None:
    review_id = started_review(library)
    impact = add_record(library, Impact(review_id=review_id, who="Shops")).rows[0].record
    change_record(library, Impact, impact.id, **values)
    assert str(journal.labels(library, review_id)[0]) == said
