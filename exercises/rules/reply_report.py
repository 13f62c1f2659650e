"""Whether a text reports exercise, and how much of it was done; or puts it off until later.

`told` is a text without its wishes, plans and questions; `said` is the whole of it, as `reply_words.plain`
spells it. A clause at a time is judged: "didnt think i would ; done them all" is done.
"""

import re

from exercises.rules.reply_asides import asks, reason_alone
from exercises.rules.reply_numbers import HALF, MOST, untimed
from exercises.rules.reply_words import phrases

# --- a report of exercise --------------------------------------------------------------------------------------

# What follows, to the end of the clause or the next number, is wish, plan or question and reports nothing.
_SUPPOSED = re.compile(
    r"(?<= )(?:will|gonna|shall|would|might|may|hope to|hoping to|need to|want to|wanted to|got to"
    r"|gotta|have to do|trying to|try to|try and|about to"
    r"|once (?:i|ive|the|im|its|work|kids)|until|til|till|if|by the time|when (?:i|the|my|im)"
    r"|as soon as|(?:can|could|should|did|do|am|have|may|shall) (?:i|you|u|we)\b|is (?:it|this)"
    r"|what(?! a)|how|why|which|where|who"
    r"|meant to|supposed to|let me|getting|intend to|promise to|off to|ready to|before i|not home"
    r"|to be|for the)(?= )[^.,;?\d]*(?:(?:(?<= at )|(?<= by )|(?<= to )|(?<= in ))\d+[^.,;?\d]*)?"
)
_NOT_EXERCISE = phrases("""
    done (with (this|it all|you|all this|life|these|everything)|in|(my|me) (back|knee|neck|hip|shoulder|
    ankle|leg|head)|for >>|nothing|what)
    well done|has done|(over|hard) done( it)?|done me
    (finished|done|finish) (at )?(work|dinner|tea|late|lunch|my shift|shift|school)
    did (my|me) (back|knee|neck|hip|shoulder|ankle) in|(have|has) it done
    cant (do|take|bear|stand|face|go on with) (this|it|life) (anymore|any more|any longer|no more)
    did (you|i|we|he|she|they|not)|what ... did
    (didnt|never|not) (hurts|bad|sleep|realise|think|know|like|say|mean)|no (not )?pain|lost control of
""")
_SMALL = (
    r"( (really|even|actually|quite|been|able|to|be|get|got|have|had|any|the|my|a|an|chance|yet|just"
    r"|of|all|ever|round|around|manage|bring"
    r"|myself|face|seem|it|them|possibly|physically|exactly|bothered|up|much|in|fit|as|planned|enough"
    r"|remember|that|those|these|time|for))*"
)
_NOT_DONE = phrases(rf"""
    (didnt|havent|hadnt|couldnt|cant|wont|wasnt|not|wouldnt|never|failed|isnt|arent|no|nor){_SMALL} (do|did|
    done|doing|managed|finished|finish|completed|exercises|exercised|exercising|stretched|stretching|
    stretches|session|workout|physio|started|start|begun|anything|everything)(?! (hurts|bad|sore|painful|
    hard|easy|worse|well|feels?|seem|help\w*|too|as|enough|properly|any good))
    (didnt|havent|couldnt|wont|never|cant){_SMALL} (any|it|them|today|tonight|this morning|this evening|
    happen\w*|round|chance|that|anything|time)(?! (hurts|bad|sore|painful|hard|easy|worse|well|feels?|seem|
    help|numb|numbness))
    (didnt|havent|couldnt|wont|cant)( sorry| im afraid| today| tonight| \d)* >>
    (didnt|couldnt|cant|havent)(?= (sorry|pain|because|as|so|\d|thumbsdown))
""")
_SKIP = phrases(r"""
    skipped|thumbsdown|negative|cba|pass(ed|ing)? on (it|this|today|them)
    < pass( today| tonight| this time| thanks| for today)* >>|bailed|ducked out|swerved( it)?|wimped out
    (giv\w+|gave) (it|them|this|today|todays|this one|exercises|the exercises) (a )?(miss|rest)
    missed (it|them|today|todays|yesterday|this|tonight|my|both|the|last night|out|a|another|days|exercises|
    again|#|doing|everything)
    << (sorry |i |ive |we |just )*missed >>|missed >
    not (today|tonight|this (morning|evening|time|afternoon))|no (chance|way|can do|go|joy|luck)
    (cant|couldnt|not|didnt|wasnt) (be |get |really be |even )?(bothered|arsed|assed|face (it|them)|
    motivated)
    nothing (today|done|tonight|to report|doing)
    << nothing >|< none >>|none (today|done|of (them|it)|at all|tonight)
    (did|done|managed|got) (none|nothing|zilch|naff all|bugger all|nowt|not a thing|fa)( done)?|days off
    rest days|(taking|having|took|had) (a |the )?(break|rest|days off|night off|rest days|breather)
    (havent|hadnt|didnt|dont|couldnt|not) (had |got |have |find |get |make |really )*(the |any |a |enough |
    much |my )*(time|chance|minutes|energy|moment|opportunity)
    (leave|left|leaving) (it|them) (today|tonight|for today|out today)|0 (exercises|done)|out of action
""")
_NO = re.compile(
    r"[ .,]*(?:(?:sorry|hi|hello|oh|um|er|well|afraid|hey|im|ok|erm|ah|morning"
    r"|evening) [.,]? ?)*no(?: sorry)*(?= (?:[.,;]|$)| (?:sorry|thanks|thank|x|xx|xxx|im|ive|not|too"
    r"|didnt|couldnt|havent"
    r"|cant|just|had|was|got|my|today|tonight|because|as|skipped|really|unwell|forgot|been|busy|far"
    r"|absolutely|afraid|on|its|back|work|dear|love|mate|still|never"
    r"|wasnt|way|\d+|i (?:did|have|had|was|am|am|forgot|ran|got|couldnt|havent|cant|missed|skipped"
    r"|feel|been|just|wasnt))\b)"
)
_TRAILING_NO = phrases(
    "so (no|nope|couldnt|didnt|havent|not done)( today| sorry)* >>|its a no( from me)?|afraid (not"
    "|no)|<< (sorry )?no( sorry| today)* >>"
)
_DID = phrases(r"""
    done|finished|completed|complete|sorted|smashed|nailed|aced|crushed|killed it|bossed|ticked( off)?|tick
    accomplished|achieved|fait|hecho|check(?= \d)|mission|in the bag|cracked (it|them|on)
    did(?! (hurts|wonder|think|try|hear|say|have|get|forgot|ask|notice|feel|call|used|help|seem|not))
    managed|all (good|sorted|complete|ticked|wrapped|through)|exercised|stretched|walked|worked out
    been (through|and done)
    (went|been|gone|was out)( out)? (for (a|my)|on (a|my)|to the) ([a-z]+ )?(walk|walking|swim|swimming|gym|
    run|running|cycle|bike|ride)
    (got|made it|been|went|powered|worked|pushed) (through|it in|them in|it all in|them all in)
    got my (exercises|stretches|session) in|had my (session|walk)|kept (it )?up|all over >
""")
_YES = phrases(r"""
    << ((ok|oh|hi|hello|sorry|hey|morning|um|well|of|evening) )*(yes|oui|sure did|sure have|indeed|
    of course|affirmative|absolutely|roger|you bet|i have|i did|definitely|certainly)(?! (please|i know|ok|
    you|who|its|this is|they|thats|can|could|is))
""")
_THUMB = re.compile(
    r"[ .,]*(?:(?:thanks|ok|great|lovely|hi|good|all|nice|cheers|perfect|brilliant|cool|easy|pain"
    r"|about|a|no|very|today|you|thank|out|of|my|is|was|at"
    r"|so|x|ish|again|much|and|bit|sore|just|stiff|/|thumbsup|feeling|feels|fine|better|morning"
    r"|[\d.,#]+) ?[.,]* ?)*"
)
_STOPPED = phrases(r"""
    (had to|have to|made me|then|so|;|,|\.|and|i|ive|it) (i )?(stop|stopped|quit|give up|gave up|bail\w*|
    call it)(?! (smoking|drinking|taking|using|work))
    stopped(?! (smoking|drinking|taking|using|hurts|working|raining|being|the pain))|gave up|cut (it )?short
    unfinished|incomplete|finish(ed)? early|ran out of (steam|puff|energy|time) ... (half|through|way)
    (didnt|couldnt|not|havent|wasnt able to|cant|never) (quite |get to |manage to |managed to |able to |
    fully |to )*(finish|finished|completed|complete)
    (not|didnt (do|managed|get through|get to|finish)|couldnt (do|managed|finish)|havent done|cant (do|
    managed)) (quite )?(all|every\w*|the (whole|full|lot|rest|last))
    tried (;|them|it|to|my|some|,)|(made|had|gave it|given it) (a start|an attempt|a go|a try)|started ;
    (did|done|managed) ... (then (the|my|it|someone|was|ran|felt|pain|knee|back)|(then|;) (had to|
    got (called|interrupted)|ran out|couldnt))
""")
_ONLY = phrases(r"""
    (only|just) (really |managed |did |done |got |do |to do |could do |able to do |had time for |the |my |
    a |about |up to |been able to do |completed |time for )*(?!(just|a|done|did|finished|managed|it|them|
    all|now|completed|my|the|mine|everything|exercises|to|got|had|about|in|started|for|bit|sore|woke|
    remember\w*|thought|need|want|like|not|forgot|too|so|on|getting|saw|back|feel\w*|because|at|tired|
    slightly|little|right|under|over|mild|stiff|hurts|pain|wonder\w*|can|one|this|that|once|twice|yesterday|
    today|achy|usual|really|been|doing|starting|ate|home|skipped|think|same|as|when|if|normal|general|
    discomfort|ache|twinge\w*|tightness|soreness|stiffness|his|her|todays|up|now|after|before|moved|lost|
    lazy|busy|knackered|couldnt|didnt|cant|havent|text\w*|checking|letting|another|out|is|was|no|got|having|
    come|came) )[a-z]+
    did (the |my )?[a-z]+ only
    (did|done|managed) (the |my )?[a-z]+( (ones?|exercises|bit|part|stretches|work|stuff))? [;,]? ?(not|no|
    without|cant|couldnt|didnt (do|managed)|skipped|left)( do| managed)? (the |my |any )?[a-z]+( [a-z]+)?
""")
_EXERCISE = (
    r"(planks?|bridges?|bridging|squats?|lunges?|clams?|clamshells?|curls?|raises?|step ups?"
    r"|bird dogs?|dead ?bugs?|floss\w*|glides?|balance|hamstring\w*|wall sits?|wall slides?|slides?"
    r"|press ups?|push ups?|sit ups?|crunch\w*|twists?|rotations?|cat cow\w*|cobra|extensions?"
    r"|stretch\w*|band (ones?|work|exercises|stuff|bit)|strength\w*|weights?|side (plank|ones?)"
    r"|last (one|1|2|set|few|bit|exercises)|first (one|1)|hard(est)? (one|1|ones)|floor (ones?|work"
    r"|exercises)|standing ones?|rest|others?|nerve \w+|walk\w*|pelvic tilts?|cardio|core|toe taps?"
    r"|rows?|pulls?|kicks?|swings?|heel \w+|calf \w+|leg \w+|knee \w+)"
)
_LEFT_ONE = phrases(rf"""
    (skipped|missed|left out|missed out|leaving out|couldnt (do|managed|finish|face)|didnt (do|managed|
    finish|get to)|cant (do|managed)|not|without|except|bar|no|avoided|dropped)( (out|for|on|the|my|just|
    only|doing|any|of))*( [a-z]+)? {_EXERCISE}
""")
_WHOLE = phrases("all|everything|done|completed|finished|rest|yes|did (them|it|my exercises|the rest)|others")

