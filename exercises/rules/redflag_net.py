"""The wide net behind the exact signs: a plain sum over what is spoken of and what is said of it.

It catches what nobody has said so before, at the price of more false alarms. Its lists and weights are tables
(`redflag_tables.net_rules`, `word_weights`) that a licensed clinician must review.
"""

from exercises.rules.redflag_reading import Reading, Span
from exercises.rules.redflag_tables.net_rules import LEAST, WEIGHINGS, Weighing
from exercises.rules.redflag_tables.net_words import NET_DAMPERS, NET_WORDS
from exercises.rules.redflag_tables.signs import LEVELS, Category, Urgency
from exercises.rules.redflag_tables.word_weights import (
    DOUBTED_BELOW,
    FEWEST,
    FLAGGED_FROM,
    START,
    WORD_WEIGHTS,
)

_DENIALS = """
    cant dont wont no not havent nolonger never nothing less lost without hardly barely unaware neither zero
"""
_OWN_DENIAL = frozenset(_DENIALS.split())
"""A phrase that begins with one of these denies something itself, so a "no" before it does not undo it."""
_UNDOES = frozenset(
    ("cant", "wont", "dont", "not", "havent", "never", "nolonger", "isnt", "hardly", "barely")
)
""""fine" and the like right after one of these is no comfort."""
_VERB_NEGATORS = frozenset(("cant", "dont", "wont", "havent"))
_TROUBLES = frozenset(("any", "problem", "trouble", "bother", "changes", "numb", "numbness", "accidents"))
""" "havent had the urge to pee" is no denial; "havent had any trouble with my bladder" is."""
_FARTHER = 4
"""Words: how much farther away than what takes away what adds to a sum may stand."""
_CLOSE = 4
"""Words: what takes away from a sum must stand this near when a comma or full stop is between."""
_FAR = frozenset(("gone", "stable", "long ago", "net old", "net in fun", "net animals"))
"""These take away over a comma, too."""
_DENIES_A_WISH = 4
"""Words: how near a "not" must stand to undo words of dying; a "wont" never does ("they wont miss me")."""
_REVIEW = LEVELS.index(Urgency.REVIEW)
_LEVEL_OF = tuple(sorted((least, LEVELS.index(level)) for level, least in LEAST.items()))
_SIGN_LISTS = tuple(name for name in NET_WORDS if name not in NET_DAMPERS)


class _Net:
    """One reading, weighed."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.within = {
            at
            for name in _SIGN_LISTS
            for span in reading.spans.get(name, ())
            if span.end - span.start > 1
            for at in range(span.start, span.end)
        }
        self.asked = reading.spans.get("net is it ok", ())

    def worst(self) -> tuple[int, Category | None]:
        best: tuple[int, int, Category | None] = (0, 0, None)
        for weighing in WEIGHINGS:
            for anchor in self.reading.spans.get(weighing.anchor, ()):
                if self._is_denied(anchor, weighing.category):
                    continue
                total = self._sum(weighing, anchor)
                level = min(_level(total), LEVELS.index(weighing.most))
                if (level, total) > best[:2]:
                    best = (level, total, weighing.category)
        return best[0], best[2]

    def _sum(self, weighing: Weighing, anchor: Span) -> int:
        return weighing.base + sum(
            weight for names, weight in weighing.adds if self._is_said(weighing, anchor, names, weight)
        )

    def _is_said(self, weighing: Weighing, anchor: Span, names: tuple[str, ...], weight: int) -> bool:
        near = self.reading.near
        if weight > 0:
            apart = weighing.apart + _FARTHER
            return any(self._adds(anchor, other) for name in names for other in near(anchor, name, apart))
        return any(
            self._takes(anchor, other, name in _FAR)
            for name in names
            for other in near(anchor, name, weighing.apart)
        )

    def _adds(self, anchor: Span, other: Span) -> bool:
        """Whether `other` is said apart from the anchor's own words, and not denied."""
        apart = other.end <= anchor.start or anchor.end <= other.start
        return apart and not self._is_denied(other, None)

    def _takes(self, anchor: Span, other: Span, far: bool) -> bool:
        """Whether the comfort is said of the anchor, and is neither asked for nor denied."""
        words = self.reading.words
        parted = words[other.start].cost != words[anchor.start].cost
        if parted and not far and self.reading.distance(anchor, other) > _CLOSE:
            return False
        if other.start > 0 and words[other.start - 1].text in _UNDOES:
            return False
        return not any(asked.start <= other.start and other.end <= asked.end for asked in self.asked)

    def _is_denied(self, span: Span, category: Category | None) -> bool:
        by = self.reading.negated[span.start]
        words = self.reading.words
        if by < 0 or by in self.within or words[span.start].text in _OWN_DENIAL:
            return False
        if category == Category.CAUDA_EQUINA and words[by].text in _VERB_NEGATORS:
            return any(word.text in _TROUBLES for word in words[by : span.end + 2])
        if category != Category.SELF_HARM:
            return True
        return span.start - by <= _DENIES_A_WISH and words[by].text not in _VERB_NEGATORS


def _level(total: int) -> int:
    return max((level for least, level in _LEVEL_OF if total >= least), default=0)


def weighed(reading: Reading) -> tuple[int, Category | None]:
    """The most urgent level the sums reach (an index of LEVELS), and what it is about.

    The words by themselves have the last say: they make a review where nothing else did, or take one back.
    """
    level, category = _Net(reading).worst()
    known = {word.text for word in reading.words} & WORD_WEIGHTS.keys()
    words = START + sum(WORD_WEIGHTS[word] for word in known)
    if level == 0 and words >= FLAGGED_FROM and len(known) >= FEWEST:
        return _REVIEW, category or Category.NEURO_OTHER
    if level == 0 or (level == _REVIEW and words < DOUBTED_BELOW):
        return 0, None
    return level, category
