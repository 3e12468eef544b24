"""A review with many actions, made in memory."""

import random
from datetime import UTC, date, datetime, timedelta

from secondstory.model.enums import ActionKind, ActionStatus, Strength
from secondstory.model.records import Action, Review
from secondstory.model.snapshot import Snapshot


def many_actions(amount: int) -> Snapshot:
    """That many actions, scored, owned and due."""
    chance = random.Random(1)
    made = datetime(2026, 5, 4, tzinfo=UTC)
    actions = {
        number: Action(
            id=number,
            review_id=1,
            uid=f"{number:016x}",
            ref=f"A-{number}",
            text=f"Add an alert for flow {number} that pages when no order arrives within 15 minutes",
            kind=chance.choice(list(ActionKind)),
            strength=chance.choice(list(Strength)),
            impact=chance.randint(2, 10) / 2,
            effort=chance.randint(2, 10) / 2,
            owner=f"Team {number % 40}",
            due=date(2026, 5, 4) + timedelta(days=number % 300),
            status=chance.choice(list(ActionStatus)),
            effect_check="A replay of the test orders pages within five minutes",
            created_at=made,
        )
        for number in range(1, amount + 1)
    }
    return Snapshot(Review(id=1, ref="R-1", title="Orders stopped", created_at=made), {Action: actions})
