"""The library on disk: tables, migrations, unit of work."""
