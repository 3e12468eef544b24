"""Failures that a person can act on."""


class UserError(Exception):
    """Something was not done; ``message`` says what, ``remedy`` says what to do about it. Both are sentences."""

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}".strip())


class ConflictError(UserError):
    """A row was changed by somebody else between reading and writing it."""


class CancelledError(UserError):
    """Long work was cancelled; everything is as it was before."""


class LibraryError(UserError):
    """The library can't be opened, read or written to, whatever was to be done with it."""
