"""What a simulation tells: throughput, lateness, memory and rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMinute

from backend.simulation.population import Population
from backend.simulation.run import DAY, Simulation, Stage
from backend.simulation.schedulers import MINUTE
from exercises.models import Message, Reminder
from exercises.terms import ReminderState

PERCENTILES = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1.0}


def percentile(counted: Mapping[float, int], share: float) -> float | None:
    """The smallest value that so large a share of the counted ones does not exceed; None when there are none."""
    needed, seen = share * sum(counted.values()), 0
    for value in sorted(counted):
        seen += counted[value]
        if seen >= needed:
            return value
    return None


@dataclass(frozen=True, slots=True)
class Report:
    """`due` counts the reminders by the minute since the start in which they came due, to the end of the last day."""

    wanted: Population
    ran: Simulation
    database: str
    fill_s: float
    reminders: Mapping[str, int]
    messages: Mapping[str, int]
    due: list[int]

    def plain(self) -> dict[str, Any]:
        """All of it, for JSON."""
        stages = {"planning": self.ran.planned, "sending": self.ran.sent}
        return {
            "patients": self.wanted.patients,
            "clinics": self.wanted.clinics,
            "times": {f"{at:%H:%M}": weight for at, weight in self.wanted.times.items()},
            "seed": self.wanted.seed,
            "start": self.wanted.start.isoformat(),
            "days": self.wanted.days,
            "schedulers": self.ran.schedulers,
            "tick_s": self.ran.tick.total_seconds(),
            "ended_at": self.ran.ended_at.isoformat(),
            "database": self.database,
            "ticks": self.ran.ticks,
            "filling_s": round(self.fill_s, 1),
            **{name: _stage(stage) for name, stage in stages.items()},
            "busiest_minute": max(self._sent(), default=0),
            "late_s": {name: percentile(self.ran.counts.late, share) for name, share in PERCENTILES.items()},
            "peak_memory_kib": self.ran.memory,
            "reminders": dict(self.reminders),
            "messages": dict(self.messages),
            "a_minute": {"due": self.due, "sent": self._sent()},
        }

    def _sent(self) -> list[int]:
        a_minute = self.ran.counts.a_minute
        return [a_minute[minute] for minute in range(max(a_minute, default=-1) + 1)]

    def words(self) -> str:
        """The main of it, for people."""
        told = self.plain()
        late = "  ".join(f"{name} {_long(seconds)}" for name, seconds in told["late_s"].items())
        rows = {
            "Planned": _pace(self.ran.planned),
            "Sent": _pace(self.ran.sent),
            "Busiest minute": f"{told['busiest_minute']:,} texts: {told['busiest_minute'] / 60:,.0f} a second",
            "Lateness": f"{late}   (from due to handed over, on the virtual clock)",
            "Peak memory": self._memory(),
            "Reminders": _counts(told["reminders"]),
            "Messages": _counts(told["messages"]),
        }
        width = max(map(len, rows))
        return "\n".join(f"{name:<{width}}  {words}" for name, words in rows.items())

    def _memory(self) -> str:
        peaks = [peak for peak in self.ran.memory.values() if peak is not None]
        if not peaks:
            return "not told by this system"
        first, half, last = (f"{peaks[place] / 1024:.1f} MiB" for place in (0, len(peaks) // 2, -1))
        return f"{first} in the first hour, {half} halfway, {last} in the last"


def report(wanted: Population, ran: Simulation, *, database: str, fill_s: float) -> Report:
    """Asks the database, which still must be there, what became of the reminders and their texts."""
    return Report(wanted, ran, database, fill_s, _reminders(), _messages(), _due(wanted))


def _reminders() -> dict[str, int]:
    """By state; of those held, by the reason."""
    rows = Reminder.objects.order_by().values_list("state", "held").annotate(count=Count("pk"))
    return {
        f"{state}: {held}" if state == ReminderState.HELD else state: count
        for state, held, count in sorted(rows)
    }


def _messages() -> dict[str, int]:
    return dict(sorted(Message.objects.order_by().values_list("state").annotate(count=Count("pk"))))


def _due(wanted: Population) -> list[int]:
    rows = Reminder.objects.order_by().values_list(TruncMinute("due_at")).annotate(count=Count("pk"))
    counted = Counter({(minute - wanted.start) // MINUTE: count for minute, count in rows})
    return [counted[minute] for minute in range(wanted.days * DAY // MINUTE)]


def _stage(stage: Stage) -> dict[str, float | None]:
    return {
        "rows": stage.rows,
        "wall_s": round(stage.wall_s, 1),
        "own_s": round(stage.own_s, 1),
        "rows_a_second": round(stage.rows / stage.wall_s, 1) if stage.wall_s else None,
    }


def _pace(stage: Stage) -> str:
    told = _stage(stage)
    return (
        f"{told['rows']:,} in {told['wall_s']:,.0f} s: {told['rows_a_second'] or 0:,.0f} a second "
        f"({told['own_s']:,.0f} s of own work, without the database's)"
    )


def _long(seconds: float | None) -> str:
    """Such as 2.5 s, or 1 min 20 s."""
    if seconds is None:
        return "-"
    if seconds < 60:
        return f"{seconds:g} s"
    return f"{seconds // 60:,.0f} min {seconds % 60:02g} s"


def _counts(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counted.items()) or "none"