# --- later ---------------------------------------------------------------------------------------------------

_LATER_TODAY = phrases(r"""
    later|soon|shortly|right now|not now|not right now|(not|no) (til|till|until) [a-z#\d]+
    < (ok )?i (will|shall)|(1|#) (sec|second|seconds|min|minutes|moment|tick)
    just (a|1) (sec|min|minutes|moment|seconds)|not just yet|not yet|about to|just about( to)?|starting
    starting now|just starting|tonight|(this|early|late) (evening|afternoon|arvo|aft)
    before (bed|dinner|tea|lunch)|at bedtime|bedtime|next hours|this pm
    in (a|an|about|like|another|half|couple|#|\d+|the next)( (a|an|#|half|few|couple|of))* (bit|minutes|
    while|sec|mo|moment|hours|h|jiffy|tick)
    << in (#|\d+)( minutes| hours)? >>|as soon as|hang on|hold on|bear with|1 (sec|mo|min)|wait
    half an hours
    (will|do|doing|them|it|later|and|or|later|maybe|try|yet|gonna do) after( (my|the|a|i|this|we|#|\d+|kids|
    all))*( [a-z]+)?
    << after (#|[a-z]+)( [a-z]+){0,3}|(not|none|havent|hasnt|nothing|didnt)( [a-z]+){0,5} yet|havent started
    ((will|gonna) (just |still |definitely |probably |hopefully |try |try to |have to |then )*(do|try|get|
    start|be|finish|exercise|have|fit|crack|catch up|make|complete|give)|will do)
    on (it|them|onto it) now
    doing (it|them|my exercises|exercises|mine|these) (now|right|later|shortly|tonight|soon|after|when|in)
    << (im |just |am |currently )*(doing|on) (it|them|my|the exercises|exercises|mine)|midway
    in the middle of (it|them|my)
    << when (i|the|im|kids|we|my|its) ...( [a-z]+)?|(do|doing|done|start|it|them) when (i|the|im|kids|we|my)
    when (i|im|we) (get|am|back|home|finish|have)|once (i|the|ive|im|work|kids|they)
    give me (an|a|#|\d+|half|until|til|some|few)|getting (round|ready|started|on with)|on my way|on it
    onto it|let me (have|finish|eat|get)
""")
_ANY_DAY = phrases(r"""
    tomorrow|in the morning|next (days|weeks|time)|another (days|time)|first thing|(over|at) the weekend
    (it|them|do) (on )?(mon|tues|wednes|thurs|fri|satur|sun)day|demain|manana
""")
_ASKED = phrases(r"""
    snooze|remind|postpone|delay|defer
    (ask|try|texts|nudge|ping|message|messages|check|prompt|reminders) (me |again |back |us |in |with )*(in|
    at|later|tomorrow|tonight|after|this|again|#|when|about|around|next|\d+)
    reminders (later|tonight|please)
""")
_OCCUPIED = phrases(r"""
    (at|still at|stuck at|stuck in|in) (work|the shops?|a meeting|meeting|the dentist|the doctors|school|
    traffic|the office|the gym|lunch|dinner|church|the pub|the hairdressers?|the car|the bath|the shower)
    working( [a-z]+)* (til|until|till) [#\d]
    driving|on the (bus|train|road|way|motorway)
    out (at the moment|just now|right now|atm|with|shopping|and about|til|until|for (lunch|dinner|tea|the|
    a)|walking)
    home (by|at|around|about|after) [#\d]|(til|until|till) ([#\d]|later|tonight)|not home
    busy (right )?(now|atm|just now|at the mo\w*|rn|til|until|till)|bit busy|< busy at work >>
    (im|just|still|we are) (eating|cooking)|having (my )?(dinner|tea|lunch|breakfast)
""")
_NOT_LATER = phrases(r"""
    (too|so|not|no|tired|ill|busy|cant|didnt|couldnt|wont|skipped|sore|bad|mood|energy|time|nothing|none|
    pain|done|did|missed|forgot|worse|better|numb)( (?!til|till|until)[a-z]+){0,3} (tonight|this evening|
    this afternoon)
    no later|sooner or later|(numb|pain|went|wore|gone|eased)( [a-z]+){0,3} (after|soon)( [a-z]+){0,2}
    (see|speak to|talk to|catch) (you|ya)( [a-z]+){0,3}|(call|ring)( [a-z]+){0,4} (later|tomorrow|tonight)
    (appointment|visit|funeral|surgery|operation|scan|mri)( [a-z]+){0,3} tomorrow|tomorrows
    hope( [a-z]+){0,4} soon|get well soon|out of breath|died ...|passed away ...
""")


