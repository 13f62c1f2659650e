"""Texts of which nobody knows whether the provider took them: looked up, never sent again blindly."""

from datetime import datetime, timedelta

from django.db import transaction

from exercises.actions.alert import raise_alert
from exercises.actions.delivery import record_report
from exercises.gateway import LookupFailed, ProviderMessage, SmsGateway
from exercises.models import Message
from exercises.rules.lifecycle import MessageState
from exercises.terms import AlertKind, Direction, MessageKind

CLOCK_SKEW = timedelta(seconds=120)
"""How far the provider's clock may stand behind ours when its list is searched."""


LOOKED_UP_AT_ONCE = 200
FAILURES_BORNE = 3
"""After so many look-ups that failed, the rest waits for the next round: the provider is in trouble."""

TOO_LONG = timedelta(minutes=15)
"""A text whose outcome stays unknown for so long is told to staff."""


def unsettled(*, now: datetime, look_up_after: timedelta) -> list[Message]:
    """The texts to look up now, oldest first; of very many any, so that none waits behind others that fail."""
    due = Message.objects.unsettled().filter(attempted_at__lte=now - look_up_after).select_related("clinic")
    return sorted(due.order_by("?")[:LOOKED_UP_AT_ONCE], key=lambda one: one.attempted_at or one.created_at)


def settle_unknown(
    gateway: SmsGateway, *, now: datetime, look_up_after: timedelta, absent_after: timedelta
) -> int:
    """Looks the unsettled texts up in the provider's list; returns how many were settled.

    A text is matched by number, words and time with a message not tied to another row, oldest first. What
    is not in the list after `absent_after` was not created and may go again, while it is still in time.
    """
    settled = failures = 0
    listed: dict[str, list[ProviderMessage]] = {}
    for message in unsettled(now=now, look_up_after=look_up_after):
        number = message.their_number
        attempted = message.attempted_at or message.created_at
        try:
            if number not in listed:
                listed[number] = gateway.sent_to(number, since=attempted - CLOCK_SKEW)
        except LookupFailed:
            failures += 1
            _tell_when_too_long(message, attempted, now)
            if failures >= FAILURES_BORNE:
                break
            continue
        settled += _settle(message, attempted, listed[number], now=now, absent_after=absent_after)
    return settled


def _settle(
    message: Message,
    attempted: datetime,
    listed: list[ProviderMessage],
    *,
    now: datetime,
    absent_after: timedelta,
) -> bool:
    found = _match(message, listed, since=attempted - CLOCK_SKEW)
    if found is not None:
        return record_report(
            message.pk,
            sid=found.sid,
            word=found.state,
            error_code=found.error_code,
            error_kind=found.error_kind,
            named=False,
            now=now,
        )
    return attempted <= now - absent_after and _believe_absent(message, now)


def _tell_when_too_long(message: Message, attempted: datetime, now: datetime) -> None:
    if now - attempted > TOO_LONG:
        raise_alert(
            AlertKind.SENDING,
            clinic=message.clinic,
            patient=None,
            detail="The provider cannot be asked what became of our texts. Texts to some numbers wait.",
            key="sending:look-up",
            now=now,
        )


def _match(message: Message, listed: list[ProviderMessage], *, since: datetime) -> ProviderMessage | None:
    """The provider's message that is this one. It may put words before ours, or keep no words at all."""
    if message.kind == MessageKind.CODE:
        return None
    alike = [
        one
        for one in sorted(listed, key=lambda one: one.at)
        if one.direction == Direction.OUT
        and one.at >= since
        and (not one.body or one.body.endswith(message.body))
        and (message.our_number.startswith("MG") or one.sender == message.our_number)
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
