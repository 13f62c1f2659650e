"""A text as the safety screen sees it: the phrases of the tables found in it, and what is denied.

How far a "no" reaches follows "Negation and scope" of the project's safety reference.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from exercises.rules.redflag_spelling import FILLER_WORDS, SIGN_WORDS, canonical
from exercises.rules.redflag_tables import negation
from exercises.rules.redflag_tables.course import COURSE_WORDS
from exercises.rules.redflag_tables.friends import FRIEND_PHRASES
from exercises.rules.redflag_tables.harmless import HARMLESS
from exercises.rules.redflag_tables.net_words import NET_WORDS
from exercises.rules.redflag_tokens import COMMA_COST, Word, plain, worded

NEGATION_REACH = 12
MOST_SKIPPED = 3
"""Words: how far a "no" reaches in one clause; how many fillers may stand in one gap of a phrase."""

_NEGATORS = frozenset(negation.NEGATORS.split())
_NOUN_NEGATORS = frozenset(("no", "without", "zero"))
_VERB_NEGATORS = frozenset(negation.VERB_NEGATORS.split())
_HAVING = frozenset(negation.HAVING.split())
_ENDERS = frozenset(negation.ENDERS.split())
_LEADS_FURTHER = frozenset(negation.LEADS_FURTHER.split())
_CLAUSE_VERBS = frozenset(negation.CLAUSE_VERBS.split())
_NEW_VERBS = frozenset(negation.NEW_VERBS.split())
_ADJECTIVES = frozenset(negation.ADJECTIVES.split())
_IDLE = frozenset(tuple(phrase.split()) for phrase in negation.IDLE.split(","))
_IDLE_LENGTHS = sorted({len(idle) for idle in _IDLE})


class Span(NamedTuple):
    start: int
    end: int
    """Not included."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`negated` holds for each word the index of the negator that reaches it, or -1."""

    words: tuple[Word, ...]
    spans: Mapping[str, tuple[Span, ...]]
    negated: tuple[int, ...]

    def distance(self, one: Span, other: Span) -> int:
        """Words between the two, and the cost of the boundaries between; 0 when they touch or overlap."""
        first, second = (one, other) if one <= other else (other, one)
        if second.start < first.end:
            return 0
        cost = self.words[second.start].cost - self.words[first.end - 1].cost
        return second.start - first.end + cost

    def near(self, span: Span, name: str, apart: int) -> Iterator[Span]:
        """The spans of the list `name` at most `apart` away from `span`."""
        found = self.spans.get(name, ())
        at = bisect_left(found, (span.start - apart - 8, 0))
        for other in found[at:]:
            if other.start > span.end + apart:
                return
            if self.distance(span, other) <= apart:
                yield other


def read(text: str) -> Reading:
    words = tuple(worded(plain(text)))
    spans = _visible(_found(words), len(words))
    return Reading(words, _by_name(spans), _negations(words, spans))


