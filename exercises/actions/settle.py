"""Texts of which nobody knows whether the provider took them: looked up, never sent again blindly."""

from datetime import datetime, timedelta

from django.db import transaction

from exercises.actions.delivery import record_report
from exercises.gateway import LookupFailed, ProviderMessage, SmsGateway
from exercises.models import Message
from exercises.rules.lifecycle import MessageState
from exercises.terms import Direction, MessageKind

CLOCK_SKEW = timedelta(seconds=120)
"""How far the provider's clock may stand behind ours when its list is searched."""


def unsettled(*, now: datetime, look_up_after: timedelta, limit: int = 200) -> list[Message]:
    """The texts to look up now, oldest first."""
    return list(
        Message.objects.unsettled()
        .filter(attempted_at__lte=now - look_up_after)
        .order_by("attempted_at")[:limit]
    )


def settle_unknown(
    gateway: SmsGateway, *, now: datetime, look_up_after: timedelta, absent_after: timedelta
) -> int:
    """Looks the unsettled texts up in the provider's list; returns how many were settled.

    A text is matched by number, body and time with a message not tied to another row, oldest first. What
    is not in the list after `absent_after` was not created and may go again, while it is still in time.
    """
    settled = 0
    listed: dict[str, list[ProviderMessage]] = {}
    for message in unsettled(now=now, look_up_after=look_up_after):
        number = message.their_number
        attempted = message.attempted_at or message.created_at
        try:
            if number not in listed:
                listed[number] = gateway.sent_to(number, since=attempted - CLOCK_SKEW)
        except LookupFailed:
            continue
        found = _match(message, listed[number], since=attempted - CLOCK_SKEW)
        if found is not None:
            settled += record_report(message.pk, sid=found.sid, word=found.state, now=now)
        elif attempted <= now - absent_after:
            settled += _believe_absent(message, now)
    return settled


def _match(message: Message, listed: list[ProviderMessage], *, since: datetime) -> ProviderMessage | None:
    if message.kind == MessageKind.CODE:
        return None
    alike = [
        one
        for one in sorted(listed, key=lambda one: one.at)
        if one.direction == Direction.OUT and one.body == message.body and one.at >= since
    ]
    bound = set(Message.objects.filter(sid__in=[one.sid for one in alike]).values_list("sid", flat=True))
    return next((one for one in alike if one.sid not in bound), None)


@transaction.atomic
def _believe_absent(message: Message, now: datetime) -> bool:
    """Marks the text as never created. It may go again, except a sign-in code: the patient asks anew."""
    again = message.kind != MessageKind.CODE
    changed = (
        Message.objects.unsettled()
        .filter(pk=message.pk, attempted_at=message.attempted_at)
        .update(
            state=MessageState.ABSENT,
            in_flight=False,
            try_at=now if again else None,
            settled_at=None if again else now,
        )
    )
    return bool(changed)
