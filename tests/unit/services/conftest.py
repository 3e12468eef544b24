"""The fixtures of the service tests."""

from support.libraries import library, sqlite_library

__all__ = ["library", "sqlite_library"]
