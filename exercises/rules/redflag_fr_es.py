"""Words of danger in French and Spanish, whatever language the patient is texted in: people mix languages.

The tables (`redflag_tables.fr_es`) were written by people who are no clinicians: a licensed clinician who speaks the
language must review them before they are used with patients. They are read in a plainer way than the English ones:
no sums, only concepts near concepts (a place, a complaint, a "no"), each with its urgency.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import ascii_lowercase

from rapidfuzz.distance import OSA

from exercises.rules.redflag_reading import Reading, Span
from exercises.rules.redflag_spelling import is_known, is_of_signs, is_real
from exercises.rules.redflag_tables.fr_es import body, course, friends, mind, nerves
from exercises.rules.redflag_tables.fr_es.signs import (
    EASED_BY_EFFORT,
    EASED_LEVELS,
    SIGNS_FR_ES,
    TOGETHER_FR_ES,
)
from exercises.rules.redflag_tables.fr_es.words import (
    ALSO_ENGLISH,
    ALSO_ENGLISH_STEMS,
    FORMS,
    HARMLESS_WORDS,
    LENT,
)
from exercises.rules.redflag_tables.signs import FIXED, LASTING, LEVELS, Category, Sign
from exercises.rules.redflag_tokens import COMMA_COST, SENTENCE_COST, Word
from exercises.rules.reply_spelling import folded

MOST_SKIPPED = 3
"""Words: how many fillers may stand in one gap of a phrase."""
DENIAL_REACH, SHORT_DENIAL_REACH = 9, 3
"""Words: how far "pas de", "no tengo" and a bare "pas", "no" reach."""
AFTERWARDS, MODIFIES = 14, 9
"""Words: how far after a sign "gone now" is looked for; how near "as always", "years ago" and "new" stand."""
_ANIMAL_NEAR, _ASKED_NEAR, _EFFORT_NEAR = 4, 5, 8
_FEVER = 38.0, 43.0  # Celsius, as the safety reference has it
_PRESSED_MINUTES = 10
_OLD_AGE, _YEARS = range(70, 110), range(1940, 2023)
_FEWEST_AMONG_ENGLISH = 2  # words; a single one among English words is a slip or a name
_FEWEST_SHARED = 3  # words; fewer that English has too do not make a text French or Spanish
_SURE_LENGTH = 6  # letters; shorter words of the tables are not looked for in misspellings
_LONG_WORD = 9  # letters; from here on two slips are forgiven

SIGN_LISTS: Mapping[str, str] = {
    **nerves.NUMB_FR_ES,
    **nerves.BLADDER_FR_ES,
    **nerves.LEGS_FR_ES,
    **body.CHEST_FR_ES,
    **body.BODY_FR_ES,
    **body.HEAD_FR_ES,
    **mind.MIND_FR_ES,
}
_HIDDEN = frozenset(SIGN_LISTS)
_HOLD_A_NO = frozenset(("lost", "unaware"))
"""Lists in which "pas de" and "pas envie" stand alone: there they still deny what follows."""

_TOKEN = re.compile(
    r"(?P<ten>\b1[01]\s*(?:/|sur|de|out of)\s*10\b|\bdix\s+sur\s+dix\b|\bdiez\s+de\s+diez\b)|(?P<score>\b\d\s*/\s*10\b)"
    r"|(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[a-z]+)|(?P<end>[.!?;:\n\r\u2026]+)|(?P<comma>,|\s-+\s|[()\u2013\u2014])"
)
_ELISION = re.compile(r"(?:qu|[jnmldst])(?=[aeiouhy])|j(?=[bcdfgmpqrstv])")
_HEAT_WORDS = """
    fievre temperature temp fiebre temperatura calentura degres grados degre thermometre
"""
_HEAT = frozenset(_HEAT_WORDS.split())
_FILLERS = frozenset(friends.FILLERS_FR_ES.split())
_SHORT_NEGATORS = frozenset(course.SHORT_NEGATORS_FR_ES.split(", "))
_ENDS_DENIAL = frozenset(course.ENDS_DENIAL_FR_ES.replace(",", " ").split())
_LISTED_ANEW = frozenset(course.LISTED_ANEW_FR_ES.split())
_BUT = frozenset(("mais", "pero", "but", "sauf"))
_NO = frozenset(("no", "non", "aucun", "aucune", "nada", "ninguno", "ninguna", "zero", "cero", "nope"))
_DENIES_ITSELF_WORDS = """
    no pas plus pu sans sin rien aucune aucun nada ninguna perdu perdi ya peux arrive vivre vivir
    viviendo
