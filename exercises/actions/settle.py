"""Texts of which nobody knows whether the provider took them: looked up, never sent again blindly."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from exercises.actions.alert import raise_alert
from exercises.actions.collect import OVERLAP
from exercises.actions.delivery import record_report
from exercises.gateway import LookupFailed, ProviderMessage, SmsGateway
from exercises.models import AnswerNotice, Lane, Mark, Message, Reminder
from exercises.models.bulk import is_any, update_each
from exercises.rules.lifecycle import Event, MessageState, moved_by
from exercises.rules.links import without_token
from exercises.rules.pace import FURTHEST_AHEAD, PROBE_EVERY
from exercises.terms import AlertKind, Direction, MessageKind, ReminderState

CLOCK_SKEW = timedelta(seconds=120)
"""How far the provider's clock may stand behind ours when its list is searched."""

LOOKED_UP_AT_ONCE = 32
"""So many texts are looked up side by side, and then the next."""
FAILURES_BORNE = 3
"""After so many look-ups that failed, the rest waits for the next round: the provider is in trouble."""

LOOK_AGAIN = timedelta(seconds=10)
"""A look-up that was taken on is left to its process for so long."""

TOO_LONG = timedelta(minutes=15)
"""A text whose outcome stays unknown for so long is told to staff."""

SET_BACK = timedelta(minutes=2)
"""What was attempted so far ahead of now was attempted before the clock was set back."""

LookUps = Callable[..., Iterable[Any]]
"""How several numbers are looked up: `map`, or the map of a pool of threads."""


@transaction.atomic
def mend_times(*, now: datetime, lease: timedelta) -> int:
    """After the clock was set back nothing waits for the time to come again; returns how many rows did.

    What lies further ahead of now than it ever could by itself is counted from now: leases, attempts and what waits
    since them, senders' queues with those in them, and how far the provider's lists were read.
    """
    soon = now + SET_BACK
    claimed = Reminder.objects.filter(state=ReminderState.PLANNED, claimed_until__gt=soon + lease)
    called = Message.objects.out().filter(attempted_at__gt=soon)
    lanes = Lane.objects.filter(free_at__gt=soon + FURTHEST_AHEAD)
    queued = Reminder.objects.filter(
        Q(tries__gt=0) | Q(try_at__gt=F("due_at")),
        state=ReminderState.PLANNED,
        try_at__gt=now,
        clinic__in=lanes.values("clinic"),
    )
    marks = Mark.objects.filter(read_until__gt=soon + OVERLAP)
    notices = AnswerNotice.objects.waiting().filter(due_at__gt=soon + timedelta(days=1))
    return (
        claimed.update(claimed_until=None, try_at=now)
        + called.unsettled().update(attempted_at=now, try_at=None)
        + called.filter(state__in=moved_by(Event.TAKEN_UP), try_at__isnull=False).update(try_at=now)
        + queued.update(try_at=now, lane_at=None)
        + lanes.update(free_at=now, ends_at=now)
        + Lane.objects.filter(probe_at__gt=soon + PROBE_EVERY).update(probe_at=now)
        + marks.update(read_until=now, try_at=None)
        + notices.update(due_at=now)
    )


def claim_unsettled(*, now: datetime, look_up_after: timedelta, limit: int) -> list[Message]:
    """The texts to look up now, oldest first; for a while no other process takes them on."""
    unsettled = Message.objects.unsettled().filter(
        Q(try_at__isnull=True) | Q(try_at__lte=now), attempted_at__lte=now - look_up_after
    )
    return _claim(unsettled, now, limit) if is_any(unsettled, by="attempted_at") else []


@transaction.atomic
def _claim(unsettled: QuerySet[Message], now: datetime, limit: int) -> list[Message]:
    due = list(
        unsettled.select_for_update(skip_locked=True, of=("self",))
        .select_related("clinic")
        .order_by("attempted_at")[:limit]
    )
    update_each(Message, ["try_at"], [(message.pk, _look_again(message, now)) for message in due])
    return due


def _look_again(message: Message, now: datetime) -> datetime:
    """Half as long again as it has been unknown, so that many unknown ones are not asked for all the time."""
    attempted = message.attempted_at or message.created_at
    return now + min(max((now - attempted) / 2, LOOK_AGAIN), timedelta(minutes=5))


def settle_unknown(
    gateway: SmsGateway,
    *,
    now: datetime,
    look_up_after: timedelta,
    absent_after: timedelta,
    look_ups: LookUps = map,
) -> int:
    """Looks the unsettled texts up in the provider's list; returns how many were settled.

    A text is matched by number, words and time with a message not tied to another row, oldest first. What
    is not in the list after `absent_after` was not created and may go again, while it is still in time.
    """
    settled = 0
    while messages := claim_unsettled(now=now, look_up_after=look_up_after, limit=LOOKED_UP_AT_ONCE):
        since: dict[str, datetime] = {}
        for message in reversed(messages):
            since[message.their_number] = (message.attempted_at or message.created_at) - CLOCK_SKEW
        found_for = look_ups(partial(_listed, gateway), since.keys(), since.values())
        listed: dict[str, list[ProviderMessage] | None] = dict(zip(since, found_for, strict=True))
        for message in messages:
            attempted = message.attempted_at or message.created_at
            found = listed[message.their_number]
            if found is None:
                _tell_when_too_long(message, attempted, now)
            else:
                settled += _settle(message, attempted, found, now=now, absent_after=absent_after)
        if sum(found is None for found in listed.values()) >= FAILURES_BORNE:
            break
    return settled


def _listed(gateway: SmsGateway, number: str, since: datetime) -> list[ProviderMessage] | None:
    try:
        return gateway.sent_to(number, since=since)
    except LookupFailed:
        return None


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
        and (not one.body or without_token(one.body).endswith(message.body))
        and (message.our_number.startswith("MG") or one.sender == message.our_number)
    ]
    bound = set(Message.objects.filter(sid__in=[one.sid for one in alike]).values_list("sid", flat=True))
    return next((one for one in alike if one.sid not in bound), None)


@transaction.atomic
def _believe_absent(message: Message, now: datetime) -> bool:
    """Marks the text as never created. It may go again, except a sign-in code: the patient asks anew."""
    again = message.kind != MessageKind.CODE
    changed = Message.objects.filter(
        pk=message.pk, attempted_at=message.attempted_at, state__in=moved_by(Event.NOT_FOUND)
    ).update(
        state=MessageState.ABSENT,
        in_flight=False,
        try_at=now if again else None,
        settled_at=None if again else now,
    )
    return bool(changed)
