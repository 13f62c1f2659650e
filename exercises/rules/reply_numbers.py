"""The numbers in a patient's text that are no pain: clock times, counts, and how much was done.

All functions take and return the text as `reply_spelling.plain` spells it. A number that means something else
than pain becomes `#`, so that only scores are left for `reply_pain`.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from exercises.rules.reply_words import BODY, alternatives, either, phrases

HALF, MOST, FEW = 0.5, 0.75, 0.25

NUMBER = r"\d+(?:\.\d+)?"
_LONGEST_PROGRAM = 30
"""Exercises; of more, "x of y" is something else."""

# --- clock times and counts ----------------------------------------------------------------------------------

_NO_SHARE = r"(?! (/|out|percent|%))"
_CLOCK = phrases(rf"""
    (an?|{NUMBER}) hours and a half | {NUMBER} to {NUMBER} (am|pm) | << (10|20|25) to [1-9] >>
    (days|weeks|session|visit) \d+ of \d+
    (work|working|worked|open|shift|school|out|busy) from {NUMBER}( [a-z]+)? (til|till|to|until) {NUMBER}
    {NUMBER} (/|out of) 10 (for )?(effort|would|recommend|motivation|energy|service|attempt)
    \d{{1,2}}(\.\d\d)? (am|pm|oclock|o clock|a m|p m|a \. m|p \. m) | \d{{1,2}}\.\d\d | \d+ / \d+ / \d+
    (half|quarter|#) (past|to|till) {NUMBER}{_NO_SHARE}
    (at|by|til|until) (5|10|20|25) (to|past) \d{{1,2}} | (5|10|20|25) past \d{{1,2}}
    (at|by|til|till|until|before|after|around|about|from|since|gone) half {NUMBER}{_NO_SHARE}
    {NUMBER} ish (tonight|this (evening|morning|afternoon)|tomorrow|pm|am) | hours or {NUMBER}
    half {NUMBER}(?= (this|tonight|tomorrow|in the|today|yesterday|last))
    (half|quarter|3 quarters) (of )?(an|a) hours? | (an?|1|{NUMBER}) and a half hours
""")
_AT = r"(at|around|about|by|after|before|til|till|until|from|since|for|in|round)"
_ASKED_OR_DONE = alternatives("""
    remind texts ask try messages call nudge ping snooze again later poke prompt buzz done did do doing
    finished completed exercised start started starting work home finish up off meeting appointment them it
    exercises stretches session morning evening afternoon tonight today tomorrow busy class shift slot yet
    free visit out reminders monday tuesday wednesday thursday friday saturday sunday
""")
_TIMED = phrases(rf"""
    {_ASKED_OR_DONE}( (me|us|it|them|again|later|this|back|is|please|tonight|today|tomorrow|all|up|early))*
        (at|around|by|after|before|from|in|for)( (about|around))? {NUMBER}(?! (/|out|of|now|pain))
    (when its|nearer|closer to) {NUMBER}{_NO_SHARE}
    (?<!my )(?<!lower )back (at|by|around|about) {NUMBER}(?! (/|out|of|now|pain))
    (remind|snooze|give)( (me|us|again|for|another))* {NUMBER}{_NO_SHARE}
    (til|till|until|gone|since|quarter to|half past) {NUMBER}{_NO_SHARE}
    < (at|after|before|in) {NUMBER} >
""")
_UNIT = alternatives("""
    sets reps rounds lots times circuits minutes hours h seconds s m km k kilometres kilometers metres meters
    metre miles mile steps kilos days weeks months years nights lengths laps squats lunges bridges presses
    press holds each per degrees yards percent year month people kids visits sessions session paracetamol
    ibuprofen codeine naproxen tablets tablet pills painkillers stairs flights breaths floors blocks feet foot
    inches stone moment sec legs sides ml cm mm mg pillows cushions books bands exercises stretches moves
    attempts cups others plus mornings coffees naps walks dogs planks goes
""")
_MUCH = alternatives("""
    more extra full long whole good solid of x the different brisk slow quick gentle leg a both push step sit
""")
_NUMBERED = alternatives("""
    days weeks session phase stage page step room season number part chapter video month year class unit flat
    aged age
""")
_MONTH = alternatives("""
    jan january feb february mar march apr april may jun june jul july aug august sept september oct october
    nov november dec december
""")
_COUNT = phrases(rf"""
    \d+(st|nd|rd|th) | \d{{3,}}(\.\d+)?
    ({NUMBER} (sets|rounds|lots|times) )?(of )?{NUMBER} (x|by) {NUMBER}( x {NUMBER})? | x {NUMBER}
    {NUMBER} (to {NUMBER} )?({_MUCH} )*{_UNIT}( (of|x|at) {NUMBER})?( {_UNIT})?
    (sets|reps|rounds) (of |x )*{NUMBER}
    (?<!last )(?<!this )(?<!per )(?<!every )(?<!all ){_NUMBERED} {NUMBER}{_NO_SHARE} | {_MONTH} \d{{1,2}}
    covid 19
    (both|the|my|these|those|(did|done|do|through|finished|completed|managed) all|all(?= \d+ (of|done|
        exercises|finished|completed|sorted)))( (of|the|my|those|these))* {NUMBER}(?! (/|out|of|to|or|now|
        before|after|then|today|ish|mark))(?= ([a-z]+|[.,;?]|$))
    (did|done|finished|completed|managed|through)( (them|it))? all( (of|the|my|those|these))+ {NUMBER}
""")


def untimed(said: str) -> str:
    """The text with times of day and dates replaced by `#`; "half 7" is no half."""
    return _masked(_TIMED, _CLOCK.sub("#", said))


def uncounted(said: str) -> str:
    """The text with every number that counts something replaced by `#`."""
    return _masked(_COUNT, _masked(_COUNT, said))


def _masked(pattern: re.Pattern[str], said: str) -> str:
    return pattern.sub(lambda found: re.sub(r"\d[\d.]*", "#", found[0]), said)


# --- parts of the exercises ----------------------------------------------------------------------------------

_EXERCISES = r"(?:exercises|stretches|moves|ones|things|activities|bits|parts|movements|tasks)"
_COUNTED = rf"(?:{_EXERCISES}|sets|reps|rounds|sessions|minutes|days|laps|miles|times)"
_THE = r"(?: (?:the|my|all|those|these|them|today|todays|your|our|those))*"
_DONE_OF = (
    rf"(?: of them)?(?: (?:{_EXERCISES}|(?:sets|reps|rounds)(?= (?:out of|/))))?(?: (?:done|completed))?"
)
_X_OF_Y = re.compile(
    rf"(?<= )(?P<done>\d+){_DONE_OF}(?: ,)? (?P<of>of|out of|outta|from|/|off){_THE} (?P<due>\d+)"
    rf"(?P<what> {_COUNTED})?(?= )(?! (?:x \d|/|sets of|out of))"
)
_LEFT_X_OF_Y = re.compile(
    rf"(?<= )(?:missed|skipped|left out|didnt do|all but|all bar|except|bar)(?: out)? (?P<left>\d+)"
    rf"(?: {_COUNTED})? (?:of|out of|/){_THE} (?P<due>\d+)(?= )"
)
_X_AND_NOT_Y = re.compile(
    rf"(?<= )(?:did|done|managed|completed)(?: the)? (?P<done>\d+)(?: of them)?(?: {_EXERCISES})?(?: [;,]| and)*"
    r" (?:skipped|missed|left(?: out)?|not|didnt do)(?: the)?(?: other)? (?P<left>\d+|one)(?= )"
)
_X_DONE_Y_LEFT = re.compile(
    r"(?<= )(?P<done>\d+) (?:done|completed|finished|down)(?: ,| ;| and)? (?P<left>\d+)"
    r" (?:left|to go|to do|remaining|not|missed|skipped)(?= )"
)
_PERCENT = re.compile(
    r"(?<= )(?P<percent>\d{1,3})(?:\.\d+)? (?:%|percent|per cent)(?= )"
    r"(?! (?:better|sure|more|worse|improve|effort|happy|certain|less|pain|recovered))"
)
_NONE = phrases("0 (exercises|done)|did 0 >>")
_OF_PAIN = re.compile(r" (?:pain|level|score|rated?|hurts|sore|ache)(?: (?:is|was|at|a|about|now|level))* $")
_MOVED = re.compile(r" (?:to|at|from) $")

_DID = r"(did|done|managed|got|completed|finished|do|tried|through|made)"
_JUST_WORD = either("""
    only | just | like | maybe | about | the | a | to do | do | did | done | managed | get | got | really
    first | through | my | up | with | it
""")
_JUST = rf"( {_JUST_WORD})*"
_JUST_1_WORD = either("""
    only | just | like | maybe | about | the | to do | do | did | done | managed | get | got | really
    first | through | my | up | with
""")
_JUST_1 = rf"( {_JUST_1_WORD})*"
_NOT_THINGS = alternatives("""
    sore stiff achy tired days hours h minutes times weeks ago late early more extra longer hard harder better
    too worse easier tight slow rushed rough tender niggles twinges
""")
_ALMOST = either("""
    nearly | almost | virtually | practically | just about | pretty much | more or less | not quite
    basically | near enough | as good as | near as [a-z]+
""")
_ALL = r"(all|everything|every|the lot|the whole|the full)"
_BY_FEELING = either(rf"""
    i | it | im | its | ive | was | still | felt | feel | feeling | in | really | only | pain | hurts | had
    hard | sore | just | with | bit | a | quite | very | not | tired | stiff | struggled | there | now
    my {BODY} | some | no
""")
_FRACTION = re.compile(
    r"(?<= )(?P<parts>\d|an?|did|only|managed) (?P<of>quarter|third|fifth|sixth|eighth|tenth)s?(?= )"
    r"(?! (?:to|past|of an|after))"
)
_PARTS_OF = {"quarter": 4, "third": 3, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_ALL_BUT_ONE = phrases(rf"""
    {_ALL}( (of|them|it|done|the|my|{_EXERCISES}|,))* (but|except|bar|besides|less|
        save)(?! (for )?{_BY_FEELING})( for)?( the)?( last)?( \d+)?
    (did|done|finished|completed|them|it|exercises|session|set|lot)( ,)? (except|
        bar)(?! (for )?{_BY_FEELING})( for)?( the)?( last)?( \d+)?
""")
_MOST_OF_THEM = phrases(rf"""
    {_ALMOST}( (got|did|done|through|them|it|finished|completed|got them))* (done|finished|completed|there|
        through|{_ALL})
    most (of (it|them)? )?(is|are|were|was|got|now) (done|completed|finished) | most (part|all)
    most (of (it|them|the|my|todays|these|those)(?! (pain|day|days|time|morning|night|week|weeks))|done|
        completed|{_EXERCISES})
    most(?= ([.,;\d]|$|today|though)) | << most >>
    (did|done|managed|finished|completed|got)( (the|them|it))* most
    mostly (done|did|finished|completed|managed|all|there) | (did|done|managed)( (them|it))? mostly
    << mostly | (the )?(majority|bulk)
    (skipped|missed|left|dropped)( (just|only|out|a))* (one|(?<= out )2|couple)( (out|of (them|the|my)|
        {_EXERCISES}))?(?! (days|session|side|leg))
""")
_HALF_OF_THEM = phrases(rf"""
    (?<!other )(?<!better )half(ish)?(?! (an|a(?! (session|set|routine|workout))|hours?|past|as|hearted|
        heartedly|#|term|marathon|price|asleep|dead|way|bad))( of)?
    {_DID}{_JUST} half way( through)? | << half way( through)?(?! (doing|them|it)) | (only|about) half way
    stop(ped)? (at |about )?half way
    (part|semi|sort of|kind of|kinda) (done|finished|completed|did|way|of (it|them|the)) | partly
    << part(?= ([.,;\d]|$|pain \d))
    partial(ly)? | in part
    (what|as (much|many) as) i could | some yes
""")
_A_FEW_OF_THEM = phrases(rf"""
    ({_DID}|only|just){_JUST} (few|couple|1 or 2|2 or 3|handful|1 thing)(?! (of )?{_NOT_THINGS})
    {_DID}( (only|just|like|maybe|about|the|a|to do|do|really|wee|tiny|small|little))* (bit|little|smidge|
        part)(?= (of (it|them)|[.,;\d]|today|tonight|$))
    << (a )?(few|couple|handful)(?! (of )?{_NOT_THINGS})
    (few|couple|handful|1 or 2) of (them|the|my|exercises)
    bits? of (it|them|the) | (hardly|barely) (any|did|done|started|managed|got) | (only|just) the (one|2) >>
    (?<!pain )(?<!level )({_DID}|only|just){_JUST_1} 1(?! {_NOT_THINGS})( of (them|the|
        my))?( {_EXERCISES})?(?! (#|x|/|to|or|out|set|sets|leg|side|handed|more|now|pain|of))(?<!done 1)
    {_DID}{_JUST} 1 (of (them|the|my)|{_EXERCISES}) | << 1 (of them|{_EXERCISES}|done)
    << [1234] (of (them|the)|{_EXERCISES}) (done|completed|finished)
    (managed|did|got|do)( the)? first (one|1|{_EXERCISES})
    (did|only|just|done)( the)? one ({_EXERCISES}|of|today|tonight) | after( the)?( first)? (one|1) >>
    (stop|stopped|gave up|quit|bailed)( [a-z]+){{0,2}}? after( the)? (first|second|third|1|2|3|couple|
        few)( of (them|it))?( (one|ones|1|{_EXERCISES}))?
    (only|just)( (did|managed|got|done|do|to do))+ [234]( of (them|the|my)|{_EXERCISES})?(?! (/|to|x|#|out))
    (did|managed|done)( (only|just|the first))* [234] (of them|{_EXERCISES})
    (did|managed|done) (only|just) [234]
    managed [234] >> | did [234](?= (and |, |; |then )*(then|stop|stopped|gave|quit|couldnt|had to))
""")
_SOME_OF_THEM = phrases(rf"""
    {_DID}{_JUST} some(?! (pain(?! \d+)|more|extra|of the (pain|time|day)|gardening|shopping|housework|other))
    (only|just) some | << some(?= ([.,;\d]|$|done|of|but|today))
    some (of (it|them|the|my|todays)|done|{_EXERCISES})
""")
_IN_WORDS = (
    (_ALL_BUT_ONE, MOST),
    (_MOST_OF_THEM, MOST),
    (_HALF_OF_THEM, HALF),
    (_A_FEW_OF_THEM, FEW),
    (_SOME_OF_THEM, HALF),
)


def part_said(said: str) -> tuple[float | None, str]:
    """How much of the exercises the text says were done, 0 to 1, and the text without those words.

    None when it says nothing. x/10 and "x out of 10" are pain, unless "of 10 reps" says that it is a part.
    """
    for part, found in _parts(said):
        return round(part, 2), f"{said[: found.start()]},{said[found.end() :]}"
    return None, said


def _parts(said: str) -> Iterator[tuple[float, re.Match[str]]]:
    if (found := _LEFT_X_OF_Y.search(said)) and int(found["left"]) <= int(found["due"]) != 10:
        yield _share(int(found["due"]) - int(found["left"]), int(found["due"])), found
    if found := _X_AND_NOT_Y.search(said) or _X_DONE_Y_LEFT.search(said):
        yield (
            _share(
                int(found["done"]), int(found["done"]) + (1 if found["left"] == "one" else int(found["left"]))
            ),
            found,
        )
    for found in _X_OF_Y.finditer(said):
        if _is_part(found):
            yield _share(int(found["done"]), int(found["due"])), found
    if (found := _PERCENT.search(said)) and int(found["percent"]) <= 100:
        yield _share(int(found["percent"]), 100), found
    if found := _NONE.search(said):
        yield 0.0, found
    if found := _FRACTION.search(said):
        parts = int(found["parts"]) if found["parts"].isdigit() else 1
        yield _share(parts, _PARTS_OF[found["of"]]), found
    for pattern, part in _IN_WORDS:
        if found := pattern.search(said):
            yield part, found


def _is_part(found: re.Match[str]) -> bool:
    before = found.string[: found.start()]
    done, due = int(found["done"]), int(found["due"])
    if due == 10 and not found["what"] and _COUNTED not in found[0]:
        return False
    if found["what"] is None and (_OF_PAIN.search(before) or _MOVED.search(before)):
        return False
    return done <= due <= _LONGEST_PROGRAM and due > 0


def _share(done: int, due: int) -> float:
    return float((Decimal(done) / Decimal(due or 1)).quantize(Decimal("0.01"), ROUND_HALF_UP))