def _compiled() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word to the rest of a phrase and the name of its list."""
    lists = {**SIGN_WORDS, **COURSE_WORDS, **NET_WORDS, "friend": FRIEND_PHRASES}
    lists |= {f"beside {at}": rule.beside for at, rule in enumerate(HARMLESS)}
    found: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
    for name, phrases in lists.items():
        for phrase in phrases.split(","):
            first, *rest = _phrase_words(phrase)
            found[first].add((tuple(rest), name))
    return {first: sorted(rests) for first, rests in found.items()}


def _phrase_words(phrase: str) -> list[str]:
    if "<" in phrase:
        return [phrase.strip()]
    return canonical(phrase.split())


_PHRASES = _compiled()


def _found(words: tuple[Word, ...]) -> list[tuple[Span, str]]:
    found = []
    for start, word in enumerate(words):
        for rest, name in _PHRASES.get(word.text, ()):
            end = _end_of(words, start, rest)
            if end:
                found.append((Span(start, end), name))
    return found


def _end_of(words: tuple[Word, ...], start: int, rest: tuple[str, ...]) -> int:
    """Where the phrase that begins at `start` ends, 0 when its `rest` does not follow."""
    at = start + 1
    sentence = words[start].sentence
    for expected in rest:
        if expected == ".":
            return at if at == len(words) or words[at].cost - words[at - 1].cost >= COMMA_COST else 0
        skipped = 0
        while at < len(words) and words[at].text != expected:
            if words[at].text not in FILLER_WORDS or skipped == MOST_SKIPPED:
                return 0
            at, skipped = at + 1, skipped + 1
        if at == len(words) or words[at].sentence != sentence:
            return 0
        at += 1
    return at


def _visible(found: list[tuple[Span, str]], length: int) -> list[tuple[Span, str]]:
    """Without the signs in a false friend, and without "gone" in "gone numb": the longer phrase counts.

    A phrase of the wide net that is itself the false friend stays: it is weighed.
    """
    signs = _reach((span for span, name in found if name in SIGN_WORDS), length)
    friends = _reach((s for s, name in found if name == "friend" and signs[s.start] <= s.end), length)
    courses = _reach((span for span, name in found if name in COURSE_WORDS), length)
    return [
        (span, name)
        for span, name in found
        if name.startswith("beside ")
        or (
            friends[span.start] < span.end + (name in NET_WORDS)
            and not (name in COURSE_WORDS and _is_part(span, courses))
        )
    ]


def _reach(spans: Iterable[Span], length: int) -> list[int]:
    """For each word the farthest end of the spans that begin at it or before."""
    ends = [0] * length
    for span in spans:
        ends[span.start] = max(ends[span.start], span.end)
    return list(accumulate(ends, max))


def _is_part(span: Span, reach: list[int]) -> bool:
    """Whether a longer phrase holds `span`."""
    return reach[span.start] > span.end or (span.start > 0 and reach[span.start - 1] >= span.end)


def _by_name(found: list[tuple[Span, str]]) -> dict[str, tuple[Span, ...]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for span, name in found:
        spans[name].append(span)
    return {name: tuple(sorted(some)) for name, some in spans.items()}


def _negations(words: tuple[Word, ...], found: list[tuple[Span, str]]) -> tuple[int, ...]:
    inside = {
        at
        for span, name in found
        if name in SIGN_WORDS and span.end - span.start > 1
        for at in range(span.start, span.end)
    }
    negated: list[int] = []
    negator = -1
    for at in range(len(words)):
        if negator >= 0 and _scope_ends(words, negator, at):
            negator = -1
        negated.append(negator)
        if _denies(words, at) and at not in inside:
            negator = at
    return tuple(negated)


def _denies(words: tuple[Word, ...], at: int) -> bool:
    if words[at].text == "cant":
        return at + 1 < len(words) and words[at + 1].text == "say"
    return words[at].text in _NEGATORS and not _is_idle(words, at)


def _scope_ends(words: tuple[Word, ...], negator: int, at: int) -> bool:
    word, first = words[at], words[negator]
    if word.clause != first.clause or at - negator > NEGATION_REACH:
        return True
    if first.text in _VERB_NEGATORS and at - negator > 2 and words[negator + 1].text not in _HAVING:
        return True
    before = words[at - 1]
    if at - negator > 1 and (_list_is_over(before, word) or _new_clause(words, at)):
        return True
    if at - negator == 1 or first.text not in _NOUN_NEGATORS:
        return False
    listed = word.cost > before.cost or before.text == "and"
    return (listed and word.text in _ADJECTIVES) or (before.text != "or" and word.text in _NEW_VERBS)


def _new_clause(words: tuple[Word, ...], at: int) -> bool:
    """ "no falls, chest feels crushed": after the comma comes a verb, so no more nouns of the list."""
    if words[at].cost == words[at - 1].cost:
        return False
    soon = [word.text for word in words[at : at + 4] if word.cost == words[at].cost]
    return not _CLAUSE_VERBS.isdisjoint(soon)


def _list_is_over(before: Word, word: Word) -> bool:
    """ "no bladder problems tingling ...": nothing leads on after the last word of the list."""
    ends = before.text in _ENDERS or before.text.isdigit()
    return ends and word.text not in _LEADS_FURTHER and word.cost == before.cost


def _is_idle(words: tuple[Word, ...], at: int) -> bool:
    """A "no" that denies something else than the signs after it: "not sure", "no my ..."."""
    texts = tuple(word.text for word in words[at : at + _IDLE_LENGTHS[-1]])
    return any(texts[:length] in _IDLE for length in _IDLE_LENGTHS)
