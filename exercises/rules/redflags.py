"""The safety screen: does a text tell of something that must not wait?

It reads English, French and Spanish, and runs first on every inbound text and every free-text note. It sorts; it does
not diagnose, and a licensed clinician (for each language one who speaks it) must review and sign off its tables
(`redflag_tables`) before it is used with patients. A missed emergency is worse than a false alarm: in doubt, it flags.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exercises.rules.redflag_fr_es import holds_no_english, told
from exercises.rules.redflag_net import weighed
from exercises.rules.redflag_reading import Reading, Span, read
from exercises.rules.redflag_spelling import FILLER_WORDS
from exercises.rules.redflag_tables.harmless import HARMLESS
from exercises.rules.redflag_tables.signs import (
    FIXED,
    LASTING,
    LEVELS,
    SIGNS,
    TOGETHER,
    Category,
    Sign,
    Urgency,
)

__all__ = ["RULES_VERSION", "Category", "Screen", "Urgency", "screen"]

RULES_VERSION = "redflags-3"
"""Kept with every screened text; raise it with every change of a table."""

_AFTERWARDS = 14
"""Words: how far after a sign "gone now" is looked for."""
_ASKED_ABOUT = 5
"""Words: how far from "warning signs" a sign is only asked about."""
_MODIFIES = 9
"""Words: how near "as always", "years ago" and "new" stand to what they speak of."""
_SAT_ON = 10
"""Words: how far a chair, a drive or a bicycle explains a numb bottom that has come back."""
_SAT_NUMB = frozenset(
    ("saddle", "saddle odd", "intimate not right", "mentioned", "leg numb", "numb somewhere")
)
_TIME_WORDS = """
    and then but thats again since feeling sensation back for day night today yesterday morning afternoon
    evening week weekend month earlier hours minutes monday tuesday wednesday thursday friday saturday sunday
    come came
"""
_LEADS_TO_GONE = FILLER_WORDS | frozenset(_TIME_WORDS.split())
""""gone" after one of these speaks of the sign before them."""
_IMMUNE = frozenset(
    ["cant", "dont", "wont", "no", "not", "havent", "nolonger", "never", "nothing", "less", "lost", "without"]
)
"""A sign that begins with one of these denies something itself, so a "no" before it does not undo it."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What the screen says of one text. `category` is None when nothing was flagged."""

    flagged: bool
    urgency: Urgency
    category: Category | None
    rules_version: str = RULES_VERSION


@dataclass(frozen=True, slots=True)
class _Hit:
    sign: Sign
    level: int


def screen(text: str) -> Screen:
    """The most urgent red flag in `text`, in English, French or Spanish, or a mix of them. Never raises."""
    level, category = max(_in_english(text), told(text), key=lambda found: found[0])
    if not level:
        return Screen(False, Urgency.NONE, None)
    return Screen(True, LEVELS[level], category)


def _in_english(text: str) -> tuple[int, Category | None]:
    if holds_no_english(text):
        return 0, None
    reading = read(text)
    return max(_worst(list(_hits(reading))), weighed(reading), key=lambda found: found[0])


def _worst(hits: list[_Hit]) -> tuple[int, Category | None]:
    names = {hit.sign.name for hit in hits}
    together = [
        (LEVELS.index(both.urgency), both.category)
        for both in TOGETHER
        if names.intersection(both.first) and names.intersection(both.second)
    ]
    alone = [(hit.level, hit.sign.category) for hit in hits]
    return max(together + alone, key=lambda found: found[0], default=(0, None))


def _hits(reading: Reading) -> Iterator[_Hit]:
    harmless = _harmless(reading)
    for sign in SIGNS:
        for what in reading.spans.get(sign.what, ()):
            if (sign.what, what) in harmless:
                continue
            where = _place(reading, sign, what)
            if where is None or _asked_only(reading, sign, what):
                continue
            level = _level(reading, sign, what, where)
            if level is not None:
                yield _Hit(sign, level)


def _harmless(reading: Reading) -> set[tuple[str, Span]]:
    """The words that mean nothing here, for what stands beside them."""
    found = set()
    for at, rule in enumerate(HARMLESS):
        for span in reading.spans.get(rule.what, ()) if f"beside {at}" in reading.spans else ():
            if not any(
                _same_sentence(reading, span, other)
                for other in reading.near(span, f"beside {at}", rule.apart)
            ):
                continue
            if not rule.unless or not any(reading.near(span, rule.unless, 9)):
                found.add((rule.what, span))
    return found


def _place(reading: Reading, sign: Sign, what: Span) -> Span | None:
    """The words of `near` that go with `what`; `what` itself when the sign needs none."""
    if not sign.near:
        return what
    return next(
        (
            other
            for other in reading.near(what, sign.near, sign.apart)
            if not (sign.ordered and other.start < what.end)
            and not _other_part(reading, sign, what, other)
            and not _is_denied_place(reading, what, other)
        ),
        None,
    )


