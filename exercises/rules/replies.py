"""What a text from a patient means.

One text, one intent; when several fit, in this order: a carrier keyword or an opt-out in words, somebody
else's phone, a report of exercise, "later", a bare pain score, a question. Red flags are looked for before
this, on every text; `needs_human` is a second net, not that screen.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from exercises.rules.reply_asides import asks, difficulty_said, reason_said, worries
from exercises.rules.reply_numbers import (
    pain_said,
    part_said,
    uncounted,
    unpained,
    untimed,
)
from exercises.rules.reply_report import completed_said, puts_off, tells_of_doing, without_plans
from exercises.rules.reply_service import (
    asks_how_to_answer,
    asks_to_start,
    asks_to_stop,
    is_somebody_else,
    says_more_than_stop,
)
from exercises.rules.reply_words import bare_words, folded, plain, words

SEVERE_PAIN = 8
"""From here on, out of 10, a person looks at it."""

PAIN_EXPLAINS = 5
"""From here on "skip pain 6" and "then stopped, 7" say that pain was the reason."""


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


# What carriers and Twilio act upon when it stands alone, and slips of the finger for STOP.
_KEYWORDS = {
    **dict.fromkeys(
        words("stop stopall unsubscribe cancel end quit revoke optout arret remove"), Intent.STOP
    ),
    **dict.fromkeys(["stop all", "opt out", "stop stop", "stopp", "stpo", "sotp", "unsub"], Intent.STOP),
    **dict.fromkeys(words("start unstop subscribe resubscribe optin restart resume"), Intent.START),
    **dict.fromkeys(words("help info"), Intent.HELP),
}
_INTENTS = {1.0: Intent.DONE, 0.0: Intent.SKIP}


def read_reply(text: str) -> Reply:
    """The meaning of `text`. Never raises, whatever it holds."""
    keyword = _KEYWORDS.get(bare_words(text))
    if keyword is not None:
        return Reply(keyword)
    if re.fullmatch(r"[\s?.]*\?[\s?.]*", folded(text)):
        return Reply(Intent.HELP)
    said = unpained(plain(text))
    if asks_to_stop(said):
        return _stop(said)
    if is_somebody_else(said, text):
        return Reply(Intent.WRONG_PERSON, needs_human=True)
    if asks_to_start(said) and not tells_of_doing(said):
        return Reply(Intent.START, needs_human=worries(said))
    return _report(said) or _no_report(said)


def is_yes(text: str) -> bool:
    """Whether `text` is the carrier keyword YES, which means START while opted out and done otherwise."""
    return bare_words(text) == "yes"


def _stop(said: str) -> Reply:
    pain = pain_said(uncounted(untimed(said)), explicit_only=False)
    return Reply(
        Intent.STOP, pain=pain, needs_human=says_more_than_stop(said) or worries(said) or _is_severe(pain)
    )


def _report(said: str) -> Reply | None:
    part, told = part_said(untimed(without_plans(said)))
    told = uncounted(told)
    completed = completed_said(told, said, part)
    if completed is None:
        return None
    intent = _INTENTS.get(completed, Intent.PARTIAL)
    pain = pain_said(told, explicit_only=False)
    reason = _reason(told, said, pain, intent) if intent is not Intent.DONE else None
    return Reply(
        intent,
        completed,
        pain,
        difficulty_said(said),
        needs_human=_is_severe(pain) or asks(said) or worries(said),
        reason=reason,
    )


def _reason(told: str, said: str, pain: int | None, intent: Intent) -> str | None:
    reason = reason_said(said)
    if reason in (None, "other") and pain is not None and pain >= PAIN_EXPLAINS:
        if re.search(r" pain(?:s)? (?:is |was |a |at |of |score |level )*\d", told) and intent is Intent.SKIP:
            return "pain"
        if reason is None and intent is Intent.PARTIAL and re.search(r" stop(?:ped)? ", told):
            return "pain"
    return reason


def _no_report(said: str) -> Reply:
    rest = uncounted(untimed(said))
    worried = worries(said)
    asked = asks(said)
    if asks_how_to_answer(said):
        return Reply(Intent.HELP, needs_human=worried)
    if not asked and puts_off(rest):
        pain = pain_said(rest, explicit_only=False)
        return Reply(Intent.SNOOZE, None, pain, needs_human=_is_severe(pain) or worried)
    pain = pain_said(rest, explicit_only=not _begins_with_pain(rest) and (asked or not _only_pain(rest)))
    level = difficulty_said(said)
    if pain is not None:
        return Reply(Intent.PAIN_ONLY, None, pain, level, needs_human=_is_severe(pain) or worried or asked)
    if asked:
        return Reply(Intent.QUESTION, difficulty=level, needs_human=True)
    return Reply(Intent.UNKNOWN, needs_human=worried)


def _is_severe(pain: int | None) -> bool:
    return pain is not None and pain >= SEVERE_PAIN


_PAIN_WORDS = words(
    "about a an its it is was pain level score today now back knee leg hip neck shoulder ankle foot worse "
    "better bit sore ouch ow still around roughly maybe probably say id just only hurts same at of out "
    "the my this morning tonight ish or to so thanks thumbsup very really much little less more hi hello "
    "dear all days yesterday before after then and from up down again max in for sitting feeling feels "
    "felt good bad stiff stiffness aching ache achy x xx lol would give call i im with steady ok not too "
    "great terrible awful evening afternoon number left right side both sciatica discomfort most mostly "
    "standing walking some as high low usual"
)


def _only_pain(said: str) -> bool:
    """Whether a bare number in the text can only be pain: nothing else is spoken of."""
    return set(re.findall(r"[a-z]+", said)) <= _PAIN_WORDS


def _begins_with_pain(said: str) -> bool:
    """ "6, and ...": a number that is the first clause of the text."""
    return _LEADING.match(said) is not None


_LEADING = re.compile(
    r"[ .,]*\d+(?:\.\d+)?(?: to \d+)?(?: (?:/|out of) 10)?(?: ish| today| now)?(?= *$| [.,;]"
    r"| and (?!\d)| because)"
)
