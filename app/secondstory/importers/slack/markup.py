"""The marks in texts of Slack: mentions, links and entities."""

import re
from dataclasses import dataclass

from secondstory.importers.slack.directory import Directory

_MARK = re.compile(r"<([^<>\n]+)>|&(lt|gt|amp);")
_EMPHASIS = re.compile(r"(`[^`]*`|<[^<>\n]*>)|(?<![\w*_~])([*_~])(?=\S)([^\n]{0,500}?\S)\2(?![\w*_~])")
"""Bold, italic and struck text; neither code nor what stands in a mark. What is both bold and italic has it twice."""
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
MAIL = "mailto:"


@dataclass(frozen=True, slots=True)
class Markup:
    """Makes plain text of Slack's. Ids that nobody knows stay as they are."""

    directory: Directory

    def plain(self, text: str, *, links: bool = True) -> str:
        """The text as a person sees it. Addresses of links with a label are written behind it, or left out."""
        if "*" in text or "_" in text or "~" in text:
            text = _unemphasised(_unemphasised(text))
        if "<" not in text and "&" not in text:
            return text
        return _MARK.sub(lambda match: self._shown(match, links=links), text).strip()

    def person(self, user_id: str) -> str:
        """A mention of somebody."""
        return f"@{self.directory.people.get(user_id, user_id)}"

    def channel(self, channel_id: str) -> str:
        """A mention of a channel."""
        return f"#{self.directory.channels.get(channel_id, channel_id)}"

    def _shown(self, match: re.Match[str], *, links: bool) -> str:
        inside, entity = match.groups()
        if entity:
            return _ENTITIES[entity]
        target, _, label = inside.partition("|")
        target, label = _entities(target), _entities(label)
        match target[:1]:
            case "@":
                return f"@{self.directory.people.get(target[1:]) or label or target[1:]}"
            case "#":
                return f"#{label}" if label else self.channel(target[1:])
            case "!":
                return label or f"@{target[1:].partition('^')[0]}"
        return link(target, label, address=links)


def _unemphasised(text: str) -> str:
    return _EMPHASIS.sub(lambda found: found[1] or found[3], text)


def link(url: str, label: str, *, address: bool = True) -> str:
    """A link: its label with the address behind it, unless they are the same."""
    bare = url.removeprefix(MAIL)
    if not bare:
        return label
    if not label or label.rstrip("/") in (bare.rstrip("/"), bare.partition("://")[2].rstrip("/")):
        return bare
    return f"{label} ({bare})" if address else label


def _entities(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text
