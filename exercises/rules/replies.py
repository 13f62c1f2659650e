"""What a text from a patient means.

Strict on purpose: the whole text has to be one of the short answers below. Anything else is
`unknown` and goes to a person, because a wrong guess writes a check-in that nobody made, or hides
a sentence that somebody ought to read. Red flags are looked for before this, on every text.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

SEVERE_PAIN = 8
"""From here on, out of 10, a person looks at it."""

LONGEST_ANSWER = 120
"""Characters; a longer text is no short answer. Keeps the cost of any text bounded."""


class Intent(StrEnum):
    DONE = "done"
    PARTIAL = "partial"
    SKIP = "skip"
    SNOOZE = "snooze"
    PAIN_ONLY = "pain_only"
    STOP = "stop"
    START = "start"
    HELP = "help"
    QUESTION = "question"
    WRONG_PERSON = "wrong_person"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reply:
    """`completed` is 0 to 1, None when the text reports no exercise; `pain` is 0 to 10; `difficulty` is
    easy, ok or hard, only when said; `reason` is why a session was skipped (pain, time, forgot, ill,
    equipment, other)."""

    intent: Intent
    completed: float | None = None
    pain: int | None = None
    difficulty: str | None = None
    needs_human: bool = False
    reason: str | None = None


# What carriers and Twilio act upon when it stands alone.
_STOP = (
    *("stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke"),
    *("optout", "opt out", "arret", "remove"),
)
_KEYWORDS = {
    **dict.fromkeys(_STOP, Intent.STOP),
    **dict.fromkeys(("start", "unstop"), Intent.START),
    **dict.fromkeys(("help", "info"), Intent.HELP),
}

# Opt-outs in a sentence of their own. CANCEL, END, QUIT and REMOVE count alone only.
_OPT_OUT = re.compile(
    r"(?:please |pls |plz )?"
    r"(?:stop|unsubscribe(?: me)?|opt out|opt me out"
    r"|(?:take|remove) me (?:off|from) (?:this|the|your) (?:text |texting |mailing )?list"
    r"|(?:do not|don't|dont) text me(?: again| any ?more)?)"
    r"(?: please| pls| plz)?(?: thanks| thank you)?"
)
# "stop half way" tells of the exercises, and is no opt-out.
_BROKE_OFF = re.compile(r"stop (?:at |it )?(?:half|halfway|midway|part ?way|mid way)\b")
_ABOUT_MESSAGES = re.compile(
    r"(?: (?:a|all|any|anymore|at|bothering|contacting|from|get|getting|i|it|me|messages?|messaging|more|my"
    r"|now|number|phone|please|pls|plz|receive|receiving|reminders?|reminding|send|sending|sms|texts?"
    r"|texting|thanks?|the|them|these|this|to|want|you|your))*"
)

_TICKS = frozenset("\U0001f44d\u2705\u2714\u2611\U0001f4aa")  # thumb up, check marks, biceps: they say "done"
# Emoji that add nothing to an answer. All others (tears, ambulance, thumb down ...) are for a person.
_CHEERFUL = _TICKS | frozenset(
    "\U0001f44c\U0001f64f\U0001f44f\U0001f64c\U0001f389\U0001f973\U0001f600\U0001f601\U0001f603\U0001f604"
    "\U0001f606\U0001f60a\U0001f60e\U0001f642\U0001f929\U0001f4af\u2b50\U0001f31f\u2764\U0001f9e1\U0001f49b"
    "\U0001f49a\U0001f499\U0001f49c\U0001f90d\u270c\U0001f3c3\U0001f9d8\U0001f3cb\U0001f938\u2640\u2642"
    "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
)

_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_NUMBER = r"\d{1,3}(?:\.\d)?"  # one decimal: 7.30 is a clock time
_OF_TEN = r"(?: (?:/|out of) (?:10|ten))?"
_PAIN_IS = r"pain (?:level |score )?(?:(?:is|was|of|at|about) )?"
# A number word counts only after "pain": "done two" may tell of two exercises.
_PAIN = (
    rf"(?P<pain>(?:{_PAIN_IS})?{_NUMBER}(?: to {_NUMBER})?{_OF_TEN}"
    rf"|{_PAIN_IS}(?:{'|'.join(_NUMBER_WORDS)}){_OF_TEN}"
    r"|no pain|zero pain|pain free)(?: today| now)?"
)
# "too hard" may be why it was given up; a person reads that.
_EASE = r"(?:but )?(?:was )?(?!too (?:hard|tough))(?:(?:too|very|really|quite|pretty) )?(?:easy|hard|tough)"
_POLITE = r"(?: (?:thanks|thank you|thx|ta|cheers))?"
_DONE = (
    r"(?:(?:yes|yep|yeah|yup) )?"
    r"(?:(?:all )?(?:done|finished|completed?)|(?:done|did|finished|completed) (?:it|them)(?: all)?"
    r"|doen|dne|dun|dome)"
    r"|yes|y|yep|yeah|yup"
)
_ANSWERS = {
    Intent.DONE: re.compile(
        rf"(?:{_DONE})(?: today)?{_POLITE}(?: (?P<ease>{_EASE})(?: today| now)?)?"
        rf"(?: {_PAIN})?(?: (?P<ease_after>{_EASE}))?{_POLITE}"
    ),
    Intent.SKIP: re.compile(
        rf"(?:skip|skipp|skipped|skipping)(?: it| this| this one)?(?: today)?"
        rf"(?: {_PAIN})?{_POLITE}(?: sorry)?"
        rf"|(?:no|nope|n|not today){_POLITE}(?: sorry)?"
    ),
    Intent.PAIN_ONLY: re.compile(_PAIN + _POLITE),
}
_COMPLETED = {Intent.DONE: 1.0, Intent.SKIP: 0.0}
_UNREAD = Reply(Intent.UNKNOWN, needs_human=True)


def read_reply(text: str) -> Reply:
    """The meaning of `text`: a carrier keyword first, then an opt-out, then a report, then bare pain.

    Never raises, whatever `text` holds.
    """
    text = text.strip()
    whole = len(text) <= LONGEST_ANSWER
    folded = _folded(text) if whole else _folded(_from_first_word(text)[:LONGEST_ANSWER])
    words = " ".join(_words(folded))
    if words in _KEYWORDS and whole:
        return Reply(_KEYWORDS[words])
    if _is_opt_out(words):
        return Reply(Intent.STOP, needs_human=not whole or _says_more(words))
    return _read_answer(folded) if whole else _UNREAD


def is_yes(text: str) -> bool:
    """Whether `text` is the carrier keyword YES, which means START while opted out and done otherwise."""
    text = text.strip()
    return len(text) <= LONGEST_ANSWER and _words(_folded(text)) == ["yes"]


def _is_opt_out(words: str) -> bool:
    if words.split(" ", 1)[0] == "stop":
        return not _BROKE_OFF.match(words)
    return _OPT_OUT.fullmatch(words) is not None


def _says_more(words: str) -> bool:
    if _OPT_OUT.fullmatch(words):
        return False
    return not _ABOUT_MESSAGES.fullmatch(words.removeprefix("stop"))


def _read_answer(folded: str) -> Reply:
    answer = _canonical(folded)
    matches = ((intent, pattern.fullmatch(answer)) for intent, pattern in _ANSWERS.items())
    intent, found = next((match for match in matches if match[1]), (Intent.UNKNOWN, None))
    if found is None:
        return _UNREAD
    if intent is Intent.PAIN_ONLY and not _TICKS.isdisjoint(folded):
        return _UNREAD  # a thumb up and a number: done, or the pain alone?
    pain = _pain_in(found["pain"])
    return Reply(
        intent,
        completed=_COMPLETED.get(intent),
        pain=pain,
        difficulty=_difficulty_in(found) if intent is Intent.DONE else None,
        needs_human=pain is not None and pain >= SEVERE_PAIN,
        reason="pain" if intent is Intent.SKIP and pain and "pain" in found["pain"] else None,
    )


def _pain_in(said: str | None) -> int | None:
    """A range gives its higher number, halves round up, more than 10 is 10; None when nothing was said."""
    if said is None:
        return None
    score = re.sub(_OF_TEN + "$", "", said)
    numbers = [Decimal(number) for number in re.findall(_NUMBER, score)]
    if not numbers:
        word = score.rsplit(" ", 1)[-1]
        return _NUMBER_WORDS.index(word) if word in _NUMBER_WORDS else 0  # "no pain", "pain free"
    return min(int(max(numbers).quantize(Decimal(1), ROUND_HALF_UP)), 10)


def _difficulty_in(found: re.Match[str]) -> str | None:
    said = found["ease"] or found["ease_after"]
    if said is None:
        return None
    return "easy" if said.endswith("easy") else "hard"


def _folded(text: str) -> str:
    """Lower case without accents, marks and invisible characters; control characters become spaces."""
    kept = []
    for char in unicodedata.normalize("NFKD", text).casefold():
        category = unicodedata.category(char)
        if category == "Cc":
            kept.append(" ")
        elif category not in ("Mn", "Me", "Cf"):
            kept.append("'" if char in "\u2018\u2019" else char)
    return "".join(kept)


def _words(folded: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", folded)


def _from_first_word(text: str) -> str:
    return re.sub(r"^[\W_]+", "", text)


def _canonical(folded: str) -> str:
    """Words and numbers with one space between; a character that could change the meaning stays in it."""
    said = "".join(" " if char in _CHEERFUL else char for char in folded)
    said = re.sub(r"\b(done|skip|pain)(?=\d)", r"\1 ", said)
    said = re.sub(r"(?<=\d)\s*[-\u2013]\s*(?=\d)", " to ", said)
    said = re.sub(r"(?<!\d)\.|\.(?!\d)|[,!:;()=*\"\u2013\u2014-]", " ", said)
    return " ".join(said.replace("/", " / ").split())
