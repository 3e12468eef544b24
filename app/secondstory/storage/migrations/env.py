"""What Alembic runs: the migrations on the connection that the program hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from secondstory.storage.tables import metadata


def render_plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Spell a type of ours as the plain one below it: a migration must not change when our types do."""
    return f"sa.{item.impl_instance!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render_plain_type,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
