"""Texts that came while nobody was listening: the provider's list is read and fed through the same path."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from exercises.actions.opting import is_opted_out
from exercises.actions.receive import LONGEST_NUMBER, Inbound, receive_text
from exercises.gateway import LookupFailed, ProviderMessage, SmsGateway
from exercises.models import Clinic, Mark, Message
from exercises.rules.pictures import LinkOf
from exercises.rules.replies import Intent, is_yes, read_reply
from exercises.rules.topics import read_topic
from exercises.terms import Direction, Topic

OVERLAP = timedelta(minutes=10)
"""How far back of the mark the list is read again: the provider may list a text late."""

TRIED_FOR = timedelta(days=1)
"""A text that cannot be kept holds the mark for so long."""

READ_AT_ONCE = 32
"""So many clinics' lists are read side by side, and then the next."""

Lists = Callable[[Callable[[Mark], "list[ProviderMessage] | None"], Iterable[Mark]], Iterable[Any]]
"""How several lists are read: `map`, or the map of a pool of threads."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What only the outside knows, as functions."""

    answered_by_provider: Callable[[str, bool], bool]
    picture_link: LinkOf


def collect(
    gateway: SmsGateway,
    *,
    now: datetime,
    answered_by_provider: Callable[[str, bool], bool],
    picture_link: LinkOf,
    webhook_first: timedelta = timedelta(0),
    every: timedelta = timedelta(0),
    lists: Lists = map,
) -> int:
    """Reads what the provider received for each clinic and we do not have; returns how many texts that were.

    What came before the first reading for a clinic is not ours and is never read. `answered_by_provider`
    is asked with a text's words and whether its number is opted out, `picture_link` for the address of an exercise's
    picture. Texts younger than `webhook_first` are
    left to the webhook. Several processes share the clinics: one read by any of them waits for `every`.
    A text that cannot be kept holds no other up: it is tried again for a day, and what was wrong is raised
    at the end.
    """
    collected, wrong = 0, []
    asked = Asked(answered_by_provider, picture_link)
    _start_marks(now)
    while marks := _claim_marks(now=now, every=every):
        for mark, listed in zip(marks, lists(lambda one: _listed(gateway, one), marks), strict=True):
            if listed is None:
                continue
            kept, failed = _receive_all(mark, listed, now - webhook_first, asked, now)
            collected += kept
            wrong += failed
        if len(marks) < READ_AT_ONCE or not every:
            break
    if wrong:
        raise wrong[0]
    return collected


def _start_marks(now: datetime) -> None:
    """The first mark lies ahead by the overlap, so that no reading reaches back to before it was made."""
    missing = Clinic.objects.filter(inbound_mark__isnull=True).values_list("pk", flat=True)
    marks = [Mark(clinic_id=clinic, read_until=now + OVERLAP) for clinic in missing]
    Mark.objects.bulk_create(marks, ignore_conflicts=True)


@transaction.atomic
def _claim_marks(*, now: datetime, every: timedelta) -> list[Mark]:
    due = Mark.objects.filter(Q(try_at__isnull=True) | Q(try_at__lte=now)).select_related("clinic")
    marks = list(
        due.select_for_update(skip_locked=True, of=("self",)).order_by("read_until")[
            : READ_AT_ONCE if every else None
        ]
    )
    Mark.objects.filter(pk__in=[mark.pk for mark in marks]).update(try_at=now + every)
    return marks


def _listed(gateway: SmsGateway, mark: Mark) -> list[ProviderMessage] | None:
    try:
        return gateway.received_by(mark.clinic.sender, since=_since(mark))
    except LookupFailed:
        return None


def _since(mark: Mark) -> datetime:
    return (mark.read_until - OVERLAP).replace(microsecond=0)


def _receive_all(
    mark: Mark,
    listed: list[ProviderMessage],
    until: datetime,
    asked: Asked,
    now: datetime,
) -> tuple[int, list[Exception]]:
    """Keeps what is new and moves the mark on; returns how many were kept, and what was wrong."""
    kept, failed = 0, []
    for one in _fresh(listed, since=_since(mark), until=until):
        try:
            _receive(mark.clinic, one, asked, now, overtaken=_is_overtaken(one, listed))
            kept += 1
        except Exception as error:
            failed.append((one, error))
    if not any(one.at > now - TRIED_FOR for one, _ in failed):
        Mark.objects.filter(pk=mark.pk, read_until__lt=now).update(read_until=now)
    return kept, [error for _, error in failed]


def _receive(
    clinic: Clinic,
    one: ProviderMessage,
    asked: Asked,
    now: datetime,
    *,
    overtaken: bool,
) -> None:
    sender = one.sender[:LONGEST_NUMBER]
    by_provider = asked.answered_by_provider(one.body, is_opted_out(clinic, sender))
    text = Inbound(
        one.sid, sender, one.to, one.body, answered_by_provider=by_provider, at=one.at, overtaken=overtaken
    )
    receive_text(text, now=now, by_webhook=False, picture_link=asked.picture_link)


def _is_overtaken(one: ProviderMessage, listed: list[ProviderMessage]) -> bool:
    """Whether the number said STOP or START after this text, which comes late: the last word counts.

    A stop of one topic takes nothing back of a STOP before it.
    """
    later = [
        each.body
        for each in listed[listed.index(one) + 1 :]
        if each.direction == Direction.IN and each.sender == one.sender
    ]
    stops = read_reply(one.body).intent == Intent.STOP
    return any(
        is_yes(body)
        or (intent := read_reply(body).intent) == Intent.START
        or (intent == Intent.STOP and not (stops and read_topic(body) != Topic.ALL))
        for body in later
    )


def _fresh(listed: list[ProviderMessage], *, since: datetime, until: datetime) -> list[ProviderMessage]:
    """The texts in of that time that we do not have. The provider shows whole seconds."""
    inbound = [one for one in listed if one.direction == Direction.IN and since <= one.at <= until]
    known = set(Message.objects.filter(sid__in=[one.sid for one in inbound]).values_list("sid", flat=True))
    return [one for one in inbound if one.sid not in known]
