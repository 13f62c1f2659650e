"""Texts that came while nobody was listening: the provider's list is read and fed through the same path."""

from collections.abc import Callable
from datetime import datetime, timedelta

from exercises.actions.opting import is_opted_out
from exercises.actions.receive import LONGEST_NUMBER, Inbound, receive_text
from exercises.gateway import LookupFailed, ProviderMessage, SmsGateway
from exercises.models import Clinic, Mark, Message
from exercises.terms import Direction

OVERLAP = timedelta(minutes=10)
"""How far back of the mark the list is read again: the provider may list a text late."""

TRIED_FOR = timedelta(days=1)
"""A text that cannot be kept holds the mark for so long."""


def collect(
    gateway: SmsGateway,
    *,
    now: datetime,
    answered_by_provider: Callable[[str, bool], bool],
    webhook_first: timedelta = timedelta(0),
) -> int:
    """Reads what the provider received for each clinic and we do not have; returns how many texts that were.

    What came before the first reading for a clinic is not ours and is never read. `answered_by_provider`
    is asked with a text's words and whether its number is opted out. Texts younger than `webhook_first` are
    left to the webhook. A text that cannot be kept holds no other up: it is tried again for a day, and what
    was wrong is raised at the end.
    """
    collected, wrong = 0, []
    for clinic in Clinic.objects.all():
        # The first mark lies ahead by the overlap, so that no reading reaches back to before it was made.
        mark, _ = Mark.objects.get_or_create(clinic=clinic, defaults={"read_until": now + OVERLAP})
        since = (mark.read_until - OVERLAP).replace(microsecond=0)
        try:
            listed = gateway.received_by(clinic.sender, since=since)
        except LookupFailed:
            continue
        failed = []
        for one in _fresh(listed, since=since, until=now - webhook_first):
            try:
                _receive(clinic, one, answered_by_provider, now)
                collected += 1
            except Exception as error:
                failed.append((one, error))
        if not any(one.at > now - TRIED_FOR for one, _ in failed):
            Mark.objects.filter(clinic=clinic, read_until__lt=now).update(read_until=now)
        wrong += [error for _, error in failed]
    if wrong:
        raise wrong[0]
    return collected


def _receive(
    clinic: Clinic, one: ProviderMessage, answered_by_provider: Callable[[str, bool], bool], now: datetime
) -> None:
    sender = one.sender[:LONGEST_NUMBER]
    by_provider = answered_by_provider(one.body, is_opted_out(clinic, sender))
    text = Inbound(one.sid, sender, one.to, one.body, answered_by_provider=by_provider, at=one.at)
    receive_text(text, now=now, by_webhook=False)


def _fresh(listed: list[ProviderMessage], *, since: datetime, until: datetime) -> list[ProviderMessage]:
    """The texts in of that time that we do not have. The provider shows whole seconds."""
    inbound = [one for one in listed if one.direction == Direction.IN and since <= one.at <= until]
    known = set(Message.objects.filter(sid__in=[one.sid for one in inbound]).values_list("sid", flat=True))
    return [one for one in inbound if one.sid not in known]
