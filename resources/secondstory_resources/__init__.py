"""Files that the program reads: rules, prompts, words, themes, samples. It imports nothing of ours."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(name: str) -> Traversable:
    """The shipped file or folder of that name, for example ``wording/counterfactual.toml``."""
    return files(__name__).joinpath(name)


def resource_text(name: str) -> str:
    """The text of a shipped file, which is always UTF-8."""
    return resource(name).read_text(encoding="utf-8")
