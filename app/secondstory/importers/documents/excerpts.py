"""The beginning of a JSON document as a document of its own."""

import re

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)  # a string that is cut off ends the text
DEEPEST = 64
"""No export nests its records deeper; what lies deeper is left out."""
_CLOSES = {"{": "}", "[": "]"}


def closed_off(text: str) -> str:
    """A document that was cut off anywhere, up to its last whole element of a list, with its brackets closed.

    Empty where no element is whole. It looks at brackets and strings only, so hostile input does no harm.
    """
    open_brackets: list[str] = []
    end, inside = 0, ""
    for match in _TOKEN.finditer(text):
        found = match[0]
        if found in "{[":
            open_brackets.append(found)
        elif found in "}]":
            if not open_brackets:
                break
            open_brackets.pop()
            if not open_brackets:
                return text[: match.end()]
            if open_brackets[-1] == "[" and len(open_brackets) <= DEEPEST:
                end, inside = match.end(), "".join(open_brackets)
    return text[:end] + "".join(_CLOSES[bracket] for bracket in reversed(inside))
