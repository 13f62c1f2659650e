"""A family on one phone: whose name a text says, and what else it says."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from exercises.rules.reply_words import words

_ORDINARY = words(
    "will may mark grace hope joy rose faith dawn june april art bill drew frank gene grant jack max pat ray rich"
    " rob skip sue victor guy dale cliff chase miles ace summer autumn ivy iris lily pearl ruby sunny"
)
"""Names that are words as well: they count only where a name stands, "for Will" or "Will: done"."""

_BEFORE = r"(?:\b(?:this is|its|it's|it is|for|from|about|as|es|para|pour|c'est)\s+)"
_AFTER = r"(?:\s+here\b)?"


@dataclass(frozen=True, slots=True)
class Named:
    """`place` is that of the name among those given; `rest` the text without it, stripped of accents."""

    place: int
    rest: str


def named(text: str, names: Sequence[str]) -> Named | None:
    """Whose first name the text says; None when it says none of them, or more than one."""
    said = _folded(text)
    found = [
        (place, one)
        for place, name in enumerate(names)
        if (one := _pattern(_folded(name)).search(said)) is not None
    ]
    if len(found) != 1:
        return None
    place, one = found[0]
    rest = f"{said[: one.start()]} {said[one.end() :]}"
    return Named(place, " ".join(rest.strip(" \t\r\n,;:.!-").split()))


def _pattern(name: str) -> re.Pattern[str]:
    if not name.split():
        return re.compile(r"(?!)")
    word = r"\b" + r"\s+".join(map(re.escape, name.split())) + r"\b"
    if name.casefold() in _ORDINARY:
        stands = rf"{_BEFORE}{word}{_AFTER}|^\W*{word}{_AFTER}\s*(?:[,:;-]|\W*$)|[,-]\s*{word}\W*$"
    else:
        stands = rf"{_BEFORE}?{word}{_AFTER}"
    return re.compile(rf"(?:{stands})\s*[,:;-]*", re.IGNORECASE)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    return "".join(char for char in plain if not unicodedata.combining(char))
