"""Which number in a patient's text is the pain, 0 to 10.

All functions take the text as `reply_spelling.plain` spells it; counts and clock times are already `#`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from exercises.rules.reply_numbers import NUMBER
from exercises.rules.reply_words import BODY, alternatives, either, phrases

_NO_PAIN = phrases(rf"""
    (no|0|not any|not a bit of|not a|nil|without)( (real|actual|more|significant|aches?|{BODY}|or|any|at all|
        and|sign of|whatsoever))* (pain|discomfort|soreness)(?! (no gain|killers?|relief|meds|than|then usual|
        free days))
    no longer in pain
    (not|dont|didnt|havent|hasnt|isnt|arent)( (in|have|had|feel|get|got|getting|having|feeling|
        been in))+( (any|a bit of|the slightest))? pain(?! (killers?|relief|meds))
    pain( (is|was|level|score|all|now|today|completely|has|totally))* (none|nothing|gone|nil|zero|
        zilch)(?! (to|past|up|down|into|through|below|from|round|lower))
""")
_NOT_ABOUT_PAIN = phrases(
    "no pain( (today|now))? no gain|no more pain than|0 (energy|motivation|time|effort)"
)
_AND_A_HALF = re.compile(rf"(?<= )({NUMBER}) and (?:a |1 )?half(?= )")
_DONE_NONE = re.compile(r"(?<= )(done|finished|completed)(?: [.,])? none(?= $| [.,;])")
_NONE_AT_ALL = phrases("<< none( at all)?( ,)? pain 0")
_FROM_TO = re.compile(
    rf"(?<= )start(?:ed|ing)? (?:out |off )?(?:at|on|with) (?:a |about )*({NUMBER})(?: [a-z.,;]+){{0,4}}?"
    rf" (?:finish|end)(?:ed|ing)?(?: up)? (?:at|on|with) (?:a |about )*({NUMBER})(?= )"
)


def unpained(said: str) -> str:
    """ "no pain", in all its forms, as the number it is."""
    said = _AND_A_HALF.sub(lambda found: f"{float(found[1]) + 0.5:g}", said)
    said = _FROM_TO.sub(r"pain \2", said)
    said = _DONE_NONE.sub(r"\1 . pain 0", _NOT_ABOUT_PAIN.sub(",", said))
    return _NONE_AT_ALL.sub("pain 0", _NO_PAIN.sub("pain 0", said))


@dataclass(frozen=True, slots=True)
class _Score:
    value: float
    sure: bool
    """Out of 10, or beside a word for pain."""
    when: int
    """On another day -2, before the exercises -1, not said 0, after them or now 1."""


def pain_said(told: str, *, sure_only: bool) -> int | None:
    """Pain 0 to 10; None when no number says it. Halves round up, more than 10 is 10.

    Of a range the higher number; of before and after the later. With `sure_only` a number counts only where
    the words around it speak of a score.
    """
    scores = list(_scores(told))
    if any(score.sure for score in scores):
        scores = [score for score in scores if score.sure or score.when]
    elif sure_only:
        return None
    if not scores:
        return None
    latest = max(score.when for score in scores)
    values = [score.value for score in scores if score.when == latest]
    return _whole(values[-1] if latest == 1 else max(values))


def _whole(number: float) -> int:
    return min(int(Decimal(str(number)).quantize(Decimal(1), ROUND_HALF_UP)), 10)


# --- candidates ----------------------------------------------------------------------------------------------

_CANDIDATE = re.compile(
    rf"(?<= )(?P<low>{NUMBER})(?: ish)?"
    r"(?: (?:to|or|and|maybe|possibly|,|/(?! 10 ))(?: (?:maybe|a|an|about|around|even|perhaps|sometimes|possibly))*"
    rf" (?P<high>{NUMBER})(?: ish)?(?= (?:/ 10|out of 10|outta 10|[^\d/]|$)))?"
    r"(?P<of_ten> (?:/|out of|outta|of|over) 10)?(?= )"
)
_CHANGING = re.compile(
    r" (?:from|went|gone|dropped|improved|eased|rose|increased|came|reduced|crept|settled|down|fell|climbed)"
    r"(?: [a-z]+){0,3} $"
)


def _scores(told: str) -> Iterator[_Score]:
    found = [one for one in _CANDIDATE.finditer(told) if _may_be_score(one)]
    times = _times(told, found)
    for one, when in zip(found, times, strict=True):
        changed = one["high"] is not None and _CHANGING.search(told[: one.start()]) is not None
        value = float(one["high"]) if changed else max(float(one["low"]), float(one["high"] or 0))
        yield _Score(value, changed or _is_sure(one), 1 if changed else when)


_SIDE = 60
"""Characters on either side of a number that may say what it is."""

_PAIN = alternatives("""
    pain painful painwise hurts sore soreness ache aches aching achy level score scored scoring ouch ow oww
    agony discomfort stiff stiffness twinge throbbing sciatica rating rate rated dolor tender nagging niggle
