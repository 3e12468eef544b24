"""Keep how far the clock of a source was off, and how that is known."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the clocks of what was imported before count as right."""
    op.add_column("source", sa.Column("clock_offset", sa.Float(), nullable=False, server_default="0"))
    op.add_column("source", sa.Column("clock_reason", sa.Text(), nullable=False, server_default=""))
