"""What the playbook of a new library starts with, beside the response windows."""

import tomllib
from functools import cache

from secondstory.model.records import GlossaryTerm, RoleDescription
from secondstory_resources import resource_text


@cache
def default_roles() -> tuple[RoleDescription, ...]:
    """The roles of responses and reviews with what each does; not stored yet, so without ids."""
    entries = tomllib.loads(resource_text("playbook/roles.toml"))["role"]
    return tuple(RoleDescription(name=entry["name"], duty=entry["duty"]) for entry in entries)


@cache
def default_glossary() -> tuple[GlossaryTerm, ...]:
    """The words of the field that reports explain; not stored yet, so without ids."""
    entries = tomllib.loads(resource_text("playbook/glossary.toml"))["term"]
    return tuple(GlossaryTerm(term=entry["term"], meaning=entry["meaning"]) for entry in entries)
