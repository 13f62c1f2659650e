"""The misbehaviour one can order: which fault, how often, drawn from a seed."""

import random
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

# Each fault with what can be set of it besides its rate, and the defaults.
KNOWN: dict[str, dict[str, float]] = {
    "429": {"retry_after": 0},
    "503": {"retry_after": 0},
    "500_before": {},
    "500_after": {},
    "drop_before": {},
    "drop_after": {},
    "slow": {"seconds": 1.5},
    "slow_after": {"seconds": 1.5},
    "failed": {"code": 30001},
    "undelivered": {"code": 30003},
    "callback_never": {},
    "callback_shuffle": {},
    "callback_late": {"seconds": 5},
    "callback_repeat": {"seconds": 0.2},
    "media_unreachable": {"code": 11200},
}
ON_CREATE = ("429", "503", "500_before", "500_after", "drop_before", "drop_after", "slow", "slow_after")
ON_READ = ("429", "503", "500_before", "drop_before", "slow")
ENDINGS = ("failed", "undelivered")
MANNERS = ("callback_never", "callback_shuffle")
LARGEST = {"seconds": 3600, "retry_after": 3600, "code": 99999}


class BadOrderError(Exception):
    """The order names something unknown or gives a value that cannot be. The message names the key."""


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    seconds: float = 0
    code: int = 0
    retry_after: float = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. `delay` is the range in seconds between two states, None the usual one."""

    seed: int
    faults: dict[str, dict[str, float]]
    limit: int | None = None
    reads: bool = False
    delay: tuple[float, float] | None = None


class Faults:
    """Draws faults. With one seed the n-th chance of a fault always falls the same way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.set(Order(seed=0, faults={}))

    def set(self, order: Order) -> None:
        with self._lock:
            self.order = order
            self._counts: Counter[str] = Counter()
            self._dice = {name: random.Random(f"{order.seed}:{name}") for name in order.faults}  # noqa: S311

    def draw(self, *names: str) -> Fault | None:
        """At most one of the named faults; every one of them ordered uses up one of its chances."""
        if not self.order.faults:
            return None
        with self._lock:
            ordered = [name for name in names if name in self.order.faults]
            hits = [name for name in ordered if self._dice[name].random() < self.order.faults[name]["rate"]]
            if not hits or (self.order.limit is not None and self._counts.total() >= self.order.limit):
                return None
            name = hits[0]
            self._counts[name] += 1
            chosen = self.order.faults[name]
        return Fault(name, chosen.get("seconds", 0), int(chosen.get("code", 0)), chosen.get("retry_after", 0))

    def draw_on_read(self) -> Fault | None:
        return self.draw(*ON_READ) if self.order.reads else None

    def as_json(self) -> dict[str, object]:
        with self._lock:
            return {
                "seed": self.order.seed,
                "faults": self.order.faults,
                "limit": self.order.limit,
                "reads": self.order.reads,
                "delay": self.order.delay,
                "counts": {name: self._counts[name] for name in self.order.faults},
                "total": self._counts.total(),
            }


def read_order(given: object) -> Order:
    """The order in a JSON document; {} clears. BadOrderError names the key that is wrong."""
    if not isinstance(given, dict):
        raise BadOrderError("the order must be a JSON object")
    unknown = sorted(set(given) - {"seed", "faults", "limit", "reads", "delay"})
    if unknown:
        raise BadOrderError(f"{unknown[0]}: unknown key; known are delay, faults, limit, reads, seed")
    faults = given.get("faults", {})
    if not isinstance(faults, dict):
        raise BadOrderError("faults: must be an object of fault and rate")
    reads = given.get("reads", False)
    if not isinstance(reads, bool):
        raise BadOrderError("reads: must be true or false")
    seed = given.get("seed")
    limit = given.get("limit")
    return Order(
        seed=random.randrange(2**31) if seed is None else _whole("seed", seed),  # noqa: S311
        faults={name: _fault(name, value) for name, value in faults.items()},
        limit=None if limit is None else _whole("limit", limit),
        reads=reads,
        delay=_delay(given.get("delay")),
    )


def _fault(name: str, given: object) -> dict[str, float]:
    if name not in KNOWN:
        raise BadOrderError(f"faults.{name}: unknown fault; known are {', '.join(KNOWN)}")
    asked: Mapping[str, object] = given if isinstance(given, dict) else {"rate": given}
    unknown = sorted(set(asked) - {"rate"} - set(KNOWN[name]))
    if unknown:
        raise BadOrderError(
            f"faults.{name}.{unknown[0]}: unknown key; known are {', '.join(['rate', *KNOWN[name]])}"
        )
    if "rate" not in asked:
        raise BadOrderError(f"faults.{name}.rate: missing")
    chosen = {"rate": _number(f"faults.{name}.rate", asked["rate"], most=1)}
    for key, default in KNOWN[name].items():
        chosen[key] = _number(f"faults.{name}.{key}", asked.get(key, default), most=LARGEST[key])
    return chosen


def _delay(given: object) -> tuple[float, float] | None:
    if given is None:
        return None
    if not isinstance(given, list) or len(given) != 2:
        raise BadOrderError("delay: must be a list of two numbers, the shortest and the longest in seconds")
    shortest, longest = (_number("delay", each, most=86400) for each in given)
    if shortest > longest:
        raise BadOrderError("delay: the shortest comes first")
    return shortest, longest


def _number(key: str, value: object, *, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise BadOrderError(f"{key}: must be a number from 0 to {most:g}")
    return value


def _whole(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
        raise BadOrderError(f"{key}: must be a whole number, not below 0")
    return value
