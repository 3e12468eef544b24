"""The words of the domain as types: records, enums, snapshots, changes and errors."""
