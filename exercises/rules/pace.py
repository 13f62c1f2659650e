"""How fast a sender may text, and who waits where in its queue.

A provider sends at the pace its sender is allowed, queues the rest, and drops what waited too long. So the
queue is kept here instead, where it can be seen, an opt-out still counts and an urgent text need not wait.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

AHEAD = timedelta(seconds=10)
"""So far the provider may be given texts ahead of the sender's pace: what is due between two ticks."""

SHARE = 0.8
"""The part of the pace that reminders take; the rest is left to answers and codes, which never queue."""

RESERVED = timedelta(minutes=1)
"""So far ahead a text gets its place when it is planned, before it is known whether it may go. What is held then
leaves its place empty: where the queue is longer, those that may go are found first."""

LATE = timedelta(minutes=1)
"""Who comes so much later than its place has lost it: nothing ran for a while."""

LONGEST = 24
"""The segments of the longest text there can be: 1,600 characters, none of them GSM-7."""

PROBE_EVERY = timedelta(minutes=1)
"""How often one text is tried while the provider refuses the sender."""

_TOLL_FREE = re.compile(r"\+1(?:800|833|844|855|866|877|888)[0-9]{7}")
_SHORT_CODE = re.compile(r"[0-9]{3,6}")


def usual_rate(sender: str) -> float:
    """Segments a second that a sender of this kind carries, where the clinic does not say otherwise.

    North American long code 1, toll-free 3, short code 100; numbers elsewhere and names 10. Sources:
    Twilio's error pages 30001 and 21611 and its FAQ; those outside North America are second-hand.
    """
    if _TOLL_FREE.fullmatch(sender):
        return 3.0
    if _SHORT_CODE.fullmatch(sender):
        return 100.0
    return 1.0 if sender.startswith("+1") else 10.0


@dataclass(frozen=True, slots=True)
class Queue:
    """A sender's queue: what it carries (segments a second), when what was handed over has left, where it ends."""

    rate: float
    free_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that could go now: its length in segments, and its place when it has queued before.

    From `until` on it must not go any more (None: whenever).
    """

    segments: int
    place: datetime | None = None
    until: datetime | None = None


def admit(queue: Queue, waiting: Sequence[Waiting], *, now: datetime) -> tuple[list[datetime | None], Queue]:
    """For each text None when it may go now, else its place in the queue; and the queue afterwards.

    Those that have queued go before newcomers, and a newcomer queues as long as anybody waits: the queue
    ends behind all places that were given. Everyone who passes takes its time of the pace with it, so the
    order of the calls decides, not who asks how often. A newcomer whose turn would come too late takes up no room.
    """
    queue = _mended(queue, now)
    free, ends, turn = max(queue.free_at, now), queue.ends_at, now
    latest = now + AHEAD
    places: list[datetime | None] = [None] * len(waiting)
    for index in sorted(range(len(waiting)), key=lambda each: _order(waiting[each], now)):
        text = waiting[index]
        takes = _takes(text.segments, queue.rate)
        if free < latest and (text.place is not None or ends <= free):
            free += takes
            continue
        keeps_its_turn = text.place is not None and text.place > now - LATE
        place = max(turn if keeps_its_turn else ends, free)
        if text.until is None or place < text.until:
            ends = max(ends, place + takes)
            turn = place + takes if keeps_its_turn else turn
        places[index] = place
    return places, Queue(queue.rate, free, ends)


def reserve(queue: Queue, texts: int, *, segments: int, now: datetime) -> tuple[list[datetime | None], Queue]:
    """A place at the end of the queue for each of the texts, None for those that come too long after now.

    `segments` is the usual length of one of them. The queue afterwards ends behind the places given.
    """
    queue = _mended(queue, now)
    first, takes = max(queue.ends_at, queue.free_at, now), _takes(segments, queue.rate)
    given = min(texts, max(0, -((first - now - RESERVED) // takes)))
    places = [first + takes * number for number in range(given)]
    ends = first + takes * given if given else queue.ends_at
    return [*places, *[None] * (texts - given)], Queue(queue.rate, max(queue.free_at, now), ends)


def taken_up_at(place: datetime, *, now: datetime) -> datetime:
    """When to ask for a text with this place, always after `now`.

    All places of five seconds are taken up together, at the first of them, which is early by less than AHEAD.
    """
    together = place - timedelta(seconds=place.second % 5, microseconds=place.microsecond)
    return together if together > now else place


def _takes(segments: int, rate: float) -> timedelta:
    return timedelta(seconds=segments / (rate * SHARE))


SLOWEST = 0.05
"""Segments a second, the least a clinic may set."""
FURTHEST_AHEAD = AHEAD + _takes(LONGEST, SLOWEST)
"""No sender is ever handed texts further ahead than this."""


def _mended(queue: Queue, now: datetime) -> Queue:
    """Nothing is handed over further ahead than this; where it seems so, the clock was set back since."""
    set_back = queue.free_at - (now + AHEAD + _takes(LONGEST, queue.rate))
    if set_back <= timedelta(0):
        return queue
    return Queue(queue.rate, queue.free_at - set_back, queue.ends_at - set_back)


def _order(text: Waiting, now: datetime) -> tuple[bool, datetime]:
    return (text.place is None, text.place or now)
