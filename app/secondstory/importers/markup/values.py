"""Elements of XML as values of JSON."""

from typing import Any

from secondstory.importers.markup.elements import Element

TEXT = "text"
"""The name of what stands in an element that has attributes or other elements as well."""


def value_of(element: Element) -> Any:
    """The text of an element, or its attributes and what stands in it by their names, lists where there are several."""
    if not element.children and not element.attributes:
        return element.text
    found: dict[str, Any] = dict(element.attributes)
    if element.text:
        found[TEXT] = element.text
    grouped: dict[str, list[Any]] = {}
    for child in element.children:
        grouped.setdefault(child.name, []).append(value_of(child))
    return found | {name: values if values[1:] else values[0] for name, values in grouped.items()}