"""
_DENIES_ITSELF = frozenset(_DENIES_ITSELF_WORDS.split())
"""A sign with one of these holds a "no" of its own, or is about living: a "no" before it does not undo it."""


def told(text: str) -> tuple[int, Category | None]:
    """The most urgent level (an index of LEVELS) of what `text` says in French or Spanish, and what it is about."""
    if not _may_be_ours(text):
        return 0, None
    reading = _read(_worded(text))
    hits = list(_hits(reading))
    names = {sign.name for sign, _ in hits}
    together = [
        (LEVELS.index(both.urgency), both.category)
        for both in TOGETHER_FR_ES
        if names.intersection(both.first) and names.intersection(both.second)
    ]
    alone = [(level, sign.category) for sign, level in hits if level]
    return max(together + alone, key=lambda found: found[0], default=(0, None))


def holds_no_english(text: str) -> bool:
    """Whether the words of `text` that we know are French or Spanish, so that nothing in it is to be read as English.

    "Fait, douleur 3" is such a text: as English it would be a misspelt "faint".
    """
    words = _typed(text)
    english = [word for word in words if _is_english(word)]
    return sum(map(_is_ours, words)) > 2 * len(english) and not any(map(is_of_signs, english))


def _may_be_ours(text: str) -> bool:
    """Whether `text` is worth reading: it has a word that only French or Spanish have, or none that they have not."""
    words = _typed(text)
    ours = sum(map(_is_ours, words))
    if any(map(_is_english, words)):
        return ours >= _FEWEST_AMONG_ENGLISH
    if ours:
        return True
    shared = all(word in ALSO_ENGLISH or word in _KNOWN for word in words)
    return (shared and len(words) >= _FEWEST_SHARED) or any(_is_ours(word.text) for word in _worded(text))


def _typed(text: str) -> list[str]:
    return re.findall("[a-z]+", _spelled(text))


# --- words ---------------------------------------------------------------------------------------------------
def _forms(lines: str) -> dict[str, tuple[str, ...]]:
    """Variant to the words it stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        meant, variants = line.strip().split(": ")
        found.update(dict.fromkeys(variants.split(), tuple(meant.split())))
    return found


_FORMS = _forms(FORMS)


def _phrases(listed: str) -> Iterator[tuple[str, ...]]:
    for phrase in listed.split(","):
        yield tuple(one for word in phrase.split() for one in _FORMS.get(word, (word,)))


_LISTS = {
    **SIGN_LISTS,
    **course.COURSE_FR_ES,
    "friend": friends.FRIENDS_FR_ES,
    "effort": nerves.LEGS_FR_ES["effort"],
    "negator": course.NEGATORS_FR_ES,
}
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
for _name, _listed in _LISTS.items():
    for _first, *_rest in _phrases(_listed):
        _BY_FIRST[_first].append((tuple(_rest), _name))

_TABLE_WORDS = frozenset(word for listed in _LISTS.values() for phrase in _phrases(listed) for word in phrase)
_EXACT = frozenset(word for word in _TABLE_WORDS if word.isalpha())
_STEMS: dict[str, tuple[str, ...]] = {
    letter: tuple(sorted(word[:-1] for word in _TABLE_WORDS if word[0] == letter and word.endswith("~")))
    for letter in ascii_lowercase
}
_KNOWN = _EXACT | HARMLESS_WORDS | _FILLERS | frozenset(_FORMS)
_LOOKED_FOR: dict[str, tuple[str, ...]] = {
    letter: tuple(
        sorted(
            {word for word in _EXACT if word[0] == letter and len(word) >= _SURE_LENGTH}
            | {stem for stem in stems if len(stem) >= _SURE_LENGTH}
        )
    )
    for letter, stems in _STEMS.items()
}


