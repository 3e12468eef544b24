"""All importers, found in `formats`, and the choice among them by what a file holds."""

import importlib
import pkgutil
from functools import cache

from secondstory.importers import formats
from secondstory.importers.base import Importer, Sample
from secondstory.importers.foreign import foreign, without_events
from secondstory.model.errors import UserError

CERTAIN = 80
LEAST = 10


@cache
def importers() -> tuple[Importer, ...]:
    """All importers, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    modules = [importlib.import_module(f"{formats.__name__}.{name}") for name in names]
    return tuple(module.IMPORTER for module in modules if hasattr(module, "IMPORTER"))


def by_name(name: str) -> Importer:
    """The importer of that name. Raises `UserError` where there is none."""
    found = next((importer for importer in importers() if importer.info.name == name), None)
    if found is None:
        known = ", ".join(importer.info.name for importer in importers())
        raise UserError(f"There is no import format “{name}”.", f"The formats are {known}.")
    return found


def detect(sample: Sample) -> Importer:
    """The importer that fits a file best, by what it holds. Raises `UserError` saying what the file is if none does."""
    best, score = importers()[0], -1
    for importer in sorted(importers(), key=lambda importer: -importer.info.highest):
        if importer.info.highest < score:
            break
        if (found := importer.score(sample)) > score:
            best, score = importer, found
    if score < CERTAIN and (known := foreign(sample)) is not None:
        raise known
    if score < LEAST:
        raise without_events(sample)
    return best