""")
_SPEAKS_OF_PAIN = phrases(rf"{_PAIN}( [a-z#]+)*( [.,])? >")
_NO_SCORE_BEFORE = phrases("""
    (at|in|til|until|(just|only) did|did|do|number|flat|for|my|the|and a|aged|im|by|than|have|got|had|took|
        take|over|under|every|were|are|won|lost|last|next|of) >
""")
_NOT_COUNTED = alternatives("""
    is was as this thanks its yes plus ps always sometimes perhaps bless hurts less cheers kisses regards
    feels gets goes does us has unless besides because exercises xs aches now towards afterwards whats wheres
    whos hows whens thats todays stairs steps knees legs hips stiffness soreness tenderness
""")
"""Words in s after a score, which count nothing."""
_NO_SCORE_AFTER = re.compile(
    rf" (?:(?!{_NOT_COUNTED}(?= ))[a-z]{{2,}}s|#|of|left to|to go|/|percent|%|am|pm|degrees|more|other|different"
    r"|extra|year|old|hundred)(?= )"
)
_LEADS_TO_SCORE = alternatives("""
    hovering sitting running stuck hanging holding staying currently call give rate woke wake gone went up
    down about around roughly approx maybe probably say still between its was now today like feels feeling to
    solid think guess guessing hi hello hey morning evening afternoon night hmm er um erm well prob honestly
    steady only just more perhaps overall approximately is
""")
_TOWARDS_WORD = alternatives("""
    a an at it about up down back with like the as around round maybe still now to probably only just of more
""")
_TOWARDS = rf"( {_TOWARDS_WORD})*"
_SURE_BEFORE = phrases(rf"""
    (a|an|solid|steady|max)( (wee|solid|low|good|strong|steady|high|bad|mild|big|definite|constant))? >
    {_LEADS_TO_SCORE}{_TOWARDS} >
    {BODY}( (is|was|feels?|pain|today|s|and|still))*{_TOWARDS} >
""")
_PLACE_OR_STATE = alternatives("""
    pain painwise hurts sore discomfort ache sitting standing walking resting rest mark lying moving left
    right both scale stairs steps bending movement exertion
""")
_TO_PLACE_WORD = either("""
    for | on | in | with | at | the | my | a | lower | upper | bad | lot of | of | level of | level
    worth of | general | left | right
""")
_TO_PLACE = rf"({_TO_PLACE_WORD} )*"
_SURE_AFTER = phrases(rf"< {_TO_PLACE}({_PLACE_OR_STATE}|{BODY})")
_ALONE = phrases(r"""
    < ([.,;?]|today|now|right now|this|ish|and|maybe|at|earlier|before|after|afterwards|yesterday|in|on|
        at rest|but|because|thanks|thank|though|tonight|or so|i think|i guess|i reckon|i suppose|id say|
        please|tbh|right|left|same|down|up|better|worse|during|than|lol|x|love|mate|dear|roughly|sorry|help|
        can|could|is|should|what|so|again|still|when|if|cheers|hope|as|then|with)
