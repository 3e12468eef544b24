"""Index the words of all events."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = "substr(event.title || ' ' || event.role || ' ' || event.body, 1, 50000)"
BARE = rf"normalize(regexp_replace(normalize({WORDS}, NFD), '[\u0300-\u036f]', '', 'g'), NFC)"


def upgrade() -> None:
    """Make the index that each database has for this; that of SQLite is filled with what is there."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE event_search USING fts5"
            "(words, content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 2\")"
        )
        op.execute(f"INSERT INTO event_search (rowid, words) SELECT id, {WORDS} FROM event")  # noqa: S608 - a constant above
    else:
        op.execute(
            "CREATE INDEX ix_event_search ON event USING gin"
            rf" (to_tsvector('simple', regexp_replace({BARE}, '[!-/:-@\[-`{{-~]+', ' ', 'g')))"
        )
