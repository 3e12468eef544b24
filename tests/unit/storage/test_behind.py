"""Transactions that end in the background."""

import threading
from contextlib import closing

import pytest

from secondstory.model.records import Participant
from secondstory.services.library import Library
from secondstory.storage.behind import Behind
from secondstory.storage.unit_of_work import UnitOfWork
from support.libraries import only_review, started_review


def roles(library: Library) -> list[str]:
    return [participant.role for participant in only_review(library).participants]


def test_what_was_prepared_is_in_the_library_once_it_is_closed(library: Library) -> None:
    review_id = started_review(library)
    with closing(Behind(library)) as behind:
        for role in ("Scribe", "Facilitator"):
            with behind.preparing() as unit:
                unit.insert_quietly(Participant(review_id=review_id, role=role))
    assert roles(library) == ["Scribe", "Facilitator"]


def test_the_last_act_of_a_transaction_is_done_beside_the_caller(library: Library) -> None:
    review_id = started_review(library)
    threads = []

    def end(unit: UnitOfWork) -> None:
        unit.insert_quietly(Participant(review_id=review_id, role="Scribe"))
        threads.append(threading.current_thread())

    with closing(Behind(library)) as behind, behind.preparing(end):
        pass
    assert roles(library) == ["Scribe"]
    assert threads != [threading.current_thread()]


def test_what_goes_wrong_at_the_end_is_raised_and_nothing_of_it_stays(library: Library) -> None:
    review_id = started_review(library)

    def fail(_unit: UnitOfWork) -> None:
        raise RuntimeError("the disk is full")

    behind = Behind(library)
    with behind.preparing(fail) as unit:
        unit.insert_quietly(Participant(review_id=review_id, role="Lost"))
    with pytest.raises(RuntimeError, match="full"):
        behind.close()
    assert roles(library) == []


def test_what_goes_wrong_in_the_transaction_is_raised_at_once(library: Library) -> None:
    review_id = started_review(library)
    with closing(Behind(library)) as behind:
        with pytest.raises(ValueError, match="no row"), behind.preparing() as unit:
            unit.insert_quietly(Participant(review_id=review_id, role="Lost"))
            raise ValueError("no row")
        assert roles(library) == []
