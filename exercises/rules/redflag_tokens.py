"""A text as canonical words in clauses: what is done before any phrase is looked for."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from exercises.rules.redflag_spelling import is_known, pair_of, read_word
from exercises.rules.redflag_tables import negation
from exercises.rules.redflag_tables.spelling import EMOJI

SENTENCE_COST = 5
COMMA_COST = 2
"""How many words a full stop or "but", and a comma, count for in the distance of two phrases."""

_FEVER = (38.0, 43.0), (100.4, 108.0)
"""Celsius and Fahrenheit: 38 and more, as the safety reference has it, up to what a body can have."""
_OLD_AGE, _OLDEST = 70, 110
_PRESSED_MINUTES = 10
"""Both as the safety reference has them."""
_OF_HEAT = frozenset(("temp", "fever", "shiver", "thermometer"))
_MINUTES = frozenset(("min", "mins", "minute", "minutes"))
_OF_AGE = frozenset(("im", "am", "age", "aged"))
_OF_YEARS = frozenset(("in", "since", "from", "of"))
_YEARS = range(1940, 2023)
"""Written as a number, these are years that are long ago."""

_NEGATORS = frozenset(negation.NEGATORS.split())
_BREAKERS = frozenset(negation.BREAKERS.split())
_SUBJECTS = frozenset(negation.SUBJECTS.split())
_OWNERS = frozenset(("i", "im", "ive", "my"))
_NEW_AFTER_AND = _OWNERS | {"now", "cant", "its"}
_LEADS_ON = frozenset(negation.LEADS_ON.split())
_SMALL_THINGS = frozenset(negation.SMALL_THINGS.split())
_AFTER_WEE = frozenset(negation.AFTER_WEE.split())

_TOKEN = re.compile(
    r"(?P<ratio>\d{1,2}(?:\.\d)?\s*(?:/|out of|outta|outof)\s*10\b|\bten\s+(?:out\s+of|outta)\s+ten\b)"
    r"|(?P<number>\d+(?:[.,]\d+)?)(?=\D|$)"
    r"|(?P<word>[a-z]+[0-9]+[a-z]+|[a-z]+4\b|[a-z]+)"
    r"|(?P<pause>\.{2,}|\u2026)"
    r"|(?P<end>[.!?;:\n\r]+)"
    r"|(?P<comma>,|\s[-\u2013\u2014]+\s|[()\u2013\u2014])"
)
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4\u2032]")
_COMMA_FOR_APOSTROPHE = re.compile(r"(?<=n)[,;](?=t\b)")
_SPELLED_OUT = re.compile(r"(?<![a-z0-9])[a-z](?:[ .\-_*]{1,2}[a-z]){1,11}(?![a-z0-9])")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_LETTERS = re.compile(r"[^\W\d]+")
_PUNCTUATION_IN_WORD = re.compile(r"(?<=[a-z])[*_\-](?=[a-z])")


class Word(NamedTuple):
    text: str
    clause: int
    sentence: int
    cost: int
    """Of all the boundaries before this word."""


def plain(text: str) -> str:
    """Lower case, no accents, no apostrophes, at most two of a letter in a row, emoji as words."""
    for emoji, words in EMOJI.items():
        if emoji in text:
            text = text.replace(emoji, words)
    folded = unicodedata.normalize("NFKD", text).casefold()
    folded = "".join(char for char in folded if unicodedata.category(char) not in ("Mn", "Cf"))
    folded = _APOSTROPHES.sub("", _COMMA_FOR_APOSTROPHE.sub("", folded))
    return _LETTERS.sub(_drawn_in, folded) if _REPEATED.search(folded) else folded


def _drawn_in(match: re.Match[str]) -> str:
    """A word; where a letter is drawn out, that letter twice, or once if only so it is a word we know."""
    if not _REPEATED.search(match[0]):
        return match[0]
    once, twice = _REPEATED.sub(r"\1", match[0]), _REPEATED.sub(r"\1\1", match[0])
    return once if is_known(once) and not is_known(twice) else twice


def _unspelled(match: re.Match[str]) -> str:
    """Letters one by one ("p e e a lot") as the word they spell, where they spell one."""
    letters = re.sub(r"[^a-z]", "", match[0])
    for length in range(len(letters), 2, -1):
        for start in range(len(letters) - length + 1):
            piece = letters[start : start + length]
            if is_known(piece):
                return " ".join((*letters[:start], piece, *letters[start + length :]))
    return match[0]


def worded(folded: str) -> list[Word]:
    words: list[Word] = []
    clause = sentence = cost = paused = 0
    comma = False
    for kind, text in _joined(_tokens(folded)):
        if kind == "end":
            short = _is_staccato(words, sentence)
            clause, sentence = clause + 1, sentence + (not short)
            cost += COMMA_COST if short else SENTENCE_COST
        elif kind == "pause":
            cost += 0 if len(words) - paused < 2 else COMMA_COST
            paused = len(words)
        elif kind == "comma":
            cost += COMMA_COST
        else:
            if text in _BREAKERS:
                clause, cost = clause + 1, cost + (SENTENCE_COST if text == "but" else 1)
            elif _begins_anew(words, text, comma):
                clause += 1
            words.append(Word(text, clause, sentence, cost))
        comma = kind == "comma" or (comma and kind == "pause")
    return [_child_or_water(words, at) for at in range(len(words))]


def _is_staccato(words: list[Word], sentence: int) -> bool:
    """ "Numb. Bum." is one sentence."""
    return len(words) < 3 or words[-3].sentence != sentence


def _begins_anew(words: list[Word], text: str, comma: bool) -> bool:
    if not words:
        return False
    before = words[-1].text
    if text in _SUBJECTS and (comma or (before in ("and", "or") and text in _NEW_AFTER_AND)):
        return True
    return text in _OWNERS and before not in _LEADS_ON and before not in _NEGATORS


def _child_or_water(words: list[Word], at: int) -> Word:
    """ "wee" means small before a thing that can be: "the wee one", "a wee break"."""
    word = words[at]
    if word.text != "wee" or at + 1 == len(words) or words[at + 1].cost != word.cost:
        return word
    follows = words[at + 1].text
    article = at > 0 and words[at - 1].text in ("a", "the")
    small = follows in _SMALL_THINGS or (article and follows not in _AFTER_WEE and follows.isalpha())
    return word._replace(text="small") if small else word


def _tokens(folded: str) -> Iterator[tuple[str, str]]:
    folded = _PUNCTUATION_IN_WORD.sub(" ", _SPELLED_OUT.sub(_unspelled, folded))
    for match in _TOKEN.finditer(folded):
        yield str(match.lastgroup), match[0]


def _joined(tokens: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Tokens with split words put together, misspellings read and numbers named."""
    out: list[tuple[str, str]] = []
    raw: list[str] = []
    for kind, text in tokens:
        if kind != "word":
            raw.clear()
            out.append((kind, text) if kind in ("end", "comma", "pause") else ("word", _number(kind, text)))
            continue
        pair = pair_of(raw[-1], text) if raw else None
        if pair and out:
            out.pop()
            text = pair
            raw.pop()
        raw.append(text)
        out.extend(("word", word) for word in read_word(text))
    return _named(out)


