"""Blanks out what somebody else said: quotations, code, log lines, addresses.

The text keeps its length, so that positions in the blanked text are positions in the original.
"""

import re

BLANK = "\ufffc"  # stands for one character of a blanked stretch; reads as one opaque word

_TYPOGRAPHY = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2032": "'", "\u00a0": " ", "\u2011": "-", "\u2010": "-"})

_LEVEL = "(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|PANIC)"
_BLANKED = re.compile(
    rf"""
      ```.*?(?:```|\Z)                                             # fenced code
    | `[^`\n]+`                                                    # inline code
    | "[^"\n]{{1,400}}"                                              # quotations, in the ways people type them
    | \u201c[^\u201d\n]{{1,400}}\u201d
    | \u201e[^\u201c\u201d\n]{{1,400}}[\u201c\u201d]
    | \u00ab[^\u00bb\n]{{1,400}}\u00bb
    | \u2018[^\u2018\n]{{1,400}}?\u2019(?!\w)
    | (?<![\w\u2019'])'[^'\n]{{1,200}}(?:'\w[^'\n]{{0,200}})*'(?!\w)
    | \b(?:https?|ftp|file|mailto|ssh)://?\S+                       # addresses
    | \bwww\.\S+
    | \b[\w.+-]+@[\w-]+\.[\w.]+
    | ^[ \t]*>.*$                                                  # a quoted reply
    | ^[ \t]*[$#][ ]\S.*$                                          # a typed command
    | ^.*\blevel=\w+.*$                                            # log lines
    | ^[ \t]*[\[(]?(?:\d{{4}}-\d\d-\d\d[T ])?\d{{0,2}}:?\d\d:\d\d\S*
        [ \t].{{0,40}}?\b{_LEVEL}\b.*$
    | ^[ \t]*\[?{_LEVEL}(?:[\]:]|[ ]\[|[ ]{{2,}}).*$
    | ^[ \t]*(?:[A-Z][a-z]{{2}}[ ]{{1,2}}\d{{1,2}}[ ])?\d\d:\d\d:\d\d[ ]\S+[ ][\w/.-]+(?:\[\d+\])?:[ ].*$
    | ^[ \t]+at[ ][\w.$<>]+\(.*\)$                                 # a line of a stack trace
    | (?<!\w)/?(?:[\w.-]+/){{2,}}[\w.-]*                              # paths
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_QUOTING = re.compile(
    r"[\"`'\u2018\u201c\u201e\u00ab/@$#>\d\[]|www|ERR|WARN|INFO|level|DEBUG|TRACE|FATAL|PANIC|CRIT|\bat "
)


def blank_out(text: str) -> str:
    """The text with everything that is only reported made opaque, and one kind of apostrophe, at the same length."""
    if _QUOTING.search(text):
        text = _BLANKED.sub(lambda found: _opaque(found.group()), text)
    return text.translate(_TYPOGRAPHY)


def _opaque(stretch: str) -> str:
    return "".join("\n" if c == "\n" else BLANK for c in stretch)
