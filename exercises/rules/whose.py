"""A family on one phone: whose name a text says, and what else it says."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from exercises.rules.reply_words import words

_ORDINARY = words(
    "will may mark grace hope joy rose faith dawn june april art bill drew frank gene grant jack max pat ray rich"
    " rob skip sue victor guy dale cliff chase miles ace summer autumn ivy iris lily pearl ruby sunny"
    " can don my an do so no mo al ed sol"
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
    longest = [each for each in found if not any(_is_within(each[1], other) for _, other in found)]
    if len(longest) != 1:
        return None
    place, one = longest[0]
    rest = f"{said[: one.start()]} {said[one.end() :]}"
    return Named(place, " ".join(rest.strip(" \t\r\n,;:.!-").split()))


def says_nothing_else(rest: str) -> bool:
    """Whether what stands beside a name is only how people say whose it is: "my son", "please", a smile."""
    words_left = set(re.findall(r"[^\W\d_]+", rest.casefold().replace("'", ""))) - _ABOUT_SOMEBODY
    return not words_left and not re.search(r"\d", rest)


_ABOUT_SOMEBODY = words(
    "my your his her the it its is was this that for of to from son daughter wife husband mum mom dad mother father"
    " partner please pls thanks thank you ok yes sorry here hi hello again one"
)


def _is_within(inner: re.Match[str], outer: re.Match[str]) -> bool:
    """Whether "Ana" was found in "Ana Maria"."""
    shorter = inner.end() - inner.start() < outer.end() - outer.start()
    return shorter and outer.start() <= inner.start() and inner.end() <= outer.end()


def _pattern(name: str) -> re.Pattern[str]:
    if not name.split():
        return re.compile(r"(?!)")
    word = r"\b" + r"\s+".join(map(re.escape, name.split())) + r"\b(?!')"
    if name.casefold() in _ORDINARY:
        stands = rf"{_BEFORE}{word}{_AFTER}|^\W*{word}{_AFTER}\s*(?:[,:;-]|\W*$)|[,-]\s*{word}\W*$"
    else:
        stands = rf"{_BEFORE}?{word}{_AFTER}"
    return re.compile(rf"(?:{stands})\s*[,:;-]*", re.IGNORECASE)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    return "".join(char for char in plain if not unicodedata.combining(char))
