"""Contributing conditions: naming, classifying, pairing, evidence."""

from dataclasses import replace
from typing import Any

from secondstory.causes.procedure import Procedure
from secondstory.causes.taxonomy import best_group
from secondstory.model.changes import Changes, Label
from secondstory.model.enums import CauseLabel
from secondstory.model.errors import UserError
from secondstory.model.names import name_of
from secondstory.model.records import Cause, Evidence
from secondstory.services.editing import change_record, describe, remove_record
from secondstory.services.library import Library
from secondstory.storage.unit_of_work import UnitOfWork


def add_cause(library: Library, cause: Cause) -> Changes:
    """Name a cause; it gets the next reference of its review."""
    with library.unit(Label("Add the cause {what}", {"what": describe(cause)}), cause.review_id) as unit:
        unit.add(replace(cause, ref=_next_ref(unit, cause.review_id)))
    return unit.changes


def _next_ref(unit: UnitOfWork, review_id: int) -> str:
    numbers = (int(cause.ref.removeprefix("C-")) for cause in unit.all(Cause, review_id=review_id))
    return f"C-{max(numbers, default=0) + 1}"


def change_cause(library: Library, cause_id: int, /, **values: Any) -> Changes:
    """Change fields of a cause."""
    return change_record(library, Cause, cause_id, **values)


def classify(library: Library, cause_id: int, label: CauseLabel, reason: str = "", group: str = "") -> Changes:
    """Put a cause into a group with the reason for it; *mixed* is not a label of one cause: see `split_cause`."""
    with library.unit(Label("")) as unit:
        cause = unit.get(Cause, cause_id)
        unit.review_id = cause.review_id
        unit.label = Label("Classify {what} as {label}", {"what": describe(cause), "label": name_of(label).lower()})
        kept_group = group or (cause.group if label is cause.label else "")
        unit.change(cause, label=label, reason=reason or cause.reason, group=kept_group)
    return unit.changes


def place_cause(library: Library, cause_id: int, label: CauseLabel) -> Changes:
    """Move a cause to where the group puts it.

    A reason that the group wrote stays. Where none is written, the procedure's reason and group are taken if it
    agrees. A pair cannot hold two causes of one sort, so a half that changes sides is unlinked.
    """
    with library.unit(Label("")) as unit:
        cause = unit.get(Cause, cause_id)
        unit.review_id = cause.review_id
        unit.label = Label("Classify {what} as {label}", {"what": describe(cause), "label": name_of(label).lower()})
        if label is not cause.label:
            _unlink(unit, cause)
        suggested = Procedure.load().suggest(cause.text)
        agrees = suggested.label is label
        written = "" if cause.reason == suggested.reason else cause.reason
        group = cause.group if label is cause.label else ""
        unit.change(
            unit.get(Cause, cause_id),
            label=label,
            reason=written or (suggested.reason if agrees else ""),
            group=group or (suggested.group if agrees else ""),
        )
    return unit.changes


def add_companion(library: Library, external_id: int, text: str) -> Changes:
    """Name the systemic factor that met an external cause, linked with it; it starts from the same evidence."""
    with library.unit(Label("")) as unit:
        external = unit.get(Cause, external_id)
        unit.review_id = external.review_id
        unit.label = Label("Add the companion of {what}", {"what": describe(external)})
        if external.label is not CauseLabel.EXTERNAL:
            raise UserError(f"{external.ref} is not an external cause.", "Move it to External first.")
        if external.pair_id is not None:
            raise UserError(f"{external.ref} is already half of a pair.", "Unlink the two halves first.")
        suggested = Procedure.load().suggest(text)
        agrees = suggested.label is CauseLabel.SYSTEMIC
        companion = unit.add(
            Cause(
                review_id=external.review_id,
                ref=_next_ref(unit, external.review_id),
                text=text,
                label=CauseLabel.SYSTEMIC,
                group=suggested.group if agrees else "",
                reason=suggested.reason if agrees else "",
                pair_id=external.id,
            )
        )
        _share_evidence(unit, external, companion)
        unit.change(external, pair_id=companion.id)
    return unit.changes