@lru_cache(maxsize=4096)
def _is_english(word: str) -> bool:
    """Whether `word` is English of the tables, and no word of French or Spanish."""
    return word in LENT or (is_known(word) and not (word in ALSO_ENGLISH or word in _KNOWN or _is_ours(word)))


@lru_cache(maxsize=4096)
def _is_ours(word: str) -> bool:
    """Whether `word` is French or Spanish, and no English."""
    if not word.isalpha() or word in ALSO_ENGLISH or word in LENT:
        return False
    if word in HARMLESS_WORDS:
        return True
    if is_real(word):
        return False
    if word in _KNOWN:
        return True
    return not word.startswith(ALSO_ENGLISH_STEMS) and any(
        len(stem) > 4 and word.startswith(stem) for stem in _STEMS[word[0]]
    )


def _stems_of(word: str) -> list[str]:
    return [f"{stem}~" for stem in _STEMS[word[0]] if word.startswith(stem)] if word.isalpha() else []


@lru_cache(maxsize=4096)
def _keys(word: str) -> frozenset[str]:
    """What of the tables `word` is: itself, the stems it begins with, or what it is a misspelling of."""
    keys = {word, *_stems_of(word)}
    if len(keys) > 1 or word in _KNOWN or not word.isalpha() or is_real(word):
        return frozenset(keys)
    if meant := _nearest(word):
        keys |= {meant, f"{meant}~", *_stems_of(meant)}
    return frozenset(keys)


def _nearest(word: str) -> str | None:
    """The word or stem of the tables that differs by one slip, by two when long. The first letter is right."""
    if not _SURE_LENGTH - 1 <= len(word) <= 40:
        return None
    best, least = None, 3
    for key in _LOOKED_FOR[word[0]]:
        most = 2 if len(key) >= _LONG_WORD else 1
        starts = (word,) if key in _EXACT else (word[: len(key)], word[: len(key) + 1], word[: len(key) - 1])
        slips = min(OSA.distance(start, key, score_cutoff=most) for start in starts)
        if slips <= most and slips < least:
            best, least = key, slips
    return best


@lru_cache(maxsize=4096)
def _opened(word: str) -> tuple[str, ...]:
    """A word as it is looked up; "jarrive" and "dengourdissement" as two words."""
    if word in _FORMS:
        return _FORMS[word]
    if word in _KNOWN or len(word) < 4 or _stems_of(word):
        return (word,)
    elided = _ELISION.match(word)
    rest = word[elided.end() :] if elided else ""
    rest_words = _FORMS.get(rest, (rest,))
    if elided and len(rest) > 2 and (rest_words[0] in _EXACT or len(_stems_of(rest_words[0])) > 0):
        return (elided[0], *rest_words)
    return (word,)


def _spelled(text: str) -> str:
    """Without accents and apostrophes, and no letter drawn out."""
    return re.sub(r"([a-z])\1{2,}", r"\1", folded(text).replace("\u0153", "oe").replace("'", " "))


def _worded(text: str) -> list[Word]:
    words: list[Word] = []
    clause = sentence = cost = 0
    for match in _TOKEN.finditer(_spelled(text)):
        kind = str(match.lastgroup)
        if kind == "end":
            short = len(words) < 3 or words[-3].sentence != sentence
            clause, sentence = clause + 1, sentence + (not short)
            cost += COMMA_COST if short else SENTENCE_COST
        elif kind == "comma":
            cost += COMMA_COST
        else:
            for one in _opened(match[0]) if kind == "word" else (_number(kind, match[0]),):
                if one in _BUT:
                    clause, cost = clause + 1, cost + SENTENCE_COST
                words.append(Word(one, clause, sentence, cost))
    return [word._replace(text=_meaning(words, at)) for at, word in enumerate(words)]


def _number(kind: str, text: str) -> str:
    if kind == "ten":
        return "<ten>"
    return "<score>" if kind == "score" else text.replace(",", ".")


