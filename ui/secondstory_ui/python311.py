"""A guard for Python 3.11, where ``None`` still has a reference count that can run out."""

import ctypes

PLENTY = 1 << 40


def keep_none_alive() -> None:
    """Give ``None`` more references than a program can ever lose.

    PySide6 6.12.0 takes a reference to ``None`` away with every call that returns nothing. From Python 3.12 on that
    does no harm, for ``None`` cannot die there; on 3.11 the program would end after some thousand calls.
    """
    count = ctypes.c_ssize_t.from_address(id(None))
    count.value = max(count.value, PLENTY)
