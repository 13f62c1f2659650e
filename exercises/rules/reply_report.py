"""Whether a text reports exercise, and how much of it was done.

`told` is a text without its wishes, plans and questions, counts and parts already taken out; `said` is the
text with them, as `reply_spelling.plain` spells it.
"""

import re

from exercises.rules.reply_asides import reason_alone
from exercises.rules.reply_human import asks
from exercises.rules.reply_later import is_occupied, puts_off_today
from exercises.rules.reply_numbers import HALF, MOST, untimed
from exercises.rules.reply_words import alternatives, either, phrases

_PLANS = phrases(r"""
    (will|(?<!not )gonna|shall|might|may|need to|(?<!didnt )want to|got to)(?! ([a-z]+ ){0,3}(skipped|miss|
        pass|leave|sit))
    would(?! (say|give|put|rate|guess|call)) | hope to | hoping to | wanted to | gotta | have to do
    trying to
    try (to|and) | about to | once | after (im|ive|i) | until | til | till | if | by the time
    (?<!\d )when (i|the|my|im) | as soon as | meant to | supposed to
    (?<!wont )(?<!didnt )(?<!wouldnt )let me
    getting (ready|round|to it|on|started) | intend to | promise to | off to | ready to | before i | not home
    to be
    so (that )?i can | thinking of | thought i would | better (do|get|go)
""")
_PLAN = re.compile(
    rf"{_PLANS.pattern}(?:(?! (?:so|and|because|then) )[^.,;?\d])*"
    r"(?:(?:(?<= at )|(?<= by )|(?<= to )|(?<= in ))\d+[^.,;?\d]*)?"
)
"""A wish or plan, to the end of its clause or the next number; it reports nothing."""
_DESPITE = re.compile(r"(?<= )despite [^.,;?\d]*")


def without_plans(said: str) -> str:
    """The text without what it only wishes, plans or did in spite of."""
    return _PLAN.sub(" _ ", _DESPITE.sub(" _ ", said)).replace("  ", " ")


# --- done ----------------------------------------------------------------------------------------------------

