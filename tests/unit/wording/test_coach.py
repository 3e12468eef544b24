"""What the coach says, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.wording.coach import Coach, sentence_of


@pytest.fixture(scope="module")
def coach() -> Coach:
    return Coach.load()


def families(coach: Coach, text: str, **names: tuple[str, ...]) -> list[str]:
    return [finding.family for finding in coach.check(text, **names)]


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("The engineer should have checked the queue.", "counterfactual"),
        ("The engineer shouldn’t have skipped the drill.", "counterfactual"),
        ("Root cause: human error", "human-error"),
        ("The reviewer was careless.", "character"),
        ("Anna broke the import.", "person-subject"),
        ("It was obvious that the disk was full.", "hindsight"),
        ("The procedure was not followed.", "passive-blame"),
        ("Why didn't you call the vendor?", "interrogation"),
    ],
)
def test_each_family_is_found(coach: Coach, sentence: str, family: str) -> None:
    assert families(coach, sentence) == [family]


def test_a_finding_tells_why_and_what_to_write_instead(coach: Coach) -> None:
    (finding,) = coach.check("At noon the operator failed to notice the alarm.")
    assert finding.text == "failed to notice"
    assert finding.why.endswith(".")
    assert finding.instead.endswith((".", "?", "”"))


@pytest.mark.parametrize("sign", [" ", ".", "!?", "\n", "–", " –", '"', "(", "a,"])
@pytest.mark.timeout(60)
def test_long_runs_of_one_sign_come_to_an_end(coach: Coach, sign: str) -> None:
    assert coach.check(sign * 20_000 + "x") == ()


def test_self_blame_is_found_too(coach: Coach) -> None:
    assert families(coach, "I broke production.") == ["person-subject"]
    assert families(coach, "We should have rehearsed the failover.") == ["counterfactual"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The job failed to start.",
        "The valve should have closed at 2 bar.",
        "We had no alert on an empty run.",
        "Each change needs a second reviewer from June.",
        "Could we add a preview to the form?",
        "A reboot would have cut two sites off, so the team waited.",
        "Thanks to the rate limiter the load never reached the database.",
        "The request was rejected by the gateway.",
        "The runbook was not followed because the screen it describes has gone.",
        "It was not obvious from the screen which tenant was open.",
        "The query uses lazy evaluation.",
        "The error rate rose to 4 per cent.",
        "Anna rolled back the release.",
        "What options did you see at that moment?",
        "Why does the job run hourly?",
        "We follow a just culture.",
    ],
)
def test_neutral_sentences_are_left_alone(coach: Coach, sentence: str) -> None:
    assert coach.check(sentence) == ()


@pytest.mark.parametrize(
    "text",
    [
        'The ticket says "Sam broke the import" and was reworded.',
        "The note “human error” was replaced.",
        "Run `sam should have checked` to see it.",
        "```\nThe operator failed to check.\n```",
        "> Who approved this?",
        "2026-05-04T10:02:11Z ERROR operator failed to check the queue",
        "We avoid the phrase human error in reports.",
        "https://example.org/who-approved-this/human-error",
    ],
)
def test_what_is_only_reported_is_left_alone(coach: Coach, text: str) -> None:
    assert coach.check(text) == ()


def test_names_of_the_review_are_people_and_names_of_tools_are_not(coach: Coach) -> None:
    sentence = "Zofka deleted the production table."
    assert families(coach, sentence, people=("Zofka Novotna",)) == ["person-subject"]
    assert families(coach, sentence, machines=("Zofka",)) == []


def test_storms_and_hosts_with_names_are_not_people(coach: Coach) -> None:
    assert coach.check("Storm Ciara took down the power line.") == ()
    assert coach.check("Jenkins deleted the wrong workspace.") == ()


def test_every_sentence_of_a_text_is_checked(coach: Coach) -> None:
    text = "Anna acknowledged the page. Then Anna broke the import! Why did she do that?"
    assert families(coach, text) == ["person-subject", "interrogation"]


def test_families_have_names_for_people(coach: Coach) -> None:
    assert len(coach.families) == 7
    assert coach.family_name("hindsight") == "Hindsight"


def test_the_sentence_of_a_finding_can_be_told(coach: Coach) -> None:
    text = "All was well. Anna broke the import. It was fixed."
    (finding,) = coach.check(text)
    assert sentence_of(text, finding.start) == "Anna broke the import."


BLAMING = "Anna the operator should have not failed to check why did who obviously careless human error was ignored"
WORDS = st.sampled_from([*BLAMING.split(), *",.?“”'’`\"\nİß😀"])


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_any_text_is_checked_and_positions_are_exact(text: str) -> None:
    for finding in Coach.load().check(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text


@given(st.lists(WORDS.filter(lambda word: word not in '“”"\n')).map(" ".join))
def test_nothing_inside_quotation_marks_is_found(text: str) -> None:
    assert Coach.load().check(f"“{text}”") == ()