def _number(kind: str, text: str) -> str:
    """A number as it is compared; pain of ten in all its spellings as one."""
    if kind != "ratio":
        return text.replace(",", ".")
    if text.startswith(("10", "11", "ten")):
        return "<ten>"
    return "<nine>" if text.startswith("9") else "<score>"


def _named(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Numbers that mean something by the words beside them: fever, age, minutes of pressing, a year, pain."""
    return [
        (kind, _meaning(tokens, at) if kind == "word" and text[0].isdigit() else text)
        for at, (kind, text) in enumerate(tokens)
    ]


def _meaning(tokens: list[tuple[str, str]], at: int) -> str:
    text = tokens[at][1]
    value = float(text) if len(text) < 7 and text.count(".") < 2 else 0.0
    before = [word for _, word in tokens[max(0, at - 4) : at]]
    after = [word for _, word in tokens[at + 1 : at + 4]]
    if any(low <= value < high for low, high in _FEVER) and _OF_HEAT.intersection(before + after):
        return "<fever>"
    if value > _PRESSED_MINUTES and _MINUTES.intersection(after[:1]):
        return "<minutes>"
    if _OLD_AGE <= value < _OLDEST and (_OF_AGE.intersection(before[-1:]) or "old" in after[1:2]):
        return "<old age>"
    if value in _YEARS and _OF_YEARS.intersection(before[-1:]):
        return "<year>"
    return _score(text, value, before)


def _score(text: str, value: float, before: list[str]) -> str:
    if "pain" in before and value in (9, 10):
        return "<ten>" if value == 10 else "<nine>"
    return "<nine>" if value == 9 and not before else text
