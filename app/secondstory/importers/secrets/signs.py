"""Looking for any of many signs in very much text."""

from collections.abc import Callable, Iterable

MOST_MEMORY = 64 * 2**20
"""In bytes: so much may be kept of how the text is read, as far as it is needed."""


def finder(signs: Iterable[str], *, any_case: bool) -> Callable[[bytes], bool]:
    """What tells whether one of these patterns is found in bytes of UTF-8.

    RE2 reads a text once, however many they are. Its patterns know no look-around; here a letter other than those of
    ASCII is the bytes that it has, so it cannot stand in a class, and only those of ASCII are found in any case.
    """
    import re2  # noqa: PLC0415 - only an import needs it

    options = re2.Options()
    options.case_sensitive = not any_case
    options.encoding = re2.Options.Encoding.LATIN1  # bytes that are no UTF-8 are looked at like all others
    options.never_capture = True
    options.max_mem = MOST_MEMORY
    pattern = re2.compile("|".join(f"(?:{sign})" for sign in signs).encode(), options)
    return lambda data: pattern.search(data) is not None