def _other_part(reading: Reading, sign: Sign, what: Span, where: Span) -> bool:
    """ "numb toes, bum sore": over a boundary, feeling belongs to the part of the body it stands beside."""
    if sign.name != "saddle" or reading.words[what.start].cost == reading.words[where.start].cost:
        return False
    gap = reading.distance(what, where)
    return any(reading.distance(what, leg) < gap for leg in reading.near(what, "leg", 2))


def _is_denied_place(reading: Reading, what: Span, where: Span) -> bool:
    """ "soaking wet, sweat not pee"."""
    at = where.start - 1
    return what.end <= at and reading.words[at].text == "not" and reading.negated[where.start] == at


def _asked_only(reading: Reading, sign: Sign, what: Span) -> bool:
    """A question about the signs in general, not about one's own body."""
    if sign.course == FIXED:
        return False
    asked = [span for span in reading.near(what, "asks", _ASKED_ABOUT) if _same_clause(reading, span, what)]
    return bool(asked) and not any(_same_clause(reading, span, what) for span in reading.near(what, "own", 4))


def _level(reading: Reading, sign: Sign, what: Span, where: Span) -> int | None:
    """How urgent the sign is here; None when it is denied."""
    level = LEVELS.index(sign.urgency)
    floor = LEVELS.index(sign.course.floor)
    by = reading.negated[what.start]
    first = reading.words[what.start].text
    if by >= 0:
        denied = _denied(reading, sign, what, by, first)
        if denied is not None:
            return max(denied, 0) or None
    elif _answered_no(reading, what):
        return None
    return max(floor, level - _lowered(reading, sign, what, where)) if level else 0


def _denied(reading: Reading, sign: Sign, what: Span, by: int, first: str) -> int | None:
    """The level that is left of a denied sign, 0 for nothing; None when the "no" does not touch it."""
    negator = reading.words[by].text
    lasting = sign.course == LASTING
    if negator == "not" and by + 1 < len(reading.words) and reading.words[by + 1].text == "that":
        return 1 if lasting else 0
    if first in _IMMUNE or (sign.course == FIXED and what.start - by > 4):
        return None
    recent = negator == "nolonger" or any(
        span.start >= what.start and reading.words[span.start].clause == reading.words[what.start].clause
        for span in reading.near(what, "any more", 6)
    )
    level = LEVELS.index(sign.urgency)
    return max(0, level - 1) if recent and (lasting or negator == "nolonger") else 0


def _answered_no(reading: Reading, what: Span) -> bool:
    """ "numbness: none", "any numbness? no"."""
    words = reading.words
    if words[what.start].text in _IMMUNE:
        return False
    return any(
        words[at].text in ("none", "nil", "no", "nope", "zero", "negative", "0.0")
        and (at + 1 == len(words) or words[at + 1].cost - words[at].cost >= 2)
        for at in range(what.end, min(what.end + 2, len(words)))
    )


def _lowered(reading: Reading, sign: Sign, what: Span, where: Span) -> int:
    """By how many levels what is said of the course lowers the sign."""
    whole = Span(min(what.start, where.start), max(what.end, where.end))
    steps = 0
    if any(_is_over(reading, span, what, whole) for span in reading.near(whole, "gone", _AFTERWARDS)):
        sat = sign.name in _SAT_NUMB and any(reading.near(whole, "sat", _SAT_ON))
        steps = sign.course.long_ago if sat else sign.course.gone
    if any(_same_sentence(reading, span, whole) for span in reading.near(whole, "newer", _MODIFIES)):
        return steps
    for name, lower in (("long ago", sign.course.long_ago), ("stable", sign.course.stable)):
        if any(_speaks_of(reading, span, whole) for span in reading.near(whole, name, _MODIFIES)):
            steps = max(steps, lower)
    return steps


def _is_over(reading: Reading, gone: Span, what: Span, whole: Span) -> bool:
    return gone.start >= what.start and gone.end >= whole.end and _of_the_sign(reading, gone, whole.end)


def _of_the_sign(reading: Reading, gone: Span, end: int) -> bool:
    """ "numb bum, ok now", but not "numb bum, groin ok"."""
    if gone.start <= end:
        return True
    before, word = reading.words[gone.start - 1], reading.words[gone.start]
    return word.cost > before.cost or before.text in _LEADS_TO_GONE


def _speaks_of(reading: Reading, stable: Span, whole: Span) -> bool:
    """ "numb as always, cant pee": what stands before a sign speaks of it only without a boundary between."""
    same = reading.words[stable.start].cost == reading.words[whole.start].cost
    return _same_sentence(reading, stable, whole) and (same or stable.start >= whole.start)


def _same_sentence(reading: Reading, one: Span, other: Span) -> bool:
    return reading.words[one.start].sentence == reading.words[other.start].sentence


def _same_clause(reading: Reading, one: Span, other: Span) -> bool:
    return reading.words[one.start].clause == reading.words[other.start].clause
