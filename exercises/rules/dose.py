"""Doses: what is a sane one, and how a person would say it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

# The most of each field that is accepted: above any dose of the library (which stays within 6 sets, 30 reps,
# 300 s holds, 3,600 s and 8 times a day) and below what can only be a slip of the keyboard.
LIMITS = {
    "sets": (1, 10),
    "reps": (1, 100),
    "hold_s": (1, 600),
    "rest_s": (0, 600),
    "duration_s": (10, 7200),
    "per_day": (1, 12),
    "days_per_week": (1, 7),
}
SIDES = ("left", "right", "each")


class BadDose(ValueError):
    """A dose that cannot be: `errors` says what is wrong, a list of words a field."""

    def __init__(self, errors: Mapping[str, list[str]]):
        self.errors = dict(errors)
        super().__init__("; ".join(f"{name}: {' '.join(words)}" for name, words in self.errors.items()))


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise. `reps` and `hold_s` are for one side when `side` is set.

    `duration_s` is one bout of something that is not counted, such as walking. `load` is free words such
    as "red band". `per_day` is times a day, `days_per_week` days with at least one session.
    """

    sets: int = 1
    reps: int | None = None
    hold_s: int | None = None
    rest_s: int | None = None
    duration_s: int | None = None
    side: str | None = None
    load: str = ""
    per_day: int = 1
    days_per_week: int = 7

    @classmethod
    def read(cls, given: Mapping[str, Any], *, over: "Dose | None" = None) -> Self:
        """The dose from plain values, the missing ones taken from `over`. Raises BadDose."""
        errors = {name: ["There is no such part of a dose."] for name in given if name not in _FIELDS}
        for name, (low, high) in LIMITS.items():
            value = given.get(name)
            if value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                errors[name] = [f"Must be a whole number from {low} to {high}."]
        if given.get("side") not in (None, *SIDES):
            errors["side"] = ["Must be left, right or each."]
        load = given.get("load")
        if load is not None and (not isinstance(load, str) or len(load) > 60):
            errors["load"] = ["Must be at most 60 characters."]
        if errors:
            raise BadDose(errors)
        always = ("sets", "per_day", "days_per_week", "load")
        said = {name: value for name, value in given.items() if value is not None or name not in always}
        dose = cls(**((over or Dose()).plain() | said))
        if not (dose.reps or dose.hold_s or dose.duration_s):
            raise BadDose({"reps": ["A dose needs repetitions, a hold or a duration."]})
        return dose

    def plain(self) -> dict[str, Any]:
        """The dose as plain values; `Dose.read` takes them back."""
        return asdict(self)

    @property
    def work_s(self) -> int:
        """A rough length of the work of one round in seconds, by which two doses are compared.

        A repetition without a hold is taken as 3 s; "each side" doubles the work.
        """
        once = self.duration_s or (self.reps or 1) * (self.hold_s or 3)
        return once * self.sets * (2 if self.side == "each" else 1)

    @property
    def size(self) -> int:
        return self.work_s * self.per_day

    def cut_by_a_third(self) -> "Dose":
        """The dose with a third less of what it counts in, to the nearest whole: its length, else its repetitions,
        its sets or its hold. How often it is asked for stays, and nothing falls below 1.

        "In the first phase cut the dose by a third": `meta.rules` of exercises/library/protocols.yaml.
        """
        for name in ("duration_s", "reps", "sets", "hold_s"):
            much = getattr(self, name)
            if much is not None and much > 1:
                return replace(self, **{name: (2 * much + 1) // 3})
        return self


_FIELDS = tuple(Dose.__dataclass_fields__)

WORDS: Mapping[str, str] = {
    "rep": "1 rep",
    "reps": "{count} reps",
    "hold": "{length} hold",
    "each": "each side",
    "left": "left side",
    "right": "right side",
    "once": "once a day",
    "twice": "twice a day",
    "times": "{count} times a day",
    "one_day": "1 day a week",
    "days": "{count} days a week",
}
"""What a dose is said with. Those of other languages have the same names; seconds and minutes are s and min in all."""


def _length(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def _reps(dose: Dose, words: Mapping[str, str]) -> str:
    return words["rep"] if dose.reps == 1 else words["reps"].format(count=dose.reps)


def sentence(dose: Dose, words: Mapping[str, str] = WORDS) -> str:
    """One round of the dose in words: "2 × 30 s hold, each side", "3 × 10 reps, 2 s hold", "10 min"."""
    hold = words["hold"].format(length=_length(dose.hold_s or 0))
    if dose.duration_s:
        core = _length(dose.duration_s)
        if dose.sets > 1:
            core = f"{dose.sets} × {core}"
    elif dose.hold_s and (dose.sets == 1 or (dose.reps or 1) == 1):
        core = f"{max(dose.sets, dose.reps or 1)} × {hold}"
    elif dose.hold_s:
        core = f"{dose.sets} × {_reps(dose, words)}, {hold}"
    else:
        reps = _reps(dose, words)
        core = reps if dose.sets == 1 else f"{dose.sets} × {reps}"
    parts = [core, words[dose.side] if dose.side else "", dose.load]
    return ", ".join(part for part in parts if part)


def frequency(dose: Dose, words: Mapping[str, str] = WORDS) -> str:
    """How often, in words: "twice a day", "once a day, 3 days a week"."""
    named = {1: words["once"], 2: words["twice"]}
    daily = named.get(dose.per_day, words["times"].format(count=dose.per_day))
    if dose.days_per_week == 7:
        return daily
    days = words["one_day"] if dose.days_per_week == 1 else words["days"].format(count=dose.days_per_week)
    return f"{daily}, {days}"