def without_plans(said: str) -> str:
    """The text without what it only wishes, plans or asks."""
    return _SUPPOSED.sub("", said)


def tells_of_doing(said: str) -> bool:
    return _DID.search(said) is not None


def puts_off(told: str) -> bool:
    """Whether it says "later", in a text that reports nothing."""
    kept = _NOT_LATER.sub("", told)
    return any(found.search(kept) for found in (_LATER_TODAY, _ANY_DAY, _ASKED, _OCCUPIED))


def completed_said(told: str, said: str, part: float | None) -> float | None:
    """How much was done, 0 to 1; `part` is what a fraction said; None when the text reports nothing."""
    if part is not None:
        return part
    told = _NOT_EXERCISE.sub("", told)
    left = _SKIP.search(told) or _NOT_DONE.search(told)
    did = _DID.search(_NOT_DONE.sub("", told))
    if partial := _partly(told, did is not None):
        return partial
    if left and did:
        return _both(told, did.start(), left.start())
    if left:
        return None if _is_put_off(told, said) else 0.0
    if did:
        return 1.0
    return _answer(told, said)


def _partly(told: str, did: bool) -> float | None:
    left = _LEFT_ONE.search(told)
    if left:
        whole = _WHOLE.search(told[: left.start()] + told[left.end() :])
        if did:
            return MOST if whole else HALF
        if re.match(r"skipped|missed|left out", left[0]):
            return MOST
    return HALF if _STOPPED.search(told) or _ONLY.search(told) else None


