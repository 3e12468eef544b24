"""Keep imported events packed; those that are rows already stay so."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS = "substr(event.title || ' ' || event.role || ' ' || event.body, 1, 50000)"
BARE = rf"normalize(regexp_replace(normalize({WORDS}, NFD), '[\u0300-\u036f]', '', 'g'), NFC)"


def upgrade() -> None:
    """Add the table of pieces; in PostgreSQL the index of words gets a table, for packed events have no rows."""
    op.create_table(
        "event_piece",
        sa.Column("first_event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("clock_offset", sa.Float(), nullable=False),
        sa.Column("times", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("sort_names", sa.Text(), nullable=False),
        sa.Column("sorts", sa.LargeBinary(), nullable=False),
        sa.Column("texts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_event_piece_review_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_event_piece_source_id")),
        sa.PrimaryKeyConstraint("first_event_id", name=op.f("pk_event_piece")),
    )
    op.create_index(op.f("ix_event_piece_review_id"), "event_piece", ["review_id"])
    op.create_index(op.f("ix_event_piece_source_id"), "event_piece", ["source_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_event_search")
        op.execute("CREATE TABLE event_search (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute(
            "INSERT INTO event_search SELECT id, to_tsvector('simple',"  # noqa: S608 - a constant above
            rf" regexp_replace({BARE}, '[!-/:-@\[-`{{-~]+', ' ', 'g')) FROM event"
        )
        op.execute("CREATE INDEX ix_event_search_words ON event_search USING gin (words)")
