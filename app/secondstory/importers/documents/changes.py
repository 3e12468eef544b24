"""Changes of a field, in words."""

LONG = 80
"""Values of this length stand below the title of a change, not in it."""


def told_change(label: str, old: str, new: str) -> tuple[str, str]:
    """The title and the body of a change from one value to another; values that are long stand in the body."""
    if max(len(old), len(new)) > LONG or "\n" in old + new:
        return f"{label} changed", "\n\n".join(filter(None, (old and f"Before: {old}", new and f"After: {new}")))
    if old and new:
        return f"{label} changed from {old} to {new}", ""
    return (f"{label} set to {new}" if new else f"{label} {old} removed" if old else f"{label} changed"), ""
