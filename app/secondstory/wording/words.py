"""What single words are: their inflections, and the kinds of thing they stand for."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from secondstory_resources import resource_text

VOWELS = "aeiou"
Kinds = frozenset[str]


@cache
def _irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    table: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    source = tomllib.loads(resource_text("wording/verbs.toml"))["irregular"]
    for item in source.replace("\n", "|").split("|"):
        if item.strip():
            base, forms = item.strip().split(":")
            past, participle = forms.split()
            table[base] = (tuple(past.split(",")), tuple(participle.split(",")))
    return table


def past_forms(base: str) -> set[str]:
    """Past tense and past participle of a verb, in British and American spelling."""
    if base in _irregular():
        past, participle = _irregular()[base]
        return {*past, *participle}
    if base.endswith("e"):
        return {base + "d"}
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return {base[:-1] + "ied"}
    if _doubles(base):
        return {base + base[-1] + "ed", base + "ed"}
    return {base + "ed"}


def all_forms(base: str) -> set[str]:
    """Every inflected form of a verb."""
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        third = base[:-1] + "ies"
    gerunds = {base + "ing"}
    if base.endswith("e") and not base.endswith(("ee", "oe", "be")):
        gerunds = {base[:-1] + "ing"}
    elif _doubles(base):
        gerunds.add(base + base[-1] + "ing")
    return {base, third} | gerunds | past_forms(base)


def plural_forms(noun: str) -> set[str]:
    """A noun and its regular plural."""
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return {noun, noun[:-1] + "ies"}
    if noun.endswith(("man", "men")):
        return {noun, noun[:-3] + "men"}
    return {noun, noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")}


def _doubles(base: str) -> bool:
    return len(base) > 2 and base[-1] not in VOWELS + "wxy" and base[-2] in VOWELS and base[-3] not in VOWELS


class Lexicon:
    """The shipped words by kind, and the named lists that patterns refer to."""

    def __init__(self) -> None:
        source = tomllib.loads(resource_text("wording/lexicon.toml"))
        human, thing, grammar = source["human"], source["thing"], source["grammar"]
        given = tomllib.loads(resource_text("wording/names.toml"))["given"].split()
        self.irregular_past = {form for forms in _irregular().values() for part in forms for form in part}
        self.given = frozenset(given)
        self.not_names = frozenset(grammar["not_names"])
        self.person_endings = tuple(grammar["person_endings"])
        self.thing_endings = tuple(grammar["thing_endings"])
        self.places = frozenset(thing["places"])
        self.forces = frozenset(thing["forces"])
        self.titles = frozenset(human["titles"])
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for kind, words, plural in (
            ("machine", thing["pronouns"], False),
            ("machine", thing["machines"], True),
            ("device", [w for w in thing["machines"] if w not in thing["verb_like"]], True),
            ("device", thing["machine_phrases"], True),
            ("machine-pronoun", thing["pronouns"], False),
            ("machine", thing["products"], False),
            ("machine", thing["machine_phrases"], True),
            ("data", thing["data"], True),
            ("org", human["organisations"], True),
            ("human", human["pronouns"] + human["indefinite"], False),
            ("human", human["plain"] + human["roles"] + human["teams"], True),
            ("role", human["plain"] + human["roles"] + human["teams"], True),
            ("pronoun", human["pronouns"] + human["indefinite"], False),
            ("det", grammar["determiners"], False),
            ("prep", grammar["prepositions"], False),
            ("boundary", grammar["boundaries"], False),
            ("passive", grammar["passives"], False),
            ("finite", grammar["finite"], False),
            ("aux", grammar["auxiliaries"], False),
            ("aside", grammar["asides"], False),
            ("mod", grammar["modifiers"], False),
        ):
            self._add(kind, words, plural=plural)
        self._known: dict[str, Kinds] = {}

    def _add(self, kind: str, words: Iterable[str], *, plural: bool) -> None:
        for entry in words:
            for form in plural_forms(entry) if plural else {entry}:
                first, *rest = form.split()
                if rest:
                    self.phrases[first].append(((first, *rest), kind))
                else:
                    self._kinds[form].add(kind)

    def kinds(self, word: str) -> Kinds:
        """What a word in lower case may stand for, by the lists and by its ending."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = frozenset(self._work_out(word))
        return known

    def _work_out(self, word: str) -> set[str]:
        kinds = {"word"} | self._kinds.get(word, set())
        head = word.rpartition("-")[2]
        if head != word and len(kinds) == 1:
            kinds |= self._kinds.get(head, set()) & {"human", "machine", "role", "org"}
        if len(kinds) == 1 and word.removesuffix("s").endswith(self.person_endings):
            kinds |= {"human", "role"}
        if word.endswith("ly") and len(word) > 4:
            kinds.add("adv")
        if word in self.irregular_past or (word.endswith("ed") and len(word) > 3 and not word.endswith("eed")):
            kinds.add("part")
        if word.endswith("ing") and len(word) > 4:
            kinds.add("ing")
        if word[0].isdigit():
            kinds.add("num")
        if word in {"his", "her", "their", "our", "my", "your", "'s", "whose"}:
            kinds.add("poss")
        if not kinds & {"machine-pronoun", "prep", "boundary", "finite", "passive", "det"}:
            kinds.add("filler")
        return kinds


def word_lists(source: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Named lists of words, inflected: ``break~`` stands for every form, ``break+`` for the past forms."""
    return {name: frozenset(form for word in text.split() for form in inflected(word)) for name, text in source.items()}


def inflected(word: str) -> set[str]:
    """The forms that a word of a pattern stands for."""
    if word.endswith("~"):
        return all_forms(word[:-1])
    if word.endswith("+"):
        return past_forms(word[:-1])
    return {word}