_MINE_WORD = alternatives("""
    the my all of them it todays this these our both a every full whole daily morning evening usual
""")
_MINE = rf"( {_MINE_WORD})*"
_THINGS = alternatives("""
    exercises exercise stretches stretching physio session sessions routine program programme homework circuit
    set sets lot list sheet reps rehab training physiotherapy moves them it everything all one ones rounds
""")
_DID = phrases(rf"""
    done | finished | completed | sorted | smashed | nailed | aced | crushed | killed it | bossed | ticked
    tick | accomplished | achieved | fait | hecho | << check(ed)?( off)?( \d+)? >>
    able to (do|finish|completed|managed) (all|every|them all|it all) | exercised
    (boxed|polished|crossed|knocked|ticked) (off|out) | wrapped up | put to bed
    << (thats|that is) (me|it|them)( (for (today|the days)|now))* >> | mission | in the (bag|bank)
    cracked (it|them|on)
    did(?! (hurts|wonder|think|try|hear|say|have|get|forgot|ask|notice|feel|call|used|help|seem|not))
    managed | all (good|sorted|through|wrapped up|ticked) | exercised | stretched | walked | worked out
    been (through|and done)
    (went|been|gone|was out)( out)? (for (a|my)|on (a|my)|to the) ([a-z]+ )?(walk|walking|swim|swimming|gym|
        run|running|cycle|bike|ride|jog)
    (followed|stuck to) the (plan|program|programme) | (worked|went|ran|flew) (my way )?through (them|it)
    put (in )?the work( in)? | had my workout | << success
    got( [a-z]+){{1,4}} in >>
    (got|made it|been|went|gone|powered|worked|pushed|ploughed|battled|struggled|plodded|sailed|getting)
        (through|them in|it all in|them all in|it in)
    (got|had|have|get|squeezed|fitted){_MINE} {_THINGS}( (all|both))*( (in|done|finished|over|out of the way))
    had my (session|walk)
    (have|already|i|just) (make|made|do|performed|perform|practiced|practised|followed){_MINE} {_THINGS}
    {_THINGS} (already|all) do | kept (it )?up
    < all over > | knocked (them|it) out | (got|ran) through | {_THINGS} (are |is |all )?(complete|over)
    performed | carried out | good to go | job jobbed | (made|forced|dragged) myself
""")
_WHOLE = phrases(r"""
    (did|done|finished|completed|managed|through|performed|smashed|nailed|crushed)( (the|my|them|it|up|off|
        with))* (all|everything|lot|whole|every|both|full|entire)
    (all|everything|whole lot|lot|both|100 %|full set|entire (set|routine|program|programme))( (of|them|it|
        the|these|my|exercises|are|is|now|,))* (done|finished|completed|sorted)
    got there
    (got|been|went|made it) (all the way )?through( (the|them|it|my))* (all|everything|lot|whole|end)
    to the end | eventually | in the end
    ; (i )?(still|then|managed to|got|it|them|just|did)*( (finished|completed|done|carried on|continued|
        kept going))+
    finished (up|off)
    << ((yes|well|ok) )*(all|everything|the lot|whole lot|the whole (lot|thing)|full set|every 1)( (of|them|
        it|today|the|exercises|x))* >>
""")
_YES = phrases(r"""
    << ((ok|oh|hi|hello|sorry|hey|morning|um|well|of|evening) )*(yes|oui|sure did|sure have|indeed|of course|
        affirmative|absolutely(?! not)|roger(?! that)|you bet|i (have|did)(?= ([.,;]|yes|today|pain|and|
        thanks|all|\d+|$))|definitely(?! not)|certainly(?! not))(?! (please|i know|ok|you|who|its|this is|
        they|thats|can|could|is))
""")
_DID_NOT_SKIP = phrases("(didnt|havent|never|not)( (actually|even))* (skipped|missed)( (it|them))?")
_NOT_EXERCISE = phrases("""
    done (with (this|it all|you|all this|life|these|everything)|in >>|in (and|with)|(my|me) (back|knee|neck|
        hip|shoulder|ankle|leg|head)|for >>|nothing|what)
    well done | has done | (over|hard) done( it)? | done me (in|no good)
    (finished|finish) (at )?(work|dinner|tea|late|lunch|my shift|shift|school)
    did (my|me) (back|knee|neck|hip|shoulder|ankle) in | (have|has) it done | did (you|i|we|he|she|they|not)
    what ... did
    cant (do|take|bear|stand|face|go on with) (this|it|life) (anymore|any more|any longer|no more)
    (didnt|never|not) (hurts|bad|sleep|realise|think|know|like|say|mean) | no (not )?pain | lost control of
    (didnt|dont) want to stop | stop(ped)? for (a|the|some|my|lunch)( [a-z]+)*
    (cant|couldnt|couldnt|didnt|hasnt|havent|never|wont) stop(ped)?( [a-z]+)? | non stop
    (without|no) stop(ping|page)?
    stopped (smoking|drinking|taking|using|hurts|working|raining|being|the pain|doing|going|coming|texts|
        getting)( [a-z]+)*
    (pain|texts|messages|reminders|rain|watch|call)( [a-z]+){0,2} stop(ped)?
    had to stop ...( (twice|times|breather|break|rest|breath|water|drink|cuppa))
""")

# --- not done ------------------------------------------------------------------------------------------------

