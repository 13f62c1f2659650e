"""Search: how words are compared, and the lay words ("hammies", "bum") that lead to muscles and exercises."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from exercises.rules.catalogue import BadEntry
from exercises.rules.fields import Fields, Path, is_clean, shown

# Marks a word of the search text that only leads to a helping muscle, so that it ranks behind the others.
WEAK = "~"
KINDS_OF_LEADS = ("muscles", "regions", "exercises")


def folded(text: str) -> list[str]:
    """The words of `text` as search compares them: no case, accents, apostrophes or hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char) and char not in "'\u2019\u02bc`")
    return "".join(char if char.isalnum() else " " for char in kept).split()


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a lay word leads."""

    muscles: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()


LayWords = Mapping[str, Leads]


def read_lay_words(table: Any, *, known: Mapping[str, Collection[str]] | None = None) -> LayWords:
    """The table `word: {muscles, regions, exercises}`, all of which must be among `known` when that is given.

    Raises BadEntry, its slug the word.
    """
    if not isinstance(table, Mapping):
        raise BadEntry("words", {("words",): ["Must be an object."]})
    result: dict[str, Leads] = {}
    for word, leads in table.items():
        faults: dict[Path, list[str]] = {}
        fields = Fields(leads, keys=KINDS_OF_LEADS, faults=faults)
        found = {name: frozenset(fields.terms(name)) for name in KINDS_OF_LEADS}
        if not isinstance(word, str) or not is_clean(word) or not folded(word):
            fields.fault(("word",), "Must be a word.")
        for name, names in found.items():
            for unknown in sorted(names - frozenset(known[name])) if known else ():
                fields.fault((name,), f"There is no {shown(unknown)!r} in the library.")
        if not faults and not any(found.values()):
            fields.fault(("word",), "Must lead somewhere.")
        if faults:
            raise BadEntry(shown(word), faults)
        result[word] = Leads(**found)
    return result


def search_text(
    *,
    slug: str,
    name: str,
    kind: str,
    position: str,
    regions: Collection[str],
    primary: Collection[str],
    secondary: Collection[str],
    equipment: Collection[str],
    lay_words: LayWords,
) -> str:
    """Folded words, each with a space before it, the name's first; weak ones carry a mark in front."""
    strong = [kind, position, *regions, *primary, *equipment]
    weak = [*secondary]
    for word, leads in lay_words.items():
        if slug in leads.exercises or leads.regions & set(regions) or leads.muscles & set(primary):
            strong.append(word)
        elif leads.muscles & set(secondary):
            weak.append(word)
    strong_words = [*folded(name), "|", *sorted({word for text in strong for word in folded(text)})]
    weak_words = sorted({word for text in weak for word in folded(text)} - set(strong_words))
    return "".join(f" {word}" for word in strong_words) + "".join(f" {WEAK}{word}" for word in weak_words)