_NOT_BEFORE_NO_MORE_WORDS = """
    ai as a ont avons avez avait avais aurais pas jamais bien du le de d un sort sale me hay con y que
    coule
"""
_NOT_BEFORE_NO_MORE = frozenset(_NOT_BEFORE_NO_MORE_WORDS.split())
"""After one of these "pu", "pus" and "plu" are what they are: could, pus, rained. Else they are "plus"."""
_UNIT_WORDS = "km k kg kilos lbs livres libras min mins minutes minutos m pas pasos h"
_UNITS = frozenset(_UNIT_WORDS.split())
"""Before one of these "38.5" is no fever; alone it is."""


def _meaning(words: list[Word], at: int) -> str:
    """A number by the words beside it: fever, age, minutes, a year. And "pu", "pus", "plu" where they are "plus"."""
    text = words[at].text
    before = [word.text for word in words[max(0, at - 4) : at]]
    after = [word.text for word in words[at + 1 : at + 4]]
    if text in ("pu", "pus", "plu"):
        return text if not before or _NOT_BEFORE_NO_MORE.intersection(before[-1:]) else "plus"
    if not text[0].isdigit():
        return text
    value = float(text) if len(text) < 7 else 0.0
    bare = "." in text and _UNITS.isdisjoint(after[:1])
    if _FEVER[0] <= value < _FEVER[1] and (bare or _HEAT.intersection(before + after)):
        return "<fever>"
    if value > _PRESSED_MINUTES and after[:1] and after[0].startswith("min"):
        return "<minutes>"
    if value in _OLD_AGE and {"ans", "anos"}.intersection(after[:1]) and {"ai", "tengo"}.intersection(before):
        return "<old age>"
    return "<year>" if value in _YEARS and {"en", "depuis", "desde"}.intersection(before[-2:]) else text


# --- phrases and denials -------------------------------------------------------------------------------------
def _read(words: list[Word]) -> Reading:
    keys = [_keys(word.text) for word in words]
    found = [
        (Span(start, end), name)
        for start in range(len(words))
        for key in keys[start]
        for rest, name in _BY_FIRST.get(key, ())
        if (end := _end_of(words, keys, start, rest))
    ]
    friends = [span for span, name in found if name == "friend"]
    spans: dict[str, set[Span]] = defaultdict(set)
    for span, name in found:
        if name not in _HIDDEN or not any(_holds(friend, span) for friend in friends):
            spans[name].add(span)
    by_name = {name: tuple(sorted(some)) for name, some in spans.items()}
    return Reading(tuple(words), by_name, _denials(words, by_name))


def _holds(friend: Span, span: Span) -> bool:
    """Whether `span` is a part of `friend`, or runs into it: "suis tombe" of "tombe malade"."""
    if friend.start <= span.start:
        return span.end <= friend.end
    return friend.start < span.end < friend.end


def _end_of(words: list[Word], keys: list[frozenset[str]], start: int, rest: tuple[str, ...]) -> int:
    """Where the phrase that begins at `start` ends, 0 when its `rest` does not follow."""
    at = start + 1
    for expected in rest:
        skipped = 0
        while at < len(words) and expected not in keys[at]:
            filler = words[at].text in _FILLERS or words[at].text[0].isdigit()
            if not filler or skipped == MOST_SKIPPED:
                return 0
            at, skipped = at + 1, skipped + 1
        if at == len(words) or words[at].sentence != words[start].sentence:
            return 0
        at += 1
    return at


def _denials(words: list[Word], spans: Mapping[str, tuple[Span, ...]]) -> tuple[int, ...]:
    """For each word the index of the negator that reaches it, or -1."""
    inside = {
        at
        for name in _HIDDEN - _HOLD_A_NO
        for span in spans.get(name, ())
        if span.end - span.start > 1
        for at in range(span.start, span.end)
    }
    by = [-1] * len(words)
    starts = {span.start: (span.end, DENIAL_REACH) for span in sorted(spans.get("negator", ()))}
    for at, word in enumerate(words):
        if word.text in _SHORT_NEGATORS:
            starts.setdefault(at, (at + 1, SHORT_DENIAL_REACH))
    for start, (end, reach) in sorted(starts.items()):
        if start in inside:
            continue
        for at in range(start + 1, min(end + reach, len(words))):
            if at >= end and _ends_denial(words, start, end, at):
                break
            by[at] = start
    return tuple(by)