_LITTLE = alternatives("""
    really even actually quite been able to be get got have had any the my a an chance yet just of all ever
    round around manage bring myself one 1 face seem it them possibly physically exactly bothered up much in
    fit as planned enough remember want gonna that those these time for sorry single
""")
_SMALL = rf"( {_LITTLE})*"
_NOT = r"(didnt|havent|hadnt|couldnt|cant|wont|not|wouldnt|never|failed|no|nor|dont|without|unable|hasnt)"
_EASE = either(r"""
    hurts | bad | sore | painful | hard | easy | worse | well | feels? | seem | help\w*
    too (bad|badly|well) | enough | properly | more | any more | as (much|many|well|bad|hard|often|badly)
    any (good|better) | without | numb | numbness | me any
""")
_NOT_DONE = phrases(rf"""
    {_NOT}{_SMALL} (do|did|done|doing|managed|finished|finish|completed|exercises|exercised|exercising|
        stretched|stretching|stretches|session|workout|physio|started|start|begun|anything|everything|thing|
        touched|attempted|attempt|looked at)(?! {_EASE})
    (isnt|arent|wasnt|werent) (done|finished|completed|managed|able to|started|doing)(?! {_EASE})
    (didnt|havent|couldnt|wont|never|cant|hasnt){_SMALL} (any|it|them|today|tonight|this morning|this evening|
        happen\w*|round|chance|that|anything|time)(?! {_EASE})
    (didnt|havent|couldnt|wont|cant)( sorry| im afraid| today| tonight| \d+)* >>
    (didnt|couldnt|cant|havent) (completed|finished|do) (any|anything|1|a thing) | cant to >>
    (didnt|couldnt|cant|havent)(?= (sorry|pain|because|as|so|\d|thumbsdown))
""")
_NEVER = phrases(rf"""
    {_NOT}{_SMALL} (do|did|done|doing|managed|touched|started|completed|finished)( (any|a thing|anything|
        a single 1|1|none|nothing))+
""")
_SKIP = phrases(r"""
    (definitely|certainly|absolutely) not | count me out | blew (it|them) off | bunked off | skived
    (dodged|ditched) (it|them) | let it (slide|slip) | (write|wrote) off | (bugger|naff|sod) all | sweet fa
    nothing (achieved|accomplished|completed) | never bothered | not (one|1|a) (rep|reps|exercises|jot)
    no siree
    did (squat|jack) >> | 0 reps | none (were|was|is|are|got) | (total|big|a) fail
    skipped | thumbsdown | negative | cba | pass(ed|ing)? on (it|this|today|them|that)
    < pass( today| tonight| this time| thanks| for today)* >>
    (unfortunately|regretfully|sadly|afraid|sorry) (no|not)
    << not (even )?(a single )?(one|1|any)( (done|today|of them))* >> | (didnt|not) bother
    never got (to|round) | << (ill |will |i will )?pass >> | pass (today|tonight|on (it|this|them))
    resting today | break today | no dice | bailed
    ducked out | swerved( it)? | wimped out | sacked (it|them) off
    (giv\w+|gave) (it|them|this|today|todays|this one|exercises|the exercises) (a )?(miss|rest|swerve)
    missed (it|them|today|todays|yesterday|this|tonight|my|both|the|last night|out|a|another|days|exercises|
        again|#|doing|everything)
    << (sorry |i |ive |we |just )*missed >> | missed >
    not (possible|able|feasible|gonna (happen|do|managed|be))( (today|tonight|to))?
    not (today|tonight|this (morning|evening|time|afternoon)|happening|happened)
    no (chance|way|can do|go|joy|luck|show)
    (wont|wouldnt|didnt) let me | (no|not) (make|made|do|did) (any |my |the )?exercises
    not a (chance|hope|sausage|thing)
    (cant|couldnt|not|didnt|wasnt|dont) (be |get |really be |even )?(bothered|arsed|assed|face (it|them)|
        motivated)
    nothing (today|done|tonight|doing) | << ((nope|no) )*(zilch|zip|nada|diddly squat)( today| done)* >>
    << (absolutely |sweet )?nothing > | << none >> | none (today|done|of (them|it)|at all|tonight|so far)
    (did|done|managed|got) (none|nothing|zilch|naff all|bugger all|sod all|not a thing|fa|diddly|
        no (exercises|stretches|physio))( done)?
    epic fail | << fail(ed)?( today| again)* >> | copped out | ducked it | days off | rest days | lazy days
    (taking|having|took|had|need) (a |the )?(break|rest|days off|night off|rest days|breather)( from it)?
    (sit|sitting|sat) (this|it|today) (one )?out
    (havent|hadnt|didnt|dont|couldnt|not) (had |got |have |find |get |make |really )*(the |any |a |enough |
        much |my )*(time|chance|minutes|energy|moment|opportunity)
    (leave|left|leaving) (it|them) (today|tonight|for today|out today) | 0 (exercises|done) | out of action
    no (exercises|stretches|session|physio)( [a-z]+)*
    (missed|fell off the wagon|off the wagon|slacking|slacked( off)?|been naughty|been bad)( today)?
""")
_GOES_ON = alternatives(r"""
    swamped rushed run working worked flat snowed knackered exhausted shattered poorly sick ill tired hungover
    sore late asleep drunk stressed it in at stuck out away felt only sorry thanks thank x xx xxx im ive not
    too didnt couldnt havent cant and just had was got my today tonight because as skipped really unwell
    forgot been busy far absolutely afraid on its back work dear love mate still never wasnt way \d+ hasnt
    wont knee hip yet unfortunately lol maybe tomorrow physio doc bro man buddy
""")
_HELLO = r"(sorry|hi|hello|oh|um|er|well|afraid|hey|im|ok|erm|ah|morning|evening)"
_NO = phrases(rf"""
    < ([.,] )*({_HELLO} ([.,] )?)*no( sorry)*(?=( [.,;]| $| ({_GOES_ON}|i (did|have|had|was|am|forgot|ran|got|
        couldnt|havent|cant|missed|skipped|feel|been|just|wasnt|didnt|do no|dont))\b))
""")
""" "no" as an answer, not as in "no worries"."""
_TRAILING_NO = phrases("""
    so (no|nope|couldnt|didnt|havent|not done)( today| sorry)* >> | its a no( from me)? | afraid (not|no)
    << (sorry |today |tonight )?no( sorry| today)* >> | (lol|haha|then|sorry|whoops|oops|a|hard|fat|no) no >
    << hard pass
""")

