"""Mappings of columns that people saved under a name, for other files; kept on this computer, beside the settings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from secondstory.importers.base import Layout
from secondstory.importers.tables.mapping import SHEET, parse_mapping
from secondstory.model.errors import UserError

FILE = "mappings.json"
MOST_BYTES = 4 * 1024 * 1024
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Fitting:
    """What of a mapping a file can take, and what it cannot: fields with the columns that are not there."""

    mapping: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def default_file() -> Path:
    """Where the mappings are kept unless somebody says otherwise: beside the settings of the window."""
    return platformdirs.user_config_path("secondstory", appauthor=False) / FILE


class SavedMappings:
    """The mappings by their names. Every call reads the file afresh, for the command line and other windows use it too.

    Each raises `UserError` where the file cannot be read or written; a damaged one is left as it is.
    """

    def __init__(self, file: Path) -> None:
        """Take the file; it need not be there yet."""
        self._file = file

    def all(self) -> dict[str, dict[str, str]]:
        """All mappings in the order of their names."""
        try:
            if not self._file.exists():
                return {}
            with self._file.open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
            found = json.loads(data) if len(data) <= MOST_BYTES else None
        except OSError as error:
            raise self._fault(error.strerror or str(error)) from None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or not all(map(_is_mapping, found.values())):
            raise self._fault("it is damaged")
        return {name: found[name] for name in sorted(found, key=str.casefold)}

    def of(self, name: str) -> dict[str, str]:
        """The mapping of that name. Raises `UserError` where there is none."""
        known = self.all()
        if name not in known:
            names = ", ".join(known)
            raise UserError(
                f"There is no saved mapping “{name}”.",
                f"There are: {names}." if names else "Save one in the import dialog.",
            )
        return known[name]

    def save(self, name: str, mapping: Mapping[str, str]) -> None:
        """Keep a mapping under a name; one of that name is replaced. Raises `UserError` for a name that is none."""
        self._write(self.all() | {_checked(name): dict(mapping)})

    def rename(self, name: str, other: str) -> None:
        """Give a mapping another name. Raises `UserError` where that is taken, or there is none of the first name."""
        known = self.all()
        mapping = self.of(name)
        wanted = _checked(other)
        if wanted != name and wanted in known:
            raise UserError(f"There is a mapping “{wanted}” already.", "Choose another name.")
        del known[name]
        self._write(known | {wanted: mapping})

    def delete(self, name: str) -> None:
        """Forget a mapping; one that is not there is forgotten already."""
        known = self.all()
        known.pop(name, None)
        self._write(known)

    def _write(self, known: Mapping[str, Mapping[str, str]]) -> None:
        text = json.dumps(known, ensure_ascii=False, indent=2, sort_keys=True)
        beside = self._file.with_name(f"{self._file.name}.new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8", errors="replace")
            beside.replace(self._file)
        except OSError as error:
            raise self._fault(error.strerror or str(error)) from None

    def _fault(self, why: str) -> UserError:
        return UserError(f"The saved mappings cannot be used: {why}.", f"Repair or remove the file {self._file}.")


def fitting(mapping: Mapping[str, str], layout: Layout) -> Fitting:
    """A mapping as far as the columns and the sheets of a file go."""
    found = Fitting()
    for name, source in mapping.items():
        try:
            if name == SHEET:
                fits = source in {part.name for part in layout.parts} | {layout.all_parts}
            else:
                fits = bool(parse_mapping({name: source}, layout.columns))
        except UserError:
            fits = False
        (found.mapping if fits else found.missing)[name] = source
    return found


def missing_words(missing: Mapping[str, str]) -> str:
    """The columns that a file does not have, as a part of a sentence."""
    return ", ".join(f"{name} from “{source}”" for name, source in missing.items())


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(source, str) for source in value.values())


def _checked(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise UserError("A mapping needs a name.", "Type one.")
    if len(wanted) > LONGEST_NAME:
        raise UserError(f"The name is longer than {LONGEST_NAME} letters.", "Choose a shorter one.")
    return wanted
