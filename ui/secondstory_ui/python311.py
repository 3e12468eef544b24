"""A guard for Python 3.11, where ``None``, ``True`` and ``False`` still have reference counts that can run out."""

import ctypes

PLENTY = 1 << 40


def keep_constants_alive() -> None:
    """Give the constants more references than a program can ever lose.

    PySide6 6.12.0 takes a reference away with every call that returns nothing or a truth value. From Python 3.12 on
    that does no harm, for the constants cannot die there; on 3.11 the program would end after some thousand calls.
    """
    for constant in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(constant))
        count.value = max(count.value, PLENTY)