# --- in part -------------------------------------------------------------------------------------------------

_BROKE_OFF = phrases(r"""
    had to give up
    (had to|have to|made me|then|so|;|,|\.|and|i|ive|but|just) (i )?(stop|stopped|quit|gave up|bail\w*|
        call(ed)? it (a day|quits|there))(?! (smoking|drinking|taking|using|work|days|doing|my|the|seeing|
        going))
    stop (early|half|part|short)
    (?<!it )(?<!pain )(?<!that )(?<!which )stopped (early|half|after|because|as|there|at|part|due|when|mid|
        short)
    << stopped( [a-z]+)? | gave up | cut (it |them )?short | unfinished | incomplete
    (not|didnt|never) (completely|fully|in full|entirely) | couldnt continue | cut (it|them|the [a-z]+) short
    finish(ed)? early | ran out of (steam|puff|energy|time) ... (half|through|way)
    (didnt|couldnt|not|havent|wasnt able to|cant|never) (quite |get to |manage to |managed to |able to |
        fully |to )*(finish|finished|completed|complete)
    (not|didnt (do|managed|get through|get to|finish)|couldnt (do|managed|finish)|havent done|cant (do|
        managed)) (quite )?(all|every\w*|the (whole|full|lot|rest|last))
    (did|done|managed) ... (then (the|my|it|someone|was|ran|felt|pain|knee|back)|(then|;) (had to|got (called|
        interrupted)|ran out|couldnt))
    (only|just) (did|done) (it|them) on (one|1) (side|leg)
    (didnt|couldnt|havent|cant)( [a-z]+){0,2} (them|it) all
    only (got|made it) (through )?(to|as far as|part) | abandoned | packed (it )?in | called it a day
    threw in the towel
""")
_EXERCISE = either(r"""
    planks? | bridges? | bridging | squats? | lunges? | clams? | clamshells? | curls? | raises? | step ups?
    bird dogs? | dead ?bugs? | floss\w* | glides? | balance | hamstring\w* | wall sits? | wall slides?
    slides? | press ups? | push ups? | sit ups? | crunch\w* | twists? | rotations? | cat cow\w* | cobra
    extensions? | stretch\w* | band (ones?|work|exercises|stuff|bit) | strength\w*
    side (plank|ones?|bends?) | last [23]
    (last|final|first|second|third|fourth|fifth|\d(st|nd|rd|th)|next|hard|hardest|easy|easiest|floor|standing|
        sitting|seated|bed|chair|leg|arm|back|knee|hip|neck|shoulder|morning|evening|balance|band|other|
        worst) (one|1|ones|exercises|sets?|lot|bit|couple|few|part|stretch|move|work|half)
    rest | others? | walk\w* | pelvic tilts? | tilts | cardio | core | toe taps? | rows? | pulls? | kicks?
    swings? | breathing
    (heel|calf|leg|knee|hip|nerve|ankle|shoulder|neck|arm|toe) (raises?|lifts?|slides?|bends?|curls?|rolls?|
        drops?|extensions?|circles?|swings?|stretch\w*|taps?|press\w*|kicks?|exercises|glides?|floss\w*|hugs?|
        rotations?|openers?|pumps?)
    bike | cycling | swim\w* | warm up | cool down | rolls? | holds? | dips | (upper|lower) body | arms
    legs | marching | hinges? | abs | glutes | stairs
""")
_ATTEMPTED = phrases("""
    tried (;|them|it|to|my|some|,) | (made|had|gave it|given it) (a start|an attempt|a go|a try)
    started( them| it| off)? ;
""")
_NO_TASK = alternatives("""
    just a done did finished managed it them all now completed my the mine everything exercises to got had
    about in started for bit sore that this those these one 1 once twice today yesterday physio routine
    session now stuff programme program workout homework and so because at after before with when of round
    through up his her well back home yesterdays todays nothing none no nowt zilch anything as sod bugger naff
    some half most
""")
_NO_TROUBLE = alternatives("""
    problem problems issue issues pain bother trouble worries stopping complaints discomfort soreness sweat
    drama hassle feeling well too so sure bad quite really as much very today now idea change difference
""")
_ONLY = phrases(rf"""
    (only|just)( (really|could|able to|been able to|had time for|had time to|got round to|up to|to))*
        (managed|did|done|got|do|completed|doing)( (done|to|do|the|my|in|about|through|up|one|of))*
        (?!{_NO_TASK} )[a-z]+
    << (only|just) (the |my |doing the |did the )?(first |last |easy )?{_EXERCISE}
    (only|just) (time for|had time for|could managed|able to managed)
    (did|done|managed|do) (only|just) (the |my )?(?!{_NO_TASK} )[a-z]+
    (did|done|managed)( [a-z]+){{1,4}} only >> | << (the )?{_EXERCISE} only | << (the )?easy ones
    (did|done|managed) (the |my )?(?!{_NO_TASK} )[a-z]+( (ones?|exercises|bit|part|stretches|work|stuff|lot|
        sets|session))?( ;| ,| and)? (not|no|without|cant|couldnt|didnt (do|managed)|skipped|left)( do|
        managed)? (the |my |any )?(?!{_NO_TROUBLE} )[a-z]+( [a-z]+)?
""")
_LEFT_ONE = phrases(rf"""
    (skipped|missed|left out|missed out|leaving out|couldnt (do|managed|finish|face)|didnt (do|managed|finish|
        get to)|cant (do|managed)|not|without|except|bar|no|avoided|dropped)( (out|for|on|the|my|just|only|
        doing|any|of))*( (?!no |too |because |not )[a-z]+)? {_EXERCISE}
""")
_ONLY_LEFT = phrases(rf"(just|only) (didnt|couldnt|skipped|missed|left)( [a-z]+){{0,4}}? {_EXERCISE}")
_LAST_LEFT = phrases("last | final")
_ONE_KIND = phrases(rf"<< (the |my )?{_EXERCISE} (done|completed|finished)")
_REST = phrases("""
    all | everything | done | completed | finished | the rest | yes | did (them|it|my exercises|the rest)
    others | other ones | remainder
""")


