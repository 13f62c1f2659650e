"""From what was typed to canonical words: text spellings, inflections, split words, misspellings."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from exercises.rules.redflag_tables.body import BODY_WORDS
from exercises.rules.redflag_tables.course import COURSE_WORDS
from exercises.rules.redflag_tables.friends import FRIEND_PHRASES
from exercises.rules.redflag_tables.harmless import HARMLESS
from exercises.rules.redflag_tables.mind import MIND_WORDS
from exercises.rules.redflag_tables.nerves import NERVE_WORDS
from exercises.rules.redflag_tables.net_real_words import NET_REAL_WORDS
from exercises.rules.redflag_tables.net_words import NET_DAMPERS, NET_WORDS
from exercises.rules.redflag_tables.real_words import REAL_WORDS
from exercises.rules.redflag_tables.spelling import FILLERS, FORMS, KEY_WORDS, OPENED, ORDINARY, PAIRS

SIGN_WORDS: Mapping[str, str] = {**NERVE_WORDS, **BODY_WORDS, **MIND_WORDS}
"""All lists of signs by name."""

FILLER_WORDS = frozenset(FILLERS.split())


def _table(lines: str) -> dict[str, str]:
    """Variant to canonical."""
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        canonical, variants = line.strip().split(": ")
        found.update(dict.fromkeys(variants.split(), canonical))
    return found


_FORM_OF = _table(FORMS)
_OPENS = {line.split(": ")[0].strip(): line.split(": ")[1].split() for line in OPENED.strip().splitlines()}
_PAIR_OF = {
    tuple(line.split(": ")[0].split()): line.split(": ")[1].strip() for line in PAIRS.strip().splitlines()
}

_FUZZY = frozenset(KEY_WORDS.split())
_SHORTEST_MISSPELLING = 4  # letters; of shorter words only the listed misspellings are read
_LONG_WORD = 8  # letters; from here on two slips are forgiven
_LONGEST_WORD = 40  # letters; a longer one is no word, and is not compared with any
_REAL_WORDS = REAL_WORDS | NET_REAL_WORDS
_ORDINARY = _REAL_WORDS | frozenset(ORDINARY.split())
_JOINED = _FUZZY | {"pee", "wee", "poo", "bum", "cant", "dont", "feel", "breathless", "themselves"}


def _words_of(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(
        word for phrases in lists for phrase in phrases for word in phrase.replace(",", " ").split()
    )


_KNOWN = (
    frozenset(_FORM_OF)
    | frozenset(_FORM_OF.values())
    | FILLER_WORDS
    | _words_of(
        SIGN_WORDS.values(),
        COURSE_WORDS.values(),
        NET_WORDS.values(),
        [FRIEND_PHRASES],
        (rule.beside for rule in HARMLESS),
    )
    | frozenset(_OPENS)
)
_SURE_LENGTH = 6  # letters; inflections this long are looked for in misspellings, too
_LOOKED_FOR = (
    _FUZZY
    | {word for word in _FORM_OF if len(word) >= _SURE_LENGTH}
    | {word for word in _words_of(SIGN_WORDS.values()) if len(word) >= _SURE_LENGTH - 1 and word.isalpha()}
)
_SHORTEST_OF_NET = 5  # letters; words of the wide net from here on are looked for too, with one slip
_NET_LOOKED_FOR = {
    word
    for word in _words_of(phrases for name, phrases in NET_WORDS.items() if name not in NET_DAMPERS)
    if len(word) >= _SHORTEST_OF_NET and word.isalpha()
} - _LOOKED_FOR
_OF_SIGNS = (
    _words_of(
        SIGN_WORDS.values(), (phrases for name, phrases in NET_WORDS.items() if name not in NET_DAMPERS)
    )
    | _FUZZY
)
_FUZZY_BY_LETTER = {
    letter: tuple(sorted(word for word in _LOOKED_FOR | _NET_LOOKED_FOR if word[0] == letter))
    for letter in {word[0] for word in _LOOKED_FOR | _NET_LOOKED_FOR}
}


def canonical(words: list[str]) -> list[str]:
    """The canonical words of a phrase of the tables, which is spelled correctly."""
    return [_FORM_OF.get(word, word) for word in _paired(words)]


def _paired(words: list[str]) -> list[str]:
    """ "can not" and the like as the one word they are."""
    paired: list[str] = []
    for word in words:
        if paired and (one := _PAIR_OF.get((_FORM_OF.get(paired[-1], paired[-1]), word))):
            paired[-1] = one
        else:
            paired.append(word)
    return paired


def is_real(word: str) -> bool:
    """Whether `word` is an ordinary English word, or one of the tables as they are spelled."""
    return word in _KNOWN or word in _REAL_WORDS


def is_of_signs(word: str) -> bool:
    """Whether a sign of the English tables holds `word`."""
    return word in _OF_SIGNS


def is_known(word: str) -> bool:
    return word in _KNOWN


def pair_of(first: str, second: str) -> str | None:
    """The word that two neighbours are together: "can not", or a key word split in two ("num b")."""
    if pair := _PAIR_OF.get((_FORM_OF.get(first, first), second)):
        return pair
    joined = first + second
    if joined not in _KNOWN or len(joined) < _SHORTEST_MISSPELLING - 1:
        return None
    if first in _KNOWN and second in _KNOWN and not (joined in _JOINED and len(joined) >= _LONG_WORD - 1):
        return None
    return None if first in _ORDINARY or second in _ORDINARY else joined


@lru_cache(maxsize=4096)
def read_word(word: str) -> tuple[str, ...]:
    """The canonical word or words that `word` was meant to be; itself when it is like none."""
    if word in _OPENS:
        return tuple(_OPENS[word])
    if word in _KNOWN or word in _REAL_WORDS or not word.isalpha() or len(word) > _LONGEST_WORD:
        return (_FORM_OF.get(word, word),)
    if word.endswith("z") and word[:-1] + "s" in _KNOWN:
        return (_FORM_OF.get(word[:-1] + "s", word[:-1] + "s"),)
    single = "".join(char for at, char in enumerate(word) if at == 0 or word[at - 1] != char)
    if single in _KNOWN:
        return (_FORM_OF.get(single, single),)
    if meant := _nearest(word) or _nearest(single):
        return (_FORM_OF.get(meant, meant),)
    return _run_together(word) or (word,)


def _nearest(word: str) -> str | None:
    """The key word that differs by one slip, or by two when it is long. The first letter is right."""
    if len(word) < _SHORTEST_MISSPELLING or word in _REAL_WORDS:
        return None
    best, least = None, 3
    for key in _FUZZY_BY_LETTER.get(word[0], ()):
        most = 2 if len(key) >= _LONG_WORD and key in _LOOKED_FOR else 1
        slips = OSA.distance(word, key, score_cutoff=most)
        if slips <= most and (slips, -len(key)) < (least, -len(best or "")):
            best, least = key, slips
    return best


def _run_together(word: str) -> tuple[str, ...]:
    """Two words without the space between them, one of them a key word."""
    for at in range(2, len(word) - 1):
        first, second = word[:at], word[at:]
        if (first in _JOINED and second in _KNOWN) or (second in _JOINED and first in _KNOWN):
            return (_FORM_OF.get(first, first), _FORM_OF.get(second, second))
    return ()
