"""A flare: for two days the easier routine, and a text on the second that asks how it is.

What the easier routine is stands in rules.sessions. The reference names no length and no most: "a flare-up is common
and is not damage. Go back one phase for a few days, then build again" (`education` of
exercises/library/protocols.yaml).
"""

from collections.abc import Iterable
from datetime import date, timedelta

FLARE_DAYS = 2
"""48 hours, as the days a patient can name: today and tomorrow. Our own choice, at the short end of "a few days"."""

OFTEN = 2
"""So many flares in a week are named to staff: "two in a week = tell the clinic" is said of high pain (the pain rules
in docs/words.md), and read as said of flares by us. None is refused; what follows is for staff to say."""

A_WEEK = timedelta(days=7)


def over_on(day: date) -> date:
    """The first date after a flare that begins on `day`."""
    return day + timedelta(days=FLARE_DAYS)


def is_often(earlier: Iterable[date], day: date) -> bool:
    """Whether a flare on `day` makes it OFTEN in the seven days up to it; `earlier` are the first days of others."""
    return 1 + sum(day - A_WEEK < began <= day for began in earlier) >= OFTEN
