"""The numbers in a patient's text: which one is pain, which is a part of the exercises, which is neither.

All functions take and return the text as `reply_words.plain` spells it.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

HALF, MOST, FEW = 0.5, 0.75, 0.25

_N = r"\d+(?:\.\d+)?"
_UNIT = r"(?:exercises|stretches|moves|ones|things|activities|bits|parts|movements)"
_OF = r"(?:of|out of|outta|from|/|off)"
_THE = r"(?:the |my |all |those |these |today |todays |them )*"

# Numbers that count or time something; each becomes `#`.
_TIMES = re.compile(
    r"(?<![\d.])\b\d{1,2}(?:\.\d\d)? (?:am|pm|oclock|o clock|a m|p m)\b|\b\d{1,2}\.\d\d\b|\b(?:at|by"
    r"|til|till|until|before|after) half \d{1,2}\b"
    r"|(?<![^ ] )after \d{1,2}(?= $)|\b(?:half|quarter) (?:past|to) \d{1,2}\b"
    r"|\bhalf \d{1,2} (?=(?:this|am|pm|tonight|tomorrow))|\b\d+ / \d+ / \d+\b|\bhalf (?:an|a) hours?\b"
)
_COUNTED = "|".join(
    (
        r"(?<![\d.])\d{1,2} (?:am|pm|oclock|o clock|a\.? ?m\b|p\.? ?m\b)",
        r"\d+\.\d\d(?: ?[ap]m)?",
        r"\d+ / \d+ / \d+",
        r"\d+(?:st|nd|rd|th)",
        r"\d{4,}(?:\.\d+)?",
        rf"(?:\d+ (?:sets|rounds|lots) )?(?:of )?\d+ (?:x|by) \d+(?: x \d+)?|\bx ?{_N}|{_N} ?x\b",
        rf"{_N} (?:to {_N} )?(?:(?:more|extra|full|long|whole|good|a) )?(?:sets|reps|rounds|lots|times"
        rf"|minutes|hours"
        r"|h|seconds|s|m|km|k|kilometres|metres|miles|mile|steps|kilos|days|weeks|months|years|nights"
        r"|lengths|laps|squats"
        r"|lunges|bridges|press ups|holds|each|per|a side|both sides|degrees|yards|percent better|year"
        r"|month|am|pm"
        r"|people|kids|dogs|grandkids|visits|sessions|paracetamol|tablets|pills|stairs|flights|breaths"
        r"|more|other"
        r"|floors|blocks|meters|feet|inches|stone)\b(?: (?:of|x) \d+)?(?: (?:reps|seconds|minutes|each)\b)?",
        r"\b(?:days|weeks|session|phase|stage|page|step|room|season|level of exercises|number|exercises) \d+",
        r"\b(?:til|till|until|gone|past|quarter to|half past) \d{1,2}(?:\.\d\d)?",
        r"\b(?:remind|texts|ask|try|messages|call|nudge|ping|again|snooze|home|back|finished|finish|work"
        r"|reminders|busy|up|off"
        rf"|it|them|this|morning|tonight|later)(?: [a-z#]+){{0,3}}? (?:at|around|by|after|before|in|for) {_N}"
        r"(?! ?(?:out of|/))",
        r"\bsnooze (?:for )?\d+ ?[hm]?\b",
        r"\blater (?:in )?\d+ ?(?:h|m|hours|minutes)?\b",
        r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
        r"|sept?(?:ember)?|oct(?:ober)?"
        r"|nov(?:ember)?|dec(?:ember)?) \d{1,2}\b",
        r"\bcovid 19\b",
    )
)
_COUNTED_RE = re.compile(_COUNTED)
_TIMED_PAIN = re.compile(
    r"(?:pain|hurts|sore|started|ended|now|level|score)\b[^.,;?]*\b(?:at|around|by|in|for) $"
)

_NO_PAIN = re.compile(
    r"\b(?:no|0)(?: (?:real|actual|more|back|leg|knee|hip|neck|shoulder|significant))? pain\b"
    r"(?! (?:no gain|killers?|relief|meds|than|then usual))|\bpain (?:was |is |level |score )?(?:none"
    r"|nothing|gone)\b(?! to)"
)


def unpained(said: str) -> str:
    """ "no pain", in all its forms, as the number it is."""
    said = re.sub(rf"({_N}) and (?:a |1 )?half\b", lambda found: f"{float(found[1]) + 0.5:g}", said)
    said = re.sub(r"\bno pain (?:today |now )?no gain\b", " ", said)
    said = re.sub(r"(?<= )(done|finished|completed)( [.,])? none(?= $| [.,;])", r"\1 . pain 0", said)
    said = re.sub(r"\bno more pain than\b", " ", said)
    return _NO_PAIN.sub("pain 0", said)


# --- parts of the exercises ------------------------------------------------------------------------------

_OF_TEN = rf"\b(?:{_N} to |{_N} (?:or|and) )?{_N} (?:/|out of|outta) (?:10)\b(?! {_UNIT})"
_PART = re.compile(
    rf"(?<!to )(?<!at )\b(?:first )?(\d+)(?: of them)?(?: {_UNIT})?(?: done)? ,? ?{_OF} {_THE}(\d+)\b(?! (?:x"
    rf"|sets of|/))"
    rf"(?: (?:{_UNIT}|sets|rounds))?"
)
_BUT_SOME = re.compile(
    rf"\b(?:all|everything|every) (?:of them |of it |done |the |them |it |my |{_UNIT} |, )*(?:but|except|bar)"
    rf"(?! (?:i|it|im|its|ive|my (?:back|knee|leg|hip)|was|felt|feel|feeling|still|in|really|only|pain"
    rf"|hurts|had|hard|sore|just"
    rf"|with|bit|a|quite|very|not|tired|stiff|struggled|there"
    rf"|now)\b)(?: for)?(?: the)?(?: last)?(?: (\d+)(?: (?:of|out of) {_THE}(\d+))?)?"
)
_LEFT_OUT = re.compile(rf"\b(?:missed|skipped|left out)(?: out)? (\d+)(?: {_UNIT})? {_OF} {_THE}(\d+)\b")
_PERCENT = re.compile(
    r"(?<!\d )\b(\d{1,3})(?:\.\d+)? ?(?:%|percent|per cent)(?! (?:better|sure|more|worse|improve))"
)
_NONE = re.compile(r"\b0 (?:exercises|done)\b|\bdid 0 (?=[.,;]|$)")
_DID_AND_NOT = re.compile(
    rf"\b(?:did|done|managed) (\d+)(?: of them)?(?: {_UNIT})?(?: [;,]| and)* (?:skipped|missed|left"
    rf"|left out|not) (\d+)\b"
)
_WORDED: tuple[tuple[str, float], ...] = (
    (r"\b2 thirds\b", 2 / 3),
    (r"\b(?:a|1) third\b", 1 / 3),
    (r"\b3 quarters?\b", 0.75),
    (r"\b(?:a|1|did|only) quarter\b(?! (?:to|past))", 0.25),
    (
        r"\b(?:nearly|almost|virtually|practically|just about|pretty much|more or less) (?:all|done"
        r"|finished|completed|everything|every|there|the lot"
        r"|through)\b",
        MOST,
    ),
    (
        r"^ most\b|\bmost (?:of|done|exercises)\b|\bmost (?=[.,;\d]|$)|\b(?:did|done|managed|finished"
        r"|completed|got) (?:the )?most\b|\bmostly (?:done|did"
        r"|finished|completed|managed)\b|\b(?:did|done|managed) (?:them )?mostly\b|^ mostly\b"
        r"|\bthe majority\b"
        rf"|\bmost (?:{_UNIT})\b|\bbulk of\b",
        MOST,
    ),
    (
        r"\bpart (?:done|finished|completed|way|of (?:it|them|the))\b|\bpartly\b|\bpartial\b|\bpartially\b"
        r"|\bin part\b",
        HALF,
    ),
    (
        r"\b(?:did|done|managed|got|only|just|about|roughly|around|stop|stopped|up|at|to|the|finished"
        r"|completed|a|or|maybe"
        r"|nearly|almost|over|approx|my|yes|ok|first|other) half\b(?! (?:an|a|hours?|past|as|hearted|#"
        r"|term|marathon))"
        r"|^ half\b(?! (?:an|hours?|past|#|term))|\bhalf (?:of|way|done|the|did|finished|completed"
        r"|and half|my|them|it)\b"
        r"|\b1 half\b",
        HALF,
    ),
    (
        r"\b(?:did|done|managed|only|just|got|do|tried|completed|finished) (?:like |maybe |about |only "
        r"|just |to do )*(?:a |1 )?"
        r"(?:few|couple|bit|little|1 or 2|2 or 3|handful)\b(?! (?:of )?(?:sore|stiff|achy|tired|days|hours"
        r"|minutes|times|weeks"
        r"|ago|late|early|more|extra|longer|hard|better|too))"
        r"|^ (?:a )?(?:few|couple|handful)\b(?! (?:days|hours|minutes|times|weeks))|\b(?:few|couple"
        r"|handful) of (?:them|the"
        r"|my|exercises)|\bbits of (?:it|them|the)\b|\bhardly any of (?:it|them)\b",
        FEW,
    ),
    (
        rf"\b(?:did|managed|got|only|just|do|tried) (?:the )?(?:first |like |about |only |just |to do |do "
        rf"|did |managed )*"
        rf"1(?: of (?:them|the|my))?(?: {_UNIT})?\b(?! (?:#|x|/|to|or|out|set|sets))|^ 1 (?:of them|{_UNIT}"
        rf"|done)\b"
        r"|\bdone 1 (?:of (?:them|the|my)|exercises)\b",
        FEW,
    ),
    (
        rf"\b(?:only|just) (?:did |managed |got |done |do |to do )*[23](?: of (?:them|the"
        rf"|my))?(?: {_UNIT})?\b"
        rf"(?! (?:/|to|x|#|out))|\b(?:managed|did) (?:the first )?[23] (?:of them|{_UNIT})\b"
        rf"|\bmanaged [23] (?=[.,;]|$)",
        FEW,
    ),
    (
        r"\b(?:did|managed|only|just|done) (?:the )?first (?:one|1|exercises)\b|\b(?:only|just"
        r"|did) (?:the )?one (?:exercises|of)\b|\bafter (?:the )?(?:first )?(?:one|1)(?= [.,;]|$| $)",
        FEW,
    ),
    (
        r"\b(?:did|managed|done|got|completed|finished|do|tried) (?:only |just |to do |do "
        r"|maybe )*some\b(?! (?:pain|more|extra"
        r"|gardening))|^ some (?=[.,;\d]|$|done|of|but)|\bsome (?:of (?:it|them|the|my|today)|done"
        r"|exercises)\b",
        HALF,
    ),
)
_WORDED_RE = tuple((re.compile(pattern), part) for pattern, part in _WORDED)


def part_said(said: str) -> tuple[float | None, str]:
    """How much of the exercises the text says were done, 0 to 1, and the text without those words.

    None when it says nothing. x/10 and "x out of 10" are pain and never a part.
    """
    kept = re.sub(
        _OF_TEN, lambda found: found[0].replace("/", "outoften").replace("out of", "outoften"), said
    )
    for find in (_of_all, _counted_part, _worded_part):
        part, rest = find(kept)
        if part is not None:
            return part, rest.replace("outoften", "/")
    return None, said


def _of_all(said: str) -> tuple[float | None, str]:
    if found := _NONE.search(said):
        return 0.0, _without(said, found)
    if found := _LEFT_OUT.search(said):
        return _fraction(int(found[2]) - int(found[1]), int(found[2])), _without(said, found)
    if found := _BUT_SOME.search(said):
        if found[2]:
            return _fraction(int(found[2]) - int(found[1]), int(found[2])), _without(said, found)
        rest = _without(said, found)
        return MOST, rest
    return None, said


def _counted_part(said: str) -> tuple[float | None, str]:
    for found in _PART.finditer(said):
        done, due = int(found[1]), int(found[2])
        claimed = (
            re.search(r"\b(?:did|managed)(?: the)?(?: first)? $", said[: found.start()])
            or "exercises" in found[0]
        )
        if due == 10 and "/" not in found[0] and not claimed:
            continue
        if done <= due <= 30 and due and (found[0].find(" to ") < 0):
            return _fraction(done, due), _without(said, found)
    if both := _DID_AND_NOT.search(said):
        return _fraction(int(both[1]), int(both[1]) + int(both[2])), _without(said, both)
    if (share := _PERCENT.search(said)) and int(share[1]) <= 100:
        return _fraction(int(share[1]), 100), _without(said, share)
    return None, said


def _worded_part(said: str) -> tuple[float | None, str]:
    for pattern, part in _WORDED_RE:
        if found := pattern.search(said):
            return round(part, 2), _without(said, found)
    return None, said


def _fraction(done: int, due: int) -> float | None:
    if not 0 <= done <= due or not due:
        return None
    return float((Decimal(done) / Decimal(due)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _without(said: str, found: re.Match[str]) -> str:
    return said[: found.start()] + " did " + said[found.end() :]


def untimed(said: str) -> str:
    """The text with times of day and dates replaced by `#`; "half 7" is no half."""
    return _TIMES.sub(
        lambda found: re.sub(r"(?:half |quarter )?(?:past |to )?(?:\d[\d.]*|an? hours?)", "#", found[0]), said
    )


def uncounted(said: str) -> str:
    """The text with every number that counts or times something replaced by `#`."""

    def hide(found: re.Match[str]) -> str:
        return re.sub(r"\d[\d.]*", "#", found[0])

    for _ in range(2):
        said = _COUNTED_RE.sub(hide, said)
    said = re.sub(
        rf"\b((?:did|done|finished|completed|managed|through|of)(?: them)? all(?: the| my| of the)?|both"
        rf"|the|my|these|those|all(?= \d+ (?:of|done|did|finished|completed))) ({_N})(?! (?:/|out|to|or|now"
        rf"|before|after|then))(?= (?:of|[a-z]+|[.,;?])|\s*$)",
        _all_of_them,
        said,
    )
    said = re.sub(rf"(?<![a-z] )(?<!\d )\b\d+ {_UNIT}\b", "#", said)
    return re.sub(rf"\b\d+ {_UNIT}\b", "#", said)


def _all_of_them(found: re.Match[str]) -> str:
    return f"{found[1]} #"


# --- pain ------------------------------------------------------------------------------------------------

_FILL = r"(?:[ a-z,.;?#]{0,40}?)"
_BEFORE = (
    r"(?:before(?:hand)?|was|were|from|start(?:ed|ing|s)?|at the start|at first|to start|to begin"
    r"|earlier|yesterday|initially"
    r"|previously|used to be|first thing|beginning|when i started|going in|this morning|last night"
    r"|last weeks?|pre)"
)
_AFTER = (
    r"(?:after(?:wards?)?|now|by evening|this evening|currently|end(?:ed|ing|s)?|by the end|at the end"
    r"|finish(?:ed|ing)?|down to|up to|dropped to|to|then"
    r"|at present|today|by the time i finished|post|since|settled|becomes?|became|tonight|once done"
    r"|when done)"
)
_ORDERS = tuple(
    (re.compile(pattern), group)
    for pattern, group in (
        (
            rf"^{_FILL}\b{_BEFORE}\b{_FILL} ({_N}){_FILL}\b{_AFTER}\b{_FILL} ({_N}) ,? ?(?!{_BEFORE}|after"
            rf"|at the start)",
            2,
        ),
        (rf"({_N}) {_FILL}\b{_BEFORE}\b{_FILL} ({_N}) {_FILL}\b{_AFTER}\b", 2),
        (rf"\b{_AFTER}\b(?: [a-z]+){{0,3}}? ({_N}) {_FILL}\b{_BEFORE}\b(?: [a-z]+){{0,3}}? ({_N})", 1),
        (rf"({_N}) {_FILL}\b{_AFTER}\b{_FILL} ({_N}) {_FILL}\b{_BEFORE}\b", 1),
        (
            rf"({_N}) (?:now|today|after(?:wards)?)\b{_FILL}\b(?:was|from|before|started|yesterday|down"
            rf"|up)\b{_FILL} ({_N})",
            1,
        ),
        (
            rf"({_N}) {_FILL}\b(?:now|then|after(?:wards)?|went|rose|dropped|became|ended|end"
            rf"|settled)\b{_FILL} ({_N})",
            2,
        ),
        (rf"({_N}) {_FILL}\b(?:was|from|instead of|used to|compared|normally|usually)\b{_FILL} ({_N})", 1),
        (rf"\b{_BEFORE}\b{_FILL} ({_N}) {_FILL}({_N})", 2),
        (rf"({_N}) (?:, )?pain (?:was )?before (?:was )?({_N})", 1),
        (rf"({_N}) {_FILL}\b(?:before|to start|at the start|yesterday|at first)\b{_FILL} ({_N})", 2),
    )
)
_CHANGE = re.compile(
    rf"\b(?:from|went|gone|dropped|improved|eased|rose|increased|came|reduced|crept"
    rf"|settled)\b(?: [a-z]+){{0,3}}? ({_N})"
    rf" (?:down |up |back )?(?:to|then) (?:a |about )?({_N})"
)
_UPDOWN = re.compile(rf"({_N}) (?:down|up|dropping|rising|back) to (?:a |about )?({_N})")
_RANGE = re.compile(rf"({_N})(?: (?:to|or|and)(?: maybe| a| an| even| sometimes)* | , (?=\d))({_N})(?= )")
_BETWEEN = re.compile(rf"\bbetween (?:a )?({_N}) and (?:a )?({_N})")
_SCORED = re.compile(rf"({_N}) (?:/|out of|of|outta) 10\b")
_ABOUT_PAIN = re.compile(
    r"\b(?:pain|painful|painwise|hurts|sore|soreness|ache|aches|aching|achy|level|score|scored|scoring"
    r"|ouch|ow|oww|agony|discomfort"
    r"|stiff|stiffness|twinge|throbbing|sciatica|rating|rate|rated)\b(?: [a-z#]+){0,6}(?: [,.])? $"
)
_PAIN_AFTER = re.compile(
    r"^ (?:for |on |in |with )?(?:the |my )?(?:[a-z]+ )?(?:pain|painwise|hurts|sore|discomfort|ache"
    r"|sitting|standing|walking|resting|at rest|lying|moving)\b"
    r"|^ (?:in|for) (?:the|my) (?:[a-z]+ )?(?:back|leg|knee|hip|neck|shoulder|foot|calf|thigh|bum|buttock)\b"
)
_COUNTS_SOMETHING = re.compile(
    r"^ (?:(?!(?:is|was|as|this|thanks|its|yes|plus|ps|always|sometimes|perhaps|bless|hurts|less"
    r"|cheers|kisses|regards|feels|gets|goes|does"
    r"|us|has|unless|besides|because|exercises|xs|aches|now)\b)[a-z]{2,}s|#|of|/|percent|%|x|am|pm"
    r"|degrees|more|other|different|extra)\b"
)
_NOT_PAIN_BEFORE = re.compile(
    r"\b(?:at|in|til|until|only|just|did|do|exercises|number|flat|for|my|the|and a|aged|im) $"
)


_SIDE = 60
"""Characters on either side of a number that may say what it counts."""


def pain_said(said: str, *, explicit_only: bool) -> int | None:
    """Pain 0 to 10 in a text without parts and counts. Halves round up, more than 10 is 10.

    Of a range the higher number; of before and after the later. With `explicit_only` a number counts only
    beside a word for pain or out of 10.
    """
    said = _latest(said)
    explicit = [float(found[1]) for found in _SCORED.finditer(said)]
    bare: list[float] = []
    for found in re.finditer(rf"(?<![\d#/]){_N}(?= |$)", _SCORED.sub("#", said)):
        text = found.string
        before = text[max(0, found.start() - _SIDE) : found.start()]
        after = text[found.end() : found.end() + _SIDE]
        if _ABOUT_PAIN.search(before) or _PAIN_AFTER.match(after):
            explicit.append(float(found[0]))
        elif not _COUNTS_SOMETHING.match(after) and not _NOT_PAIN_BEFORE.search(before):
            bare.append(float(found[0]))
    numbers = explicit or ([] if explicit_only else bare)
    return _whole(max(numbers)) if numbers else None


def _latest(said: str) -> str:
    """The text with each range, and each before and after, replaced by the number that counts."""
    said = re.sub(r"(?<=\d) ish\b", "", said)
    said = _CHANGE.sub(lambda found: f"pain {found[2]}", said)
    said = _UPDOWN.sub(lambda found: found[2], said)
    said = _BETWEEN.sub(_higher, said)
    said = _RANGE.sub(_higher, said)
    whole = re.sub(r"(?:/|out of) 10\b", "", said)
    if len(re.findall(_N, whole)) != 2:
        return said
    for pattern, group in _ORDERS:
        if found := pattern.search(whole):
            return f" pain {found[group]} "
    return said


def _higher(found: re.Match[str]) -> str:
    return max(found[1], found[2], key=float)


def _whole(number: float) -> int:
    return min(int(Decimal(str(number)).quantize(Decimal(1), ROUND_HALF_UP)), 10)