def _both(told: str, did: int, left: int) -> float:
    """Done and not done in one text: the day, and what stands after "but", decide."""
    clause = re.split(r"[.,;]", told[left:])[0]
    if "yesterday" in clause and "today" not in clause:
        return 1.0
    if did > left and ";" in told[left:did]:
        return 1.0
    if did < left and not re.match(r"(?:skipped|not done|thumbsdown)\b", told[left:]):
        return HALF
    return 0.0


def _is_put_off(told: str, said: str) -> bool:
    """ "not yet", "no time now, will do tonight": not done, but still meant for today."""
    if re.search(r" (?:skipped|thumbsdown|missed) ", told):
        return False
    return bool(_LATER_TODAY.search(_NOT_LATER.sub("", said)) or _ASKED.search(said))


def _answer(told: str, said: str) -> float | None:
    """A bare yes or no, a thumb, or nothing but the reason why not."""
    put_off = _is_put_off(told, said) or _ANY_DAY.search(_NOT_LATER.sub("", said)) is not None
    if said in (" and ", " no "):
        return 0.0
    if _NO.match(told) or _TRAILING_NO.search(told):
        return None if put_off else 0.0
    if put_off or asks(said):
        return None
    if reason_alone(said):
        return 0.0
    if _OCCUPIED.search(untimed(said)):
        return None
    if _YES.search(told) or ("thumbsup" in told and _THUMB.fullmatch(told)):
        return 1.0
    return None