def _ends_denial(words: list[Word], start: int, end: int, at: int) -> bool:
    word, before = words[at], words[at - 1]
    if word.clause != words[start].clause or (at == end and word.cost > before.cost):
        return True
    if word.cost > before.cost and word.text in _LISTED_ANEW:
        return True
    return at > end and word.text in _ENDS_DENIAL


# --- signs ---------------------------------------------------------------------------------------------------
def _hits(reading: Reading) -> Iterator[tuple[Sign, int]]:
    for sign in SIGNS_FR_ES:
        for what in reading.spans.get(sign.what, ()):
            where = _place(reading, sign, what)
            if where is None or _is_nothing(reading, sign, what):
                continue
            level = _level(reading, sign, what, where)
            if level is not None:
                yield sign, level


def _place(reading: Reading, sign: Sign, what: Span) -> Span | None:
    """The words of `near` that go with `what`; `what` itself when the sign needs none."""
    if not sign.near:
        return what
    return next(
        (
            other
            for other in reading.near(what, sign.near, sign.apart)
            if not (sign.ordered and other.start < what.end)
            and not (what.start <= other.start and other.end <= what.end)
        ),
        None,
    )


def _is_nothing(reading: Reading, sign: Sign, what: Span) -> bool:
    """Said of an animal, or asked about in general."""
    if sign.course == FIXED:
        return False
    return any(reading.near(what, "animal", _ANIMAL_NEAR)) or any(reading.near(what, "asks", _ASKED_NEAR))


def _level(reading: Reading, sign: Sign, what: Span, where: Span) -> int | None:
    """How urgent the sign is here; None when it is denied."""
    level = LEVELS.index(sign.urgency)
    by = reading.negated[what.start]
    if _answered_no(reading, what):
        return None
    if by >= 0 and not _denies_itself(reading, what):
        lasting_once = sign.course == LASTING and any(
            span.start <= by < span.end for span in reading.spans.get("any longer", ())
        )
        return level - 1 if lasting_once and level else None
    floor = LEVELS.index(sign.course.floor)
    return max(floor, level - _lowered(reading, sign, what, where)) if level else 0


def _denies_itself(reading: Reading, what: Span) -> bool:
    """ "ne sens rien", "sin ganas de vivir"."""
    return any(word.text in _DENIES_ITSELF for word in reading.words[what.start : what.end])


def _answered_no(reading: Reading, what: Span) -> bool:
    """ "fievre: non", "fiebre? no"."""
    words = reading.words
    at = what.end
    if _denies_itself(reading, what) or at >= len(words) or words[at].text not in _NO:
        return False
    return at + 1 == len(words) or words[at + 1].cost > words[at].cost


def _lowered(reading: Reading, sign: Sign, what: Span, where: Span) -> int:
    """By how many levels what is said of the course, and of exercise, lowers the sign."""
    whole = Span(min(what.start, where.start), max(what.end, where.end))
    steps = 0
    if sign.name in EASED_BY_EFFORT and any(reading.near(whole, "effort", _EFFORT_NEAR)):
        steps = EASED_LEVELS.get(sign.name, 3)
    if any(_is_over(reading, span, whole) for span in reading.near(whole, "gone", AFTERWARDS)):
        steps = max(steps, sign.course.gone)
    unchanged = reading.spans.get("stable", ())
    if any(
        not any(_holds(one, span) for one in unchanged) for span in reading.near(whole, "newer", MODIFIES)
    ):
        return steps
    for name, lower in (("long ago", sign.course.long_ago), ("stable", sign.course.stable)):
        if any(_same_sentence(reading, span, whole) for span in reading.near(whole, name, MODIFIES)):
            steps = max(steps, lower)
    return steps


def _is_over(reading: Reading, gone: Span, whole: Span) -> bool:
    """Said after the sign, and not "ca passe pas"."""
    after = reading.words[gone.end : gone.end + 1]
    return gone.start >= whole.end and not any(word.text in ("pas", "plus", "jamais") for word in after)


def _same_sentence(reading: Reading, one: Span, other: Span) -> bool:
    return reading.words[one.start].sentence == reading.words[other.start].sentence
