"""The playbook as a whole, for the page that shows it outside any review."""

from dataclasses import dataclass

from secondstory.model.records import GlossaryTerm, ResponseWindow, RoleDescription
from secondstory.services.library import Library


@dataclass(frozen=True, slots=True)
class Playbook:
    """What reviews are measured against, and which words and roles they use."""

    windows: tuple[ResponseWindow, ...]
    glossary: tuple[GlossaryTerm, ...]
    roles: tuple[RoleDescription, ...]

    @property
    def severities(self) -> tuple[str, ...]:
        """The severities with windows of their own, by the alphabet."""
        return tuple(sorted({window.severity for window in self.windows if window.severity}))

    def minutes(self, severity: str, target: str) -> int | None:
        """The minutes that a severity (empty: every one) allows for a target; nothing where it says none."""
        return next((w.minutes for w in self.windows if (w.severity, w.target) == (severity, target)), None)


def playbook(library: Library) -> Playbook:
    """The playbook as it stands; terms by the alphabet, roles in the order they were added."""
    with library.reading() as reader:
        terms = sorted(reader.all(GlossaryTerm), key=lambda term: term.term.casefold())
        return Playbook(tuple(reader.all(ResponseWindow)), tuple(terms), tuple(reader.all(RoleDescription)))
