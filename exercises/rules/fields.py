"""Reads plain values from outside (a file, a request), and remembers all that is wrong with them."""

import math
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from exercises.rules.dose import BadDose, Dose

# Where a value stands: ("phases", 0, "name").
Path = tuple[str | int, ...]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 80
_LAYOUT = frozenset("\n\r\t")


def shown(name: object) -> str:
    """A name from outside as it may be repeated in an answer: short, and of characters that can be sent."""
    return str(name).encode("ascii", "backslashreplace").decode()[:60]


def is_clean(text: str, *, layout: bool = False) -> bool:
    """No control character and no half of a surrogate pair; line breaks and tabs only with `layout`."""
    return all(
        unicodedata.category(char) not in ("Cc", "Cs") or (layout and char in _LAYOUT) for char in text
    )


def with_brackets(path: Path) -> str:
    """phases[0].name, as a reader of a file says it."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def with_dots(path: Path) -> str:
    """phases.0.name, as the API says it."""
    return ".".join(str(step) for step in path)


class Fields:
    """The fields of one mapping. What is at fault is noted, and a harmless value returned in its place."""

    def __init__(self, given: Any, *, keys: Collection[str], at: Path = (), faults: dict[Path, list[str]]):
        self.at = at
        self.faults = faults
        self.given: Mapping[Any, Any] = given if isinstance(given, Mapping) else {}
        self.is_mapping = isinstance(given, Mapping)
        if not self.is_mapping:
            self.fault((), "Must be an object.")
        for name in self.given:
            if name not in keys:
                self.fault((shown(name),), "There is no such field.")

    def fault(self, path: Path, words: str) -> None:
        self.faults.setdefault((*self.at, *path), []).append(words)

    def within(self, name: str, *, keys: Collection[str], needed: bool = True) -> "Fields":
        """The mapping under `name`."""
        given = self.given.get(name)
        if given is None and not needed:
            given = {}
        return Fields(given, keys=keys, at=(*self.at, name), faults=self.faults)

    def each(self, name: str, *, keys: Collection[str], least: int = 0, most: int) -> "list[Fields]":
        """The mappings of the list under `name`."""
        entries = self._list(name, least=least, most=most)
        return [
            Fields(entry, keys=keys, at=(*self.at, name, number), faults=self.faults)
            for number, entry in enumerate(entries)
        ]

    def text(self, name: str, *, most: int, needed: bool = True, layout: bool = False) -> str:
        given = self.given.get(name)
        if given is None and not needed:
            return ""
        return self._text((name,), given, most=most, needed=needed, layout=layout)

    def texts(self, name: str, *, most: int, length: int, least: int = 0) -> tuple[str, ...]:
        """A list of non-empty texts."""
        given = self._list(name, least=least, most=most)
        return tuple(self._text((name, number), one, most=length) for number, one in enumerate(given))

    def terms(self, name: str, *, most: int = 20, least: int = 0) -> tuple[str, ...]:
        """A list of short lower-case names without repeats, such as regions."""
        found = [term.lower() for term in self.texts(name, most=most, length=60, least=least)]
        return tuple(dict.fromkeys(found))

    def slug(self, name: str) -> str:
        given = self.given.get(name)
        if isinstance(given, str) and len(given) <= LONGEST_SLUG and SLUG.fullmatch(given):
            return given
        self.fault((name,), f"Must be lower-case words joined by -, at most {LONGEST_SLUG} characters.")
        return ""

    def reference(self, name: str, known: Collection[str], *, needed: bool = False) -> str | None:
        """The name of a known exercise, or None."""
        given = self.given.get(name)
        if given is None and not needed:
            return None
        if isinstance(given, str) and given in known:
            return given
        self.fault((name,), "There is no such exercise.")
        return None

    def choice(self, name: str, allowed: Collection[str]) -> str:
        given = self.given.get(name)
        if isinstance(given, str) and given in allowed:
            return str(given)
        self.fault((name,), f"Must be one of {', '.join(allowed)}.")
        return ""

    def whole(self, name: str, *, low: int, high: int) -> int:
        return self.whole_at((name,), self.given.get(name), low=low, high=high)

    def whole_at(self, path: Path, given: Any, *, low: int, high: int) -> int:
        if isinstance(given, int) and not isinstance(given, bool) and low <= given <= high:
            return given
        self.fault(path, f"Must be a whole number from {low} to {high}.")
        return low

    def numbers(self, path: Path, given: Any, *, count: int, low: float, high: float) -> list[float]:
        """A list of `count` numbers, such as a point."""
        if (
            isinstance(given, list)
            and len(given) == count
            and all(is_number(one, low, high) for one in given)
        ):
            return given
        self.fault(path, f"Must be {count} numbers from {low:g} to {high:g}.")
        return [low] * count

    def dose(self, name: str, *, over: Dose | None = None, needed: bool = True) -> Dose | None:
        """The dose under `name`, its missing parts taken from `over`; None when it is at fault."""
        given = self.given.get(name)
        if given is None and not needed:
            given = {}
        if not isinstance(given, Mapping):
            self.fault((name,), "Must be an object.")
            return None
        load = given.get("load")
        if load is not None and not (isinstance(load, str) and is_clean(load)):
            self.fault((name, "load"), "Must be text without control characters.")
            return None
        try:
            return Dose.read(given, over=over)
        except BadDose as bad:
            for part, words in bad.errors.items():
                self.fault((name, shown(part)), " ".join(words))
            return None

    def weekdays(self, name: str) -> tuple[int, ...] | None:
        """Weekdays in order, 0 is Monday; None when they are left open."""
        given = self.given.get(name)
        if given is None:
            return None
        if isinstance(given, list) and given and all(_is_weekday(day) for day in given):
            return tuple(sorted(set(given)))
        self.fault((name,), "Must be a list of at least one weekday, 0 (Monday) to 6 (Sunday), or null.")
        return None

    def _list(self, name: str, *, least: int, most: int) -> list[Any]:
        given = self.given.get(name)
        if given is None and not least:
            return []
        if isinstance(given, list) and least <= len(given) <= most:
            return given
        self.fault((name,), f"Must be a list of {least} to {most} entries.")
        return []

    def _text(self, path: Path, given: Any, *, most: int, needed: bool = True, layout: bool = False) -> str:
        if not isinstance(given, str):
            self.fault(path, "Must be text.")
        elif not is_clean(given, layout=layout):
            self.fault(path, "Must not contain control characters.")
        elif needed and not given.strip():
            self.fault(path, "Must not be empty.")
        elif len(given.strip()) > most:
            self.fault(path, f"Must be at most {most} characters.")
        else:
            return given.strip()
        return ""


def is_number(value: Any, low: float = -math.inf, high: float = math.inf) -> bool:
    """A finite number from `low` to `high`; true and false are none."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and low <= value <= high
        and (isinstance(value, int) or math.isfinite(value))
    )


def _is_weekday(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6
