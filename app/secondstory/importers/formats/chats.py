"""Exports of chats other than Slack and Teams, all of them described by rules."""

from secondstory.importers.base import FormatInfo
from secondstory.importers.described.importer import DescribedImporter


class ChatsImporter(DescribedImporter):
    """Reads messages with their authors, replies, files and reactions; the rules say where each chat keeps them."""

    info = FormatInfo(
        "chats",
        "Chat exports (Discord, Mattermost, Zulip and others)",
        (".json", ".jsonl"),
        "Messages of Discord, Mattermost, Zulip, Google Chat, Telegram, Rocket.Chat, Matrix or Webex.",
    )


IMPORTER = ChatsImporter()
