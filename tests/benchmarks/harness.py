"""Measuring side by side: ours and its yardstick in turn, the median of several rounds."""

import cProfile
import gc
import pstats
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from tests.benchmarks.databases import Databases

PROFILE_LINES = 15

Measure = Callable[[], float]
"""One round: prepares what it needs, and returns a rate or a time, in the unit of the row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `ratio` is of `value` to `yardstick`; both are None where the budget is absolute."""

    name: str
    value: float
    unit: str
    yardstick: float | None
    ratio: float | None
    budget: str
    met: bool

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Bench:
    """What a measurement is given: where, how often, how large, and where to put its rows.

    `tell` hears which part of a measurement (0 to 1) has come to an end, and its name.
    """

    databases: Databases
    rounds: int
    scale: float
    tell: Callable[[float, str], None]
    profiled: bool = False
    rows: list[Row] = field(default_factory=list)

    def size(self, full: int, *, least: int = 1) -> int:
        return max(least, round(full * self.scale))

    def compare(
        self,
        name: str,
        unit: str,
        ours: Measure,
        yardstick: Measure,
        *,
        at_least: float | None = None,
        at_most: float | None = None,
        rounds: int | None = None,
    ) -> Row:
        """Measures both sides in turn, each first in every other round; the ratio is the median of the rounds'."""
        pairs = []
        rounds = rounds or self.rounds
        for number in range(rounds):
            if number % 2:
                bare = _once(yardstick)
                pairs.append((_once(ours), bare))
            else:
                pairs.append((_once(ours), _once(yardstick)))
            self.tell(1 / rounds, name)
        if self.profiled:
            _show_profile(name, ours)
        return self.add(
            name,
            median(value for value, _ in pairs),
            unit,
            yardstick=median(bare for _, bare in pairs),
            ratio=median(value / bare for value, bare in pairs),
            at_least=at_least,
            at_most=at_most,
        )

    def add(
        self,
        name: str,
        value: float,
        unit: str,
        *,
        yardstick: float | None = None,
        ratio: float | None = None,
        at_least: float | None = None,
        at_most: float | None = None,
        gating: bool = True,
    ) -> Row:
        """Notes a row. The budget is for the ratio, or for the value itself where there is no ratio."""
        judged = value if ratio is None else ratio
        met = (at_least is None or judged >= at_least) and (at_most is None or judged <= at_most)
        limit = f"≥ {at_least:g}" if at_least is not None else f"≤ {at_most:g}"
        budget = f"{'' if gating else '* '}{limit} {'×' if ratio is not None else unit}"
        row = Row(name, value, unit, yardstick, ratio, budget, met)
        self.rows.append(row)
        return row


def _once(measure: Measure) -> float:
    gc.collect()
    return measure()


def _show_profile(name: str, ours: Measure) -> None:
    """Of the calling thread; the provider's calls are made by others."""
    profile = cProfile.Profile()
    profile.runcall(ours)
    print(f"\n=== {name}")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(PROFILE_LINES)
