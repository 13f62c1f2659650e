"""What a text from a patient means.

One text, one intent; when several fit, in this order: a carrier keyword or an opt-out in words, somebody
else's phone, a report of exercise, "later", a bare pain score, a question. Red flags are looked for before
this, on every text; `needs_human` is a second net, not that screen.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from exercises.rules import reply_fr_es
from exercises.rules.reply_asides import difficulty_said, reason_said
from exercises.rules.reply_human import asks, without_questions, worries
from exercises.rules.reply_later import asks_for_a_reminder, puts_off
from exercises.rules.reply_numbers import part_said, uncounted, untimed
from exercises.rules.reply_pain import pain_said, unpained
from exercises.rules.reply_report import completed_said, tells_of_doing, without_plans
from exercises.rules.reply_service import (
    asks_how_to_answer,
    asks_to_start,
    asks_to_stop,
    begins_with_stop,
    is_somebody_else,
    says_more_than_stop,
)
from exercises.rules.reply_spelling import bare_words, folded, plain
from exercises.rules.reply_words import phrases, words
from exercises.rules.topics import asks_to_stop_topic
from exercises.rules.wrong_number import says_wrong_number

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
    **dict.fromkeys(words("stop stopall unsubscribe cancel end quit revoke optout remove td"), Intent.STOP),
    **dict.fromkeys(reply_fr_es.STOP_KEYWORDS | reply_fr_es.UNCLEAR_STOP_KEYWORDS, Intent.STOP),
    **dict.fromkeys(["stop all", "opt out", "stop stop", "stopp", "stpo", "sotp", "unsub"], Intent.STOP),
    **dict.fromkeys(words("start unstop subscribe resubscribe optin restart resume"), Intent.START),
    **dict.fromkeys(reply_fr_es.START_KEYWORDS, Intent.START),
    **dict.fromkeys(words("help info") | reply_fr_es.HELP_KEYWORDS, Intent.HELP),
}
_INTENTS = {1.0: Intent.DONE, 0.0: Intent.SKIP}


def read_reply(text: str) -> Reply:
    """The meaning of `text`. Never raises, whatever it holds."""
    keyword = _KEYWORDS.get(bare_words(text))
    if keyword is not None:
        return Reply(keyword, needs_human=bare_words(text) in reply_fr_es.UNCLEAR_STOP_KEYWORDS)
    if re.fullmatch(r"[\s?.]*\?[\s?.]*", folded(text)):
        return Reply(Intent.HELP)
    said = unpained(plain(text))
    return _service(said, text) or _report(said, text) or _no_report(said, text)


def is_keyword(text: str) -> bool:
    """Whether `text` is nothing but a word that stops, starts or asks for help."""
    return bare_words(text) in _KEYWORDS


def _service(said: str, text: str) -> Reply | None:
    """A text about the texts, in English, French or Spanish."""
    if asks_to_stop_topic(text):
        return Reply(Intent.STOP)
    abroad = reply_fr_es.spelled(text)
    if asks_to_stop(said):
        return _stop(said, text)
    if reply_fr_es.asks_to_stop(abroad):
        return Reply(Intent.STOP, needs_human=reply_fr_es.says_more_than_stop(abroad))
    if is_somebody_else(said, text) or says_wrong_number(text):
        return Reply(Intent.WRONG_PERSON, needs_human=True)
    if reply_fr_es.asks_to_start(abroad) or (asks_to_start(said) and not tells_of_doing(said)):
        return Reply(Intent.START, needs_human=worries(said, text))
    return None


def is_yes(text: str) -> bool:
    """Whether `text` is yes and nothing else, which means START while opted out and done otherwise."""
    return bare_words(text) in ("yes", "oui", "si")


_THANKS = words("thanks thankyou thx ty cheers ta merci gracias great perfect lovely super")
_WITH_THANKS = words(
    "ok okay thank you so very much a lot for that great perfect will do got it many beaucoup muchas"
)


def is_thanks(text: str) -> bool:
    """Whether `text` is a thank-you and nothing else: it asks for no answer."""
    said = bare_words(text).split()
    return (
        bool(said)
        and (said[:2] == ["thank", "you"] or not _THANKS.isdisjoint(said))
        and _THANKS.union(_WITH_THANKS).issuperset(said)
    )


def _stop(said: str, text: str) -> Reply:
    pain = pain_said(uncounted(untimed(said)), sure_only=False)
    more = says_more_than_stop(said)
    human = more and (
        begins_with_stop(said)
        or pain is not None
        or is_somebody_else(said, text)
        or _needs_human(said, text, pain)
    )
    return Reply(Intent.STOP, pain=pain, needs_human=human)


def _report(said: str, text: str) -> Reply | None:
    stated = without_questions(said)
    part, told = part_said(without_plans(untimed(stated)))
    told = uncounted(told)
    completed = completed_said(told, stated, part)
    if completed is None:
        return None
    intent = _INTENTS.get(completed, Intent.PARTIAL)
    pain = pain_said(told, sure_only=False)
    return Reply(
        intent,
        completed,
        pain,
        difficulty_said(stated),
        needs_human=asks(said) or _needs_human(said, text, pain),
        reason=None if intent is Intent.DONE else _reason(stated, told, pain, intent),
    )


def _reason(stated: str, told: str, pain: int | None, intent: Intent) -> str | None:
    """The reason in words; "skip pain 7" and "then stopped, 7" say that it was pain."""
    reason = reason_said(stated, skipped=intent is Intent.SKIP)
    if reason in (None, "other") and pain is not None and pain >= PAIN_EXPLAINS:
        if intent is Intent.SKIP and _SKIP_PAIN.search(told):
            return "pain"
        if intent is Intent.PARTIAL and reason is None and re.search(r" (?:stop(?:ped)?|gave up) ", stated):
            return "pain"
    return reason


_SKIP_PAIN = phrases(r"""
    (skipped|no|as|because)( (it|them|today|tonight|this one|my|the|of))* pain( (is|was|a|at|of|score|
        level))* \d+(\.\d+)?
""")


def _no_report(said: str, text: str) -> Reply:
    stated = without_questions(said)
    rest = uncounted(without_plans(untimed(stated)))
    asked = asks(said)
    if asks_how_to_answer(said):
        return Reply(Intent.HELP, needs_human=worries(said, text))
    if asks_for_a_reminder(said) or (not asked and puts_off(untimed(said))):
        pain = pain_said(rest, sure_only=False)
        return Reply(Intent.SNOOZE, None, pain, needs_human=_needs_human(said, text, pain))
    pain = pain_said(rest, sure_only=True)
    level = difficulty_said(stated)
    if pain is not None:
        return Reply(Intent.PAIN_ONLY, None, pain, level, asked or _needs_human(said, text, pain))
    if asked:
        return Reply(Intent.QUESTION, difficulty=level, needs_human=True)
    return Reply(Intent.UNKNOWN, needs_human=worries(said, text))


def _needs_human(said: str, text: str, pain: int | None) -> bool:
    return (pain is not None and pain >= SEVERE_PAIN) or worries(said, text)