""")


def _may_be_score(one: re.Match[str]) -> bool:
    if one["of_ten"]:
        return True
    before, after = _around(one)
    if _NO_SCORE_AFTER.match(after):
        return False
    return _is_sure(one) or not _NO_SCORE_BEFORE.search(before)


def _is_sure(one: re.Match[str]) -> bool:
    before, after = _around(one)
    if one["of_ten"] or _SPEAKS_OF_PAIN.search(before) or _SURE_AFTER.match(after, 1):
        return True
    begins = before == " " or before.endswith((". ", ", ", "; ", "? "))
    alone = after == " " or _ALONE.match(after, 1) is not None
    return alone and (begins or _SURE_BEFORE.search(before) is not None)


def _around(one: re.Match[str]) -> tuple[str, str]:
    said = one.string
    return said[max(0, one.start() - _SIDE) : one.start()], said[one.end() : one.end() + _SIDE]


# --- before and after ----------------------------------------------------------------------------------------

_BEFORE = phrases(r"""
    before bed | before | beforehand | was | were | from | start(s|ed|ing)?( (at|off|out|with|on))*
    at (the start|first)
    to (start|begin)( with)? | earlier | yesterday | initially | previously | used to be
    when i (started|began|woke|got up) | first thing | at the beginning | began | going in | during
    than( (yesterday|before|last weeks|last time))? | in the morning | peaked( at)? | this morning
    last night
    last weeks | pre | woke | usually | normally | usual | other days
""")
_AFTER = phrases(r"""
    when i finished | after | afterwards? | now | currently | end(s|ed|ing)?( up)?
    (by|at) (the )?(end|evening)
    in the end | finish(ed|ing)?( off)? (at|on|with) | (down|up|back|dropped|went|goes|gone) to | then
    at present
    today | post | settled | becomes? | became | tonight | (this|by|in the) evening | (by|at) night
    (once|when) (done|finished)
""")
_TAG = re.compile(f"{_BEFORE.pattern}|{_AFTER.pattern}")
_ANOTHER_DAY = phrases(
    "before bed | yesterday | last (night|weeks) | other days | previously | usual | usually | normally"
)
_BACKWARD = phrases(r"""
    when i [a-z]+( up)? | before(hand)? | afterwards? | now | yesterday | earlier | pre | post | today
    initially
    at the (start|beginning|end) | at first | by the end
    to (start|begin)( with)? | during | first thing | in the (morning|evening) | this (morning|evening)
    tonight | last night | by (night|evening)
""")


def _times(told: str, found: list[re.Match[str]]) -> list[int]:
    """Of each candidate when it was, as `_Score.when` has it."""
    if not found:
        return []
    edges = [0, *(edge for one in found for edge in one.span()), len(told)]
    gaps = [
        f" {told[start:end]} ".replace("  ", " ") for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    left = [_CLAUSE_END.split(gaps[0])[-1]]
    last = _CLAUSE_END.split(gaps[-1])[0]
    right = []
    for gap in gaps[1:-1]:
        behind, ahead = _shared(gap, before_it=left[-1], suffixes=_TAG.search(last) is not None)
        right.append(behind)
        left.append(ahead)
    right.append(last)
    return [_time(ahead, behind) for ahead, behind in zip(left, right, strict=True)]


def _shared(gap: str, *, before_it: str, suffixes: bool) -> tuple[str, str]:
    """The words between two numbers: those that speak of the first, and those that speak of the second."""
    parts = _CLAUSE_END.split(gap)
    if len(parts) > 1:
        return parts[0], parts[-1]
    tags = list(_TAG.finditer(gap))
    if len(tags) > 1:
        return gap[: tags[0].end() + 1], gap[tags[0].end() :]
    if not tags or not _BACKWARD.match(f" {tags[0][0]} ", 1):
        return "", gap
    back = suffixes or not (_TAG.search(before_it) or " now " in gap)
    return (gap, "") if back else ("", gap)


def _time(ahead: str, behind: str) -> int:
    before_it, after_it = list(_TAG.finditer(ahead)), _TAG.search(behind)
    tag = (
        before_it[-1] if before_it and (before_it[-1][0] not in ("was", "were") or not after_it) else after_it
    )
    if tag is None:
        return 0
    if not _BEFORE.match(f" {tag[0]} ", 1):
        return 1
    return -2 if _ANOTHER_DAY.search(f" {tag[0]} ") else -1


_CLAUSE_END = re.compile(r"(?<= )[.,;?](?= )")
