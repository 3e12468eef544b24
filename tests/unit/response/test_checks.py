"""The ten checks."""

from secondstory.response.checks import checks


def test_there_are_five_on_escalation_and_five_on_communication() -> None:
    assert [check.key for check in checks()] == ["E1", "E2", "E3", "E4", "E5", "C1", "C2", "C3", "C4", "C5"]
    assert {check.group for check in checks() if check.key.startswith("E")} == {"Escalation"}
    assert {check.group for check in checks() if check.key.startswith("C")} == {"Communication"}


def test_each_is_a_statement_that_can_be_answered_with_yes_or_no() -> None:
    assert all(check.text.endswith(".") for check in checks())
