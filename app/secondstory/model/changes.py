"""What an operation changed, for whoever shows it."""

from dataclasses import dataclass, field

from secondstory.model.records import Record


@dataclass(frozen=True, slots=True)
class Label:
    """What an act is called: an English template, translated where it is shown, and its parameters."""

    template: str
    params: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.params)


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after: created where ``before`` is empty, removed where ``after`` is empty."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The row as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None, "a change has at least one side"  # noqa: S101 - an invariant, not a check of input
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """All rows that one unit of work touched, in order.

    ``reloaded`` is true where rows changed in bulk (an import, its undo): the reader takes the review anew.
    """

    label: Label
    review_id: int | None
    rows: tuple[Change, ...] = ()
    reloaded: bool = False

    def touches(self, *types: type[Record]) -> bool:
        """Whether a row of one of these types changed."""
        return self.reloaded or any(isinstance(change.record, types) for change in self.rows)

    def created(self, kind: type[Record]) -> list[int]:
        """The ids of the rows of that type that were created."""
        return [c.after.id for c in self.rows if c.before is None and isinstance(c.after, kind)]
