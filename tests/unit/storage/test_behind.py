"""Transactions in the background."""

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


def test_all_acts_are_in_the_library_in_their_order_once_it_is_closed(library: Library) -> None:
    review_id = started_review(library)
    with closing(Behind(library)) as behind:
        for role in ("Scribe", "Facilitator", "Commander", "Witness"):
            behind.write(lambda unit, role=role: unit.insert_quietly(Participant(review_id=review_id, role=role)))
    assert roles(library) == ["Scribe", "Facilitator", "Commander", "Witness"]


def test_an_act_is_done_beside_the_caller_who_can_have_what_it_gave(library: Library) -> None:
    with closing(Behind(library)) as behind:
        assert behind.write(lambda _unit: threading.current_thread()).result() is not threading.current_thread()
        assert behind.doing(threading.current_thread).result() is not threading.current_thread()


def test_what_goes_wrong_is_raised_and_nothing_of_it_stays(library: Library) -> None:
    review_id = started_review(library)

    def fail(unit: UnitOfWork) -> None:
        unit.insert_quietly(Participant(review_id=review_id, role="Lost"))
        raise RuntimeError("the disk is full")

    behind = Behind(library)
    behind.write(fail)
    with pytest.raises(RuntimeError, match="full"):
        behind.close()
    assert roles(library) == []


def test_what_went_wrong_is_raised_at_the_latest_when_the_third_act_after_it_is_asked_for(library: Library) -> None:
    behind = Behind(library)
    behind.write(lambda _unit: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        for _ in range(3):
            behind.write(lambda _unit: None)
    behind.close()
