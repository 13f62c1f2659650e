"""How much of what was asked was done. The measure is written down in docs/words.md.

adherence = sum of completed fractions ÷ sessions expected in the window, by the revision then in force.
Held days leave the denominator; a day not yet over counts only what is already reported; under
4 expected sessions no percentage is given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from exercises.rules.rounds import PatternedAssignment, day_rounds
from exercises.rules.sessions import Interval, Said, standing

FEWEST_FOR_A_PERCENTAGE = 4
LOW_BAND = 50
"""Under this percentage adherence is low (weekly bands: good 80 and over, fair 50 to 79, low under 50)."""


class DayScore(NamedTuple):
    day: date
    expected: int
    done: float
    reported: int


@dataclass(frozen=True, slots=True)
class Adherence:
    """`done` ÷ `expected`. `percent` is None where too little was expected to speak of."""

    done: float
    expected: int
    days: tuple[DayScore, ...] = ()

    @property
    def percent(self) -> int | None:
        if self.expected < FEWEST_FOR_A_PERCENTAGE:
            return None
        return int(100 * self.done / self.expected + 0.5)


@lru_cache(maxsize=64)
def window(today: date, days: int) -> tuple[date, ...]:
    """The `days` local dates up to and including `today`."""
    return tuple(today - timedelta(days=back) for back in range(days - 1, -1, -1))


def adherence(
    assignments: Sequence[PatternedAssignment],
    said: Mapping[date, Sequence[Said]],
    *,
    today: date,
    days: int,
    pauses: Iterable[Interval] = (),
) -> Adherence:
    """Over the `days` local dates up to and including `today`, which is not over yet."""
    pauses = tuple(pauses)
    scores = [
        _score(assignments, said.get(day, ()), day, pauses, over=day < today) for day in window(today, days)
    ]
    return Adherence(
        done=round(sum(score.done for score in scores), 2),
        expected=sum(score.expected for score in scores),
        days=tuple(scores),
    )


def _score(
    assignments: Sequence[PatternedAssignment],
    said: Sequence[Said],
    day: date,
    pauses: tuple[Interval, ...],
    *,
    over: bool,
) -> DayScore:
    rounds = day_rounds(assignments, day, pauses=pauses).rounds
    if not (said and rounds):
        return DayScore(day, rounds if over else 0, 0.0, 0)
    stands = [one.said.completed for one in standing(said, rounds) if one.said is not None]
    done = min(sum(stands, 0.0), float(rounds))
    return DayScore(day, rounds if over else len(stands), done, len(stands))


def streak(result: Adherence) -> int:
    """Days in a row, up to the newest, on which at least half was done; a day without sessions breaks nothing."""
    count = 0
    for score in reversed(result.days):
        if not score.expected:
            continue
        if score.done < 0.5 * score.expected:
            break
        count += 1
    return count
