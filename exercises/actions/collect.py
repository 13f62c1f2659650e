"""Texts that came while nobody was listening: the provider's list is read and fed through the same path."""

from collections.abc import Callable
from datetime import datetime, timedelta

from exercises.actions.receive import Inbound, receive_text
from exercises.gateway import LookupFailed, SmsGateway
from exercises.models import Clinic, Mark, Message
from exercises.terms import Direction

OVERLAP = timedelta(minutes=10)
"""How far back of the mark the list is read again: the provider may list a text late."""


def collect(gateway: SmsGateway, *, now: datetime, answered_by_provider: Callable[[str], bool]) -> int:
    """Reads what the provider received for each clinic and we do not have; returns how many texts that were.

    What came before the first reading for a clinic is not ours and is never read.
    """
    collected = 0
    for clinic in Clinic.objects.all():
        # The first mark lies ahead by the overlap, so that no reading reaches back to before it was made.
        mark, _ = Mark.objects.get_or_create(clinic=clinic, defaults={"read_until": now + OVERLAP})
        since = mark.read_until - OVERLAP
        try:
            listed = gateway.received_by(clinic.sender, since=since)
        except LookupFailed:
            continue
        inbound = [one for one in listed if one.direction == Direction.IN and one.at >= since]
        known = set(
            Message.objects.filter(sid__in=[one.sid for one in inbound]).values_list("sid", flat=True)
        )
        for one in inbound:
            if one.sid in known:
                continue
            receive_text(
                Inbound(
                    one.sid, one.sender, one.to, one.body, answered_by_provider=answered_by_provider(one.body)
                ),
                now=now,
                by_webhook=False,
            )
            collected += 1
        Mark.objects.filter(clinic=clinic, read_until__lt=now).update(read_until=now)
    return collected