def tells_of_doing(said: str) -> bool:
    return _DID.search(said) is not None


def completed_said(told: str, said: str, part: float | None) -> float | None:
    """How much was done, 0 to 1; `part` is what a fraction said; None when the text reports nothing."""
    if part is not None:
        return part
    told = _NOT_EXERCISE.sub("", _DID_NOT_SKIP.sub("did", told))
    left = _SKIP.search(told) or _NOT_DONE.search(told)
    positive = _NOT_DONE.sub("", told)
    did = _DID.search(positive) or _WHOLE.search(positive)
    partial = None if _NEVER.search(told) else _partly(told, positive, did is not None)
    if partial is not None:
        return partial
    if left and did:
        return _both(told, positive, left.start())
    if left:
        return None if _is_put_off(told, said) else 0.0
    if did:
        return 1.0
    return _answer(told, said)


def _partly(told: str, positive: str, did: bool) -> float | None:
    """How much, when an exercise was left out or the session broken off."""
    part = _without_one(told, did)
    if part is not None:
        return part
    if _WHOLE.search(positive):
        return None
    broke_off = _BROKE_OFF.search(told) or _ONLY.search(told) or (not did and _ATTEMPTED.search(told))
    return HALF if broke_off else None


def _without_one(told: str, did: bool) -> float | None:
    """How much, when one exercise was left out: most of them, unless the rest are not spoken of."""
    left = _LEFT_ONE.search(told)
    if left is None:
        return None
    rest = told[: left.start()] + told[left.end() :]
    if _ONLY_LEFT.search(told) or (not did and _LAST_LEFT.search(left[0] + " ")):
        return MOST
    if did:
        return MOST if _REST.search(rest) and not _ONE_KIND.search(rest) else HALF
    return MOST if left[0].startswith(("skipped", "missed", "left out")) else None