def _share_evidence(unit: UnitOfWork, cause: Cause, companion: Cause) -> None:
    for evidence in unit.all(Evidence, cause_id=cause.id):
        unit.add(Evidence(review_id=cause.review_id, cause_id=companion.id, event_id=evidence.event_id))


def split_cause(library: Library, cause_id: int, external: str, systemic: str, reason: str = "") -> Changes:
    """Keep a mixed cause as a linked pair: the external trigger, and the systemic factor that it met.

    Evidence stays with both halves.
    """
    with library.unit(Label("")) as unit:
        cause = unit.get(Cause, cause_id)
        unit.review_id = cause.review_id
        unit.label = Label("Split {what} into a linked pair", {"what": describe(cause)})
        if cause.pair_id is not None:
            raise UserError(f"{cause.ref} is already half of a pair.", "Change the wording of its two halves instead.")
        companion = unit.add(
            Cause(
                review_id=cause.review_id,
                ref=_next_ref(unit, cause.review_id),
                text=systemic,
                label=CauseLabel.SYSTEMIC,
                group=best_group(systemic, CauseLabel.SYSTEMIC),
                reason=reason,
                pair_id=cause.id,
            )
        )
        _share_evidence(unit, cause, companion)
        unit.change(
            cause,
            text=external,
            label=CauseLabel.EXTERNAL,
            reason=reason or cause.reason,
            group=cause.group if cause.label is CauseLabel.EXTERNAL else best_group(external, CauseLabel.EXTERNAL),
            pair_id=companion.id,
        )
    return unit.changes


def pair_causes(library: Library, external_id: int, systemic_id: int) -> Changes:
    """Link an external cause with its systemic companion."""
    with library.unit(Label("")) as unit:
        external, systemic = unit.get(Cause, external_id), unit.get(Cause, systemic_id)
        unit.review_id = external.review_id
        unit.label = Label("Link {one} with {other}", {"one": describe(external), "other": describe(systemic)})
        if (external.label, systemic.label) != (CauseLabel.EXTERNAL, CauseLabel.SYSTEMIC):
            raise UserError("A pair links an external cause with a systemic one.", "Classify both first.")
        _unlink(unit, external)
        _unlink(unit, systemic)
        unit.change(unit.get(Cause, external_id), pair_id=systemic_id)
        unit.change(unit.get(Cause, systemic_id), pair_id=external_id)
    return unit.changes


def unpair_cause(library: Library, cause_id: int) -> Changes:
    """Take the link between the halves of a pair away."""
    with library.unit(Label("")) as unit:
        cause = unit.get(Cause, cause_id)
        unit.review_id = cause.review_id
        unit.label = Label("Unlink {what}", {"what": describe(cause)})
        _unlink(unit, cause)
    return unit.changes


def _unlink(unit: UnitOfWork, cause: Cause) -> None:
    for half in (cause.id, cause.pair_id):
        if half is None:
            continue
        current = unit.get(Cause, half)
        if current.pair_id is not None:
            unit.change(current, pair_id=None)


def attach_evidence(library: Library, cause_id: int, event_ids: tuple[int, ...]) -> Changes:
    """Let events support a cause; those that do already are left alone."""
    with library.unit(Label("")) as unit:
        cause = unit.get(Cause, cause_id)
        unit.review_id = cause.review_id
        unit.label = Label("Attach evidence to {what}", {"what": describe(cause)})
        present = {evidence.event_id for evidence in unit.all(Evidence, cause_id=cause_id)}
        for event_id in dict.fromkeys(event_ids):
            if event_id not in present:
                unit.add(Evidence(review_id=cause.review_id, cause_id=cause_id, event_id=event_id))
    return unit.changes


def detach_evidence(library: Library, cause_id: int, event_id: int) -> Changes:
    """Take an event away from a cause."""
    with library.unit(Label("")) as unit:
        cause = unit.get(Cause, cause_id)
        unit.review_id = cause.review_id
        unit.label = Label("Detach evidence from {what}", {"what": describe(cause)})
        for evidence in unit.all(Evidence, cause_id=cause_id, event_id=event_id):
            unit.remove(evidence)
    return unit.changes


def remove_cause(library: Library, cause_id: int) -> Changes:
    """Remove a cause; its companion, where it has one, stays."""
    return remove_record(library, Cause, cause_id)
