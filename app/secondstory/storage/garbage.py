"""Python's search for cyclic garbage, and when it is in the way."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Pause the search while very many objects are made of which none is garbage.

    It would go through all of them again and again: a sixth of the time of an import, a third of that of reading a
    large review. What nothing refers to is freed at once all the same.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
