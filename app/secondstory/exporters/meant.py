"""Says whether a name that is an ordinary word too (Mark, Will, Grace, May) is meant as a name where it stands."""

import re
from functools import cache

from secondstory.exporters.people import has_given_name, is_grammar, lexicon, not_people
from secondstory.exporters.spelling import phrases_of, words_of

_REACH = 40
_LINE = re.compile(r"[\n\r]")
_BEFORE = re.compile(r"([\w'.-]{1,30})([^\w\n]{1,4})$")
_BEHIND = re.compile(r"([^\w\n]{1,4})([\w'-]{1,30})")
_SIGNATURE = re.compile(r"(?:^|[\s.,!])[–—~-]{1,2} ?$")
_INSIDE = re.compile(r"[\w,)] $")
_LABEL = re.compile(r"[:;] {1,2}$")
_NOTHING_SAID = re.compile(r"(?:[\W\d_]|(?<!\w)(?:[ap]m|utc|gmt|ces?t|uhr|z)(?!\w))*", re.IGNORECASE)
"""What stands in front of a sentence and is no part of it: a time of day, the number of a point."""
_SENTENCE = re.compile(r"(?:^|[.!?:;] )\W*$")
_POSSESSIVE = "'s"
_NUMBER = re.compile(r"\d{1,4}[a-z]{0,2}|\d{1,2}\.")


def is_meant(text: str, start: int, end: int, *, given: bool) -> bool:
    """Whether the word from ``start`` to ``end`` names somebody: by what is around it, and by whether it stands alone.

    The text is one with `level` letters and signs.
    ``given`` is whether it is somebody's first name, or all that is known of somebody. A surname that is an ordinary
    word is seldom written alone at the start of a sentence, and there “Power was lost” is more likely.
    """
    before = _LINE.split(text[max(0, start - _REACH) : start])[-1]
    behind = _LINE.split(text[end : end + _REACH])[0]
    previous, following = _BEFORE.search(before), _BEHIND.match(behind)
    previous_word, following_word = (
        found[part].casefold() if found else "" for found, part in ((previous, 1), (following, 2))
    )
    is_behind_article = (
        previous is not None and previous[2] == " " and _is_article(previous_word, text[start], given=given)
    )
    is_month = text[start:end].casefold() in words_of("months") and _is_month(previous_word, behind, following_word)
    if is_behind_article or is_month or (text[start:end].casefold() in words_of("bounds") and _is_bound(following)):
        return False
    if previous_word.rstrip(".") in words_of("honorifics") or behind.startswith(_POSSESSIVE):
        return True
    is_alone = len(text) - (end - start) <= _REACH and not re.search(r"\w", text[:start] + text[end:])
    is_labelled = _LABEL.search(before) is not None and (following is None or following[1] != " ")
    is_inside = _INSIDE.search(before) is not None and not _NOTHING_SAID.fullmatch(before)
    if is_alone or is_labelled or (is_inside and (given or not _is_part_of_a_name(before, previous, following))):
        return True
    if following is not None and following[1] == " " and following_word in words_of("acts"):
        return given or following_word not in words_of("done_to_things") or _is_to_something(behind, following.end())
    return given and _is_given_name(before, behind, following)


def _is_bound(following: re.Match[str] | None) -> bool:
    """Whether a word such as “Max” is about the thing or the number behind it: “Max connections”, “Max CPU”."""
    word = following[2] if following is not None else ""
    if following is None or following[1] != " ":
        return following is not None and following[1] == ". " and word[0].isdigit()
    is_thing = not lexicon().kinds(word.casefold()).isdisjoint({"machine", "data", "device", "num"})
    return is_thing or not word[0].islower()


def _is_article(word: str, letter: str, *, given: bool) -> bool:
    """Whether no name stands behind a word. “Die Grace” is somebody in spoken German, and “die Cloud” is not."""
    if word == "an" and letter.casefold() not in "aeiouh":
        return False  # in German, something goes to somebody
    return word in words_of("articles") or (not given and word in words_of("german_articles"))


def _is_part_of_a_name(before: str, previous: re.Match[str] | None, following: re.Match[str] | None) -> bool:
    """Whether a surname has a capitalised word beside it, as products have: “Power Automate”, “Status Page”."""
    if following is not None and following[1] == " " and following[2][0].isupper():
        return True
    if previous is None or previous[2] != " " or not previous[1][0].isupper():
        return False
    word = previous[1].casefold()
    kinds = lexicon().kinds(word)
    if "role" in kinds or has_given_name(word) or len(word) == 1:
        return False
    if not _SENTENCE.search(before[: previous.start()]):
        return True
    opens = word in words_of("acts") or word in not_people().leads or not kinds.isdisjoint({"adv", "ing"})
    return not (opens or is_grammar(word))


def _is_to_something(behind: str, end: int) -> bool:
    found = _BEHIND.match(behind, end)
    return found is not None and found[1] == " " and found[2].casefold() in words_of("something")


def _is_month(previous: str, behind: str, following: str) -> bool:
    if previous in words_of("before_months") or _NUMBER.fullmatch(previous):
        return True
    return bool(_NUMBER.fullmatch(following)) or (
        following in words_of("between_months") and any(month in behind.casefold() for month in words_of("months"))
    )


def _is_given_name(before: str, behind: str, following: re.Match[str] | None) -> bool:
    """Whether a first name at the start of a sentence or line is meant: “Mark was”, “Will:”, “Mark/Grace”, “– Will”."""
    if following is not None and _is_followed(before, following[1], following[2]):
        return True
    if behind.startswith(" ") and _phrases().match(behind, 1):
        return True
    is_first = _NOTHING_SAID.fullmatch(before) is not None
    if is_first and (behind.startswith(":") or (before[-1:] in {"(", "["} and behind[:1] in {")", "]"})):
        return True
    joined_behind, joined_before = _joined()
    other = joined_behind.match(behind)
    if (other is not None and other[1].isupper()) or joined_before.search(before):
        return True
    return bool(_SIGNATURE.search(before)) and not re.search(r"\w", behind)


def _is_followed(before: str, between: str, word: str) -> bool:
    """Whether the word behind a first name tells that it is one."""
    lists = {" ": "states", ", ": "spoken_to", " (": "asides"} | dict.fromkeys((" - ", " – ", " — ", "… "), "answers")
    if between in lists and word.casefold() in words_of(lists[between]):
        return True
    return between == " " and word[0].isupper() and _LABEL.search(before) is not None


@cache
def _phrases() -> re.Pattern[str]:
    """What is said of somebody in several words: “on it”, “back online”, “to investigate”, “now looking”."""
    said, tasks, ends = ("|".join(map(re.escape, sorted(phrases_of(name)))) for name in ("phrases", "tasks", "closing"))
    ends_there = r"(?=\W*$|[.,;!?])"
    return re.compile(
        rf"(?:(?:now |still )?(?:{said}|to (?:{tasks})|(?<=[lw] )\w{{2,20}}ing)(?![\w-])|(?:{ends}){ends_there})",
        re.IGNORECASE,
    )


@cache
def _joined() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What joins a name with the next one, and with the one before."""
    words = "|".join(sorted(words_of("joining")))
    return (
        re.compile(rf"(?:[,;] |/| ?[&+→] ?| ?-?> ?| (?:{words}) )([^\W\d_])"),
        re.compile(rf"[\w)](?:/| ?[&+→|] ?| ?-?> ?| (?:{words}) )$"),
    )
