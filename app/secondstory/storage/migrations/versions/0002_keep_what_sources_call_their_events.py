"""Keep what sources call their events, so that a later export of the same events brings them up to date."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was imported before has no such names."""
    op.add_column("verbatim", sa.Column("external_ids", sa.Text(), nullable=False, server_default=""))