def _both(told: str, positive: str, left: int) -> float:
    """Done and not done in one text: the day, and what stands after "but", decide."""
    clause = re.split(r"[.,;]", told[left:])[0]
    if "yesterday" in clause and "today" not in clause:
        return 1.0
    found = _DID.search(told)
    did = found.start() if found else 0
    if did > left and ";" in told[left:did]:
        return 1.0
    if not _EXPLICIT.match(told, left) and (_WHOLE.search(positive) or _SOFT.match(told, left)):
        return 1.0
    if did < left and not re.match(r"(?:skipped|not done|thumbsdown)\b", told[left:]):
        return HALF
    return 0.0


_SOFT = phrases("""
    (taking|having|took|had|need) (a |the )?(break|rest|days off|night off|breather) | days off | rest days
    lazy days
    (cant|couldnt|not|didnt|wasnt|dont) (be |get |really be |even )?(bothered|arsed|assed|face (it|them)|
        motivated)
    cba
    no (chance|way) | (no|not|havent|hadnt|didnt|couldnt)( [a-z]+){0,3} (time|chance|minutes)
""")
_EXPLICIT = phrases(
    "skipped | missed | (not|havent|didnt) (done|today|tonight|this|do|did|managed) | none | nothing | thumbsdown"
)


def _is_put_off(told: str, said: str) -> bool:
    return not _DECLINES.search(told) and puts_off_today(said)


_DECLINES = phrases(
    "skipped|thumbsdown|missed|(a )?miss|pass|cba|bothered|rest days|days off|not possible|0 >>"
)


def _answer(told: str, said: str) -> float | None:
    """A bare yes or no, a thumb, or nothing but the reason why not."""
    if said in (" and ", " no ", " yes no "):
        return 0.0
    put_off = _is_put_off(told, said)
    if _NO.search(told) or _TRAILING_NO.search(told):
        return None if put_off else 0.0
    agrees = _YES.search(told) or ("thumbsup" in told and not asks(said))
    if agrees and not put_off and " forgot " not in told:
        return 1.0
    if reason_alone(told):
        return None if put_off or is_occupied(untimed(said)) else 0.0
    return None
