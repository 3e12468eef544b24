"""What Teams itself says in a chat: who was added, what was renamed, that a call ended."""

import re

import msgspec

_ENDING = "EventMessageDetail"
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Named(msgspec.Struct, rename="camel"):
    """A person or a program: the id says who it is where there is no name."""

    display_name: str | None = None
    id: str | None = None

    @property
    def shown(self) -> str:
        """The name, or else the id."""
        return self.display_name or self.id or ""


class Identities(msgspec.Struct, rename="camel"):
    """Who did something; only one of them is given."""

    user: Named | None = None
    application: Named | None = None
    device: Named | None = None

    @property
    def shown(self) -> str:
        """The name of whoever it was; empty where nobody is given."""
        return next((one.shown.strip() for one in (self.user, self.application, self.device) if one), "")


class EventDetail(msgspec.Struct, rename="camel"):
    """The details of an event. Its type is its name: ``#microsoft.graph.membersAddedEventMessageDetail``."""

    type: str | None = msgspec.field(name="@odata.type", default=None)
    initiator: Identities | None = None
    members: list[Named] | None = None
    channel_display_name: str | None = None
    chat_display_name: str | None = None
    team_display_name: str | None = None
    teams_app_display_name: str | None = None
    tab_name: str | None = None
    call_duration: str | None = None
    call_recording_display_name: str | None = None

    @property
    def told(self) -> str:
        """What happened, and to whom or what: “Members added: A. Example”."""
        name = (self.type or "").rpartition(".")[2].removesuffix(_ENDING)
        words = _WORD.sub(" ", name).lower().capitalize() or "System message"
        who = ", ".join(member.shown for member in self.members or () if member.shown)
        names = (self.channel_display_name, self.chat_display_name, self.team_display_name)
        what = (
            *names,
            self.teams_app_display_name,
            self.tab_name,
            self.call_recording_display_name,
            self.call_duration,
        )
        details = who or next((text for text in what if text), "")
        return f"{words}: {details}" if details else words
