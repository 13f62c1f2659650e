"""What a text says beside the exercises: how hard they were, why they were left out, and whether a person
ought to read it.

All functions take the text as `reply_words.plain` spells it. Patterns in capitals are tables of phrases: add
what people say as a line, see `reply_words.phrases`.
"""

import re

from exercises.rules.reply_words import phrases

# --- difficulty ----------------------------------------------------------------------------------------------

_HARD = (
    r"(hard|harder|hardest|tough|tougher|difficult|tricky|challenging|brutal|gruelling|exhausting|intense)"
)
_EASY = r"(easy|easier|easiest|easily|simple|doddle|breeze|effortless|too light|no sweat)"
_NOT = (
    r"(not|wasnt|werent|isnt|arent|never|no|nothing|(didnt|dont) (find|feel)( it| them)?)"
    r"( (too|that|so|very|as|really|particularly|overly|all that|exactly|super|quite|at all|been|the|any))*"
)
_DIFFICULTY = (
    ("ok", phrases(rf"{_NOT} {_HARD}")),
    ("hard", phrases(rf"{_NOT} {_EASY}")),
    (
        "ok",
        phrases("""
    (about|just|felt) right|manageable|comfortable( level)?|comfortably|doable|right level|moderate|medium|goldilocks
    """),
    ),
    (
        "easy",
        phrases(rf"""
    piece of (cake|piss)|walk in the park|no (bother|trouble|probs?|problems?|effort)
    {_EASY}(?! (on|ones|exercises|to forget|days|weeks))
    """),
    ),
    (
        "hard",
        phrases(rf"""
    (?<!try )(?<!trying )(?<!work ){_HARD}(?! (weeks|days|time|night|month|year|ones|floor|chair|boiled|
    to (fit|find|get|remember|make|say|tell|explain)))
    struggled?(?! (to (find|fit|remember|get round)|with time))|hard work|killed me|heavy going|hard going
    struggling(?= (with (the|it|them|[a-z]+ (one|1|exercises))|to do))
    """),
    ),
    (
        "ok",
        phrases("""
    (?<!is )(it|they|that|all|them|exercises|was|were|felt|went|found (it|them)|seemed)( (was|were|felt|
    went|is|are|all|just|quite|pretty))* (ok|fine|alright|all right|well enough|reasonable)(?! (with|thanks|
    to|if|for))|(ok|fine|alright) (level|difficulty|effort)
    (difficulty|level|effort) (was |is )?(ok|fine|alright)
    """),
    ),
)
_OF_THE_BODY = phrases("""
    (back|knee|leg|hip|neck|shoulder|foot|ankle|pain|bum|i|im)( (was|is|felt|feels|feel|feeling|all|just|
    a bit|bit))* (ok|fine|alright)
""")


def difficulty_said(said: str) -> str | None:
    """easy, ok or hard, when the text says so in words."""
    kept = _OF_THE_BODY.sub("", said)
    return next((level for level, pattern in _DIFFICULTY if pattern.search(kept)), None)


# --- reason --------------------------------------------------------------------------------------------------

_THING = (
    r"(bands?|theraband|chair|mat|weights?|equipment|ball|roller|dumb ?bells?|strap|towel|stick|kit|gear|step"
    r"|pillow|table|bench|cushion|loop|rope|kettlebells?|wobble board|belt)"
)
_REASONS = (
    (
        "equipment",
        phrases(rf"""
    (no|without|lost|havent got|dont have|didnt have|havent|need|broke|broken|left|forgot|missing|cant find|
    couldnt find|burst|where)( (a|the|my|any|got|new|to bring|to pack|proper|exercises|resistance|yoga|foam|
    stretchy|red|green|blue|yellow))* {_THING}
    {_THING} ... (broke|broken|snapped|lost|missing|burst|split|ripped|perished|gone|packed|at)
    """),
    ),
    (
        "forgot",
        phrases(r"""
    forgot(?! (about the pain|how))|(slipped|went out of|out of) my mind|(didnt|dont|couldnt|never) remember
    only just remembered|forgetting|clean out of my head|clean forgot
    """),
    ),
    (
        "ill",
        phrases(r"""
    (ill|sick|flu|covid|fever|migraine|headache|vomit\w*|puk\w+|threw up|throwing up|unwell|poorly|nausea|
    nauseous|dizzy|infection|diarrhoea|the runs|food poisoning|norovirus|virus|sickness|tonsillitis|chesty|
    bronchitis)
    (a|got|bad|awful|nasty|stinking|heavy|with|the|have|stomach|tummy|rotten|horrible) (head )?(cold|bug|
    chill)|(not|dont|didnt)( (been|feeling|feel|too|very|so|at all|really))* (well|good|great|myself)
    under the weather|(upset|dodgy|bad) (tummy|stomach)|in bed with|coming down with|temperature|sore throat
    feel(ing)? (rough|awful|rubbish|lousy|crap|ropey|grim)
    """),
    ),
    (
        "pain",
        phrases(r"""
    (hurts|sore|soreness|painful|agony|spasms?|spasming|seized|flare\w*|flaring|aching|achy|aches?|
    killing me|stiff|sciatica|throbbing|unbearable|excruciating|twinge\w*|tweaked|pinged|ouch|stabbing|
    shooting pains?)
    (back|knee|hip|neck|shoulder|leg|ankle|foot)s?( (has|is|was|are|were|had|really|just|completely|totally|
    s|too|so|very|still))* (swollen|gone|went|locked|bad|worse|terrible|awful|playing up|played up|
    giving me|gave me|gives me|out|hell|acting up|acted up)
    (?<!kids )(?<!baby )(?<!children )play(ed|ing) up|act(ed|ing) up
    (too much|so much|in|lot of|bad|awful|the|severe|terrible|of|more|sharp|with|much|because|bit of|some|
    constant|real|increased|extreme|leg|back|knee|hip|neck|shoulder|nerve|due to) pain
    pain( (is|was|got|has|just|level|in my \w+))* (too|bad|worse|terrible|awful|unbearable|high|severe|
    increased|stopped|made)
    """),
    ),
    (
        "time",
        phrases(r"""
    (no|not|havent had|had|ran out of|running out of|run out of|out of|enough|short of|short on|lack of|
    much|any|got|pushed for|the|find|found|make|have|spare|free)( (of|enough|any|the|had|much|got|spare|
    free|a|really|no))* time(?! (i|to be|being|since|round|we|you))
    (too |so |very |really |crazy |mad |been |super |bit |was |im |rather |far too )*busy|hectic|manic
    rush(ed|ing)?|meetings?|visitors
    (at|from|with|stuck at|late at|busy|long day at|back from|lot of|loads of) work
    work(ing|ed)? (all|late|was|is|has|been|got|double|a double|long|over|nights?|days?|away|today|til|
    until|ran|run|mad)|working|overtime|(long|double|night|late|full|extra) (shift|days)|shift
    because (of )?work|(had|get|got|have|find|a|the|no|any) (a |the |any |much )?chance(?! of)|family
    workload|college|exams?|travel\w*|(kids|baby) [a-z]+|on the go|day got away
    time (got|ran|flew|ran out|was short|constraints)
    (kids|guests|grandkids|children|grandchildren|family|baby)|day full|got home late|home late|running late
    deadline|appointments? all|swamped|had to (go|leave|dash|work)|flat out|non ?stop|got called (in|away)
    house (full|move)|moving house
    """),
    ),
    (
        "other",
        phrases(r"""
    (tired|knackered|exhausted|shattered|bothered|arsed|assed|mood|motivation|motivated|lazy|hot|holidays?|
    vacation|away|rest days?|resting|day off|days off|raining|weather|wedding|funeral|hungover|hangover|
    drunk|wrecked|pooped|asleep|sleep|slept|energy|travelling|flight|party|stress\w*|depressed|fed up|
    (feeling|bit|really) down|couldnt face|face it|feeling it|feel like|didnt fancy|dont fancy|not up (to|
    for)|wiped|bored|boring|died|passed away|hospital|camping|birthday|christmas|gym|cba|lost interest|
    power cut|heatwave|too cold|too (hard|difficult|tough)|not (safe|sure how)|didnt want|dont want|nervous|
    scared|afraid|broke down|bad day|bad night|needling|golf|football|match)
    """),
    ),
)
_NO_REASON = phrases("""
    (before|after|to|til|until) work|works? (well|for me)|(this|next|last|first|same|every|each|bed) time
    no pain|pain 0
    (not|wasnt|isnt|without|less|doesnt|didnt)( (too|very|so|that|feeling|much|really|any|even|
    a bit))* (sore|hurts|painful|tired|stiff|busy|pain|ache|aching)|didnt hurts|on time|calmed down|down to
    sit down|down to|written down|lying down
""")
_REASON_ENOUGH = phrases(r"""
    too (?!easy|light|many|early|simple|good|kind|right|funny|true|cute|sweet|young|old|gentle|few|little|
    long|short|often|well|fast|slow|high|low|close|quick|bad (though|now|thanks))[a-z]+( (today|tonight|now|
    to|this|at|for|after|with|in|from|on|and|because|sorry|x|again|\d+|right)( [a-z]+)*( \d+)?)? >>
    < (sorry )?(forgot|lazy|busy) (days|one|week)
    (been|was|had|am|im|being|have)( [a-z]+){0,7} all (days|morning|afternoon|weeks|evening|weekend)|forgot
    slipped my mind|no (time|energy|motivation|chance|mood|bands?|equipment|mat|chair|weights?)
    (ran|run|running) out of time
    too (tired|sore|busy|ill|sick|hot|late|knackered|painful|cold|poorly|stiff|drunk|exhausted|hungover|
    stressed|unwell|weak|dizzy|much pain|much on|much going on|much work|much hurts)
    (so|really|very|super|crazy|mad|manic|hectic|absolutely) (tired|busy|sore|ill|sick|hectic|exhausted|
    stressed|days)|busy( days| at work| with [a-z]+| all days)?
    (in|so much|having) (agony|spasm|too much pain|so much pain|a lot of pain|bad pain)
    (hurts|painful|sore) too (much|bad)|too (hurts|painful)|seized( up)?
    (back|knee|hip|neck) (has |is )?(gone|went|out|locked)( completely| again)?
    got (the |a |bad |an )*(covid|flu|cold|bug|virus|infection|migraine|headache|sick|temperature)
    (have|had) (the |a |an |bad )*(covid|flu|cold|bug|migraine|headache|virus)
    (with|the) (flu|covid|migraine|cold)
    < (covid|flu|migraine|cold|sick|ill|unwell|poorly|tired|knackered|exhausted|shattered|headache|hungover|
    holiday|work|working)( [a-z]+)? >>
    (im|am|was|feeling|feel|been|off|bit|still|felt|not|kids|a bit|havent|dont|didnt|too|so)( (just|so|
    really|very|quite|absolutely|still|been|feeling|feel|too|a|bit|at all|all|days|been))* (ill|sick|poorly|
    unwell|knackered|exhausted|shattered|lazy|tired|well|rough|awful|rubbish|lousy|nauseous|hungover|busy|
    stressed|wiped|away)|(vomit|puk)\w*|threw up|throwing up|food poisoning|(stomach|tummy) bug
    under the weather|(on|away on) (holidays?|vacation|hols)
    (?<!passed )away (this|today|for|on|at|until|all|til|with)
    (dont|didnt|not) (really |quite )?(feel|feeling|fancy) (like )?(it|them|up to it|doing|exercis\w+)
    not (up to it|in the mood|up for it|motivated)|(time|days) (got|ran) away( from me)?
    fell asleep(?! doing)|slept (in|through)|power cut|(cant|couldnt) find (my|the|any)( [a-z]+)?
    lost (my|the) (band|weights|bands)|left (my|the) (bands?|weights|kit|mat)
    (band|theraband) ([a-z]+ )?(broke|snapped|broken|missing|split)
    (been|was) (at|out|working|on the go) ... (all|days|long)( [a-z]+)?
    (had|been|such|having) a ((very|really|so) )*long (days|shift)|< long (days|shift)( [a-z]+)? >>
    (didnt|couldnt|dont) remember( to)?|bad night|cant be bothered
""")


def reason_said(said: str) -> str | None:
    """Why exercises were left out: pain, time, forgot, ill, equipment or other; None when not said."""
    kept = _NO_REASON.sub("", said)
    return next((reason for reason, pattern in _REASONS if pattern.search(kept)), None)


def reason_alone(said: str) -> bool:
    """Whether a reason is given that by itself says the exercises were left out: "too busy"."""
    return bool(_REASON_ENOUGH.search(_NO_REASON.sub("", said)))


# --- what a person ought to read -----------------------------------------------------------------------------

_ASKS = phrases(r"""
    \?
    (<< |(question|and|hi|hello|hey|so|please|sorry|morning|wondering|wonder|ps|also|thanks|but|
    quick question|doc|dear) (if )?)(how (many|much|long|often|do|does|can|should|far|hard|come|is|are|to|
    soon|bad)|what (is|are|do|does|should|if|about|time|exercises|can|would|happens|kind|was|did|weights|
    days|to|am|dates?)|whats (the|a|an|my|next|this|wrong|that)|which|when (is|are|do|can|should|will|does|
    am|would|s my)|wheres?|where (is|do|can|are)|why|who (is|do|should|can)|whos my|is (it|this|that|there|
    my|the|ok|swimming|walking|he|she|ice|heat)|are (the|these|we|my|you|there|they|we)|am i|do (i|you|we|
    they)|does|did (i|you|he|she|we)|should|(can|could|may|might|shall|would|will) (i|you|u|we|someone|
    somebody|he|she|it|they|my|the|this|that|anyone|swimming|walking|yoga|heat|ice|a|tom|a physio)|have you|
    has (my|the|anyone)|any (chance|advice|tips|idea|ideas)|ok (to|if)|normal to|allowed to|supposed to)
    (quick |a |got a |have a |my )question|wondering (if|whether|what|how|about)
    (?<!as )(?<!all )(?<!what )(?<!if )(?<!when )(can|could|should|shall) (i|you|u|we|someone|somebody)
    is [a-z]+( [a-z]+)? (normal|ok|allowed|safe|to be expected|a problem|usual)
    is (it|this|that) (ok|normal|safe|meant|supposed|alright|bad|right|usual|expected)
    (do|am) i (need|have|supposed|meant|allowed|still)|not sure (if|how|what|which|whether|i)
    i dont understand|confused (about|by|how|which)|let me know|any advice|advise
    << (can|could|would|should|shall|may)(?! (be better|do without|hardly|barely|only)) [a-z]+
    << (is|are) (it|this|that|there|they|the|my|these|we|you|he|she|[a-z]+ing) [a-z]+
    << (do|does|did|am|has|have|was|were|will) (i|you|u|we|they|he|she) [a-z]+
    << (does|will|has) (the|my|it|this|that|these) [a-z]+
""")
_ONLY_A_PHRASE = phrases(r"""
    (can|could|would|do|did) (you|u) believe (it|that) ?\??|what a (day|weeks|night)|how are you ?\??
    why not|what can i say|who knew|how about that
""")
_WANTS_SOMETHING = phrases(r"""
    (please|can|could|to|someone|you|want|need|get|ask|have|would|wants?|needs?|will|should|doctor|her|him|
    tom|they|id like)( (you|u|someone|somebody|a|the|physio|please|like|to|him|her|them|tom|anyone|just|
    give|get|have|tell|[a-z]+ to))* (call|calls)( (me|back|us|my|from|please|him|her|today|tomorrow|about)|
     >>)|call (me|back|my|him|her|needed|please|requested)|give me a (call|bell|buzz|shout)
    (speak|talk|chat) (to|with)|contact me|in touch|(appointment|reschedule|rebook|rearrange)
    (need|want|like|id like) to (see|book|cancel|change|move|come in|be seen)
    (book|cancel|change|move|bring|push|postpone|make)( (me|in|my|the|a|it|them))* (appointment|visit|
    session|booking|slot|time|times|reminders|texts|exercises|program|programme|plan|tomorrows?|todays?|next|
    fridays|mondays|[a-z]+days|monday|tuesday|wednesday|thursday|friday|saturday|reminder|hour)
    (different|new|harder|other|more|fewer|alternative|easier|change of) (exercises|program|programme|plan|
    physio|band|sheet|time)|send (me|it|them|the|my|a|over|again)|email me
    need (help|advice|a new|new|to know|someone|physio|you)
    please (change|send|text|texts|move|cancel|book|make|remind me at|add|remove|swap|advise|help|reply|
    update|tell|arrange|ask|let)|(swap|switch|replace|drop|leave out) (the|one|out)(?= )|come (in|and see)
    see (the|a|my|someone|physio|tom) (physio|doctor|gp|someone|soon|earlier|sooner)|home visit
    (texts|reminders|messages)( (me|to|at|come|earlier|be))+ (#|in the (morning|evening)|earlier|
    mornings?) instead
""")
_DISTRESS = phrases(r"""
    (died|dying of|passed (away|on)|funeral|bereave\w*|suicid\w*|depress\w*|hopeless|desperate|miscarr\w*|
    lonely|grieving|heartbroken|devastated|in tears|tearful|in despair|stillborn|widow\w*|mourning|
    overwhelmed|panic attacks?|frightened|scared|terrified|worried|worrying|anxious|self harm)
    (lost|losing|buried|burying) (my|our) (wife|husband|mum|dad|son|daughter|brother|sister|partner|baby|
    friend|best friend|dog|cat|nan|nana|gran|grandma|grandad|granddad|mam|job|home)
    cant (cope|stop crying|go on|take (it|this|any|much)|face (life|anything|another)|do (this|it) any\w*|
    carry on|bear)|(been|keep|kept|just|cant stop) crying|end (it all|my life|things)|kill myself
    better off dead|dont want to (be here|live|wake|go on)
    (feel|feeling|felt|im|am|been)( (very|so|really|a bit|bit|pretty|quite|extremely|such))* (low|hopeless|
    useless|worthless|alone|suicidal|a burden)|end of my tether
    at (the end of my|breaking point|rock bottom|my wits)|given up (hope|on)
    (like|want to|of|just) (giving|give) up|cant see (a|the|any) (way|point|end)|had enough|whats the point
    no point|in (a&e|a and e|hospital|intensive care|icu)|take all my tablets|overdose
    done with (this|it all|life|everything|these|living)|(stroke|heart attack|ambulance|cancer)
""")


def asks(said: str) -> bool:
    """Whether there is a question or a wish for contact or another plan in it."""
    kept = _ONLY_A_PHRASE.sub("", said)
    return bool(_ASKS.search(kept) or _WANTS_SOMETHING.search(kept))


def worries(said: str) -> bool:
    """Whether it tells of distress, of pain spreading down a leg, or of a sign of danger."""
    if _DISTRESS.search(said) or _spreads(said):
        return True
    return bool(_SIGN.search(_FALSE_FRIEND.sub("", _DENIED.sub("", said))))


_DOWN_THE_LEG = phrases(r"""
    (down|into|to|past|below|reach\w*|in)( (in|into|to|towards|past|below|the|my|all|way|right|left|back of|
    outside of|side of|whole|lower|as far as|both|further|a))* (legs?|thighs?|calf|calves|shins?|ankles?|
    foot|feet|toes?|heel|big toe|knee|buttock)|further down|spread\w*|lower down
    (travel\w*|radiat\w*|mov\w+|shoot\w*|runn?ing|creep\w*) (further )?down
""")
_MOVES = phrases(r"""
    (down|spread\w*|further|radiat\w*|travel\w*|shoots?|shooting|reach\w*|goes|going|moved|moving|now in|
    creeping|below|past|lower down|extending)
""")
_NERVE = phrases(r"""
    (pain|tingl\w*|numb\w*|pins and needles|ache|aching|sciatica|burning|zing\w*|shoot\w*|it|its|
    electric\w*|spread\w*|nerve|symptoms?|hurts|soreness|throbbing|goes|going)
""")
_DOWN_ELSEWHERE = phrases(r"""
    (walk\w*|going|went|come|coming|get|getting|lie|lying|lay|sit|sitting|put) (up and )?down( (the|to the|
    on|to))* (stairs?|steps|shops?|road|street|pub|hill|floor|town)
""")
_NOT_DOWN = phrases(r"""
    (not|no longer|isnt|wasnt|doesnt|didnt|no|never|without|stopped|hasnt|less|
    not any)( [a-z]+){0,4}? (down|spread\w*|further|radiat\w*|travel\w*|shoot\w*|going|goes|into|to)[^.;]*
    pain 0[^.;]*|(gone|eased|better|settled|improved)( from| in| down| out of)? (my|the) leg
""")


def _spreads(said: str) -> bool:
    kept = _NOT_DOWN.sub("", _DOWN_ELSEWHERE.sub("", said))
    clauses = re.split(r"(?<=[.;?])", kept)
    return any(all(part.search(clause) for part in (_DOWN_THE_LEG, _MOVES, _NERVE)) for clause in clauses)


# A coarse net below the safety screen, which comes first: a sign beside the place where it matters.
_NEAR = r"( [a-z,]+){0,6}?"
_NUMB = (
    r"(numb\w*|no (feeling|sensation)|cant (really )?feel|lost (all )?(feeling|sensation)|tingl\w*|nmb|dead"
    r"|pins and needles|feels weird|dont feel)"
)
_SADDLE = (
    r"(bum|bottom|backside|arse|butt|buttocks?|saddle|groin|crotch|between my (legs|thighs)"
    r"|down (there|below)"
    r"|privates?|private parts|genitals?|vagina|penis|willy|balls|back passage|inner thighs?|when i wipe)"
)
_SIGN = phrases(rf"""
    {_NUMB}{_NEAR} {_SADDLE}|{_SADDLE}{_NEAR} {_NUMB}
    (cant|couldnt|struggl\w*|strain\w*|leak\w*|lost|losing|no|accident|dribbl\w*|havent been able|havent|
    trouble|difficulty|hard|dont feel){_NEAR} (pee|peeing|wee|weeing|urine|urinate|bladder|bowels?|poo|poop|
    control)
    both (my )?legs{_NEAR} (weak|numb|tingl\w*|pain|give|heavy)
    (weak|numb\w*|tingl\w*|pain){_NEAR} both (my )?legs
    (wet|wetting|soiled|pooed|peed|messed) (myself|the bed|my pants)
    (bladder|bowels?) (problems?|accident|not working|has stopped|weak)
    (foot drop|cant (lift|move|stand|walk|get up|feel)|weak(er|ness)? (in|leg)|gone numb|numb(er|ness)? (in|
    leg|foot|toes|all)|numb\w* (is )?(getting )?worse|worse numb\w*|more numb\w*|new numb\w*)
    (short of breath|breathless|cant breathe|cant catch my breath|struggling to breathe|hurts to breathe|
    chest (pain|tight\w*|hurts)|pain in (my |the )?chest|tight chest|coughing (up )?blood|blue lips|
    palpitations|chest infection)|pain( [a-z]+){{0,3}} breath\w*
    (fever|shiver\w*|pus|oozing|red (line|streak)|infected|temperature of)|(wont stop|still|keeps) bleeding
    bleeding (a lot|wont)|lump( [a-z]+){{0,3}} (grow|bigger)|(had a|a bad|nasty|having a) fall
    (ive|i) (have )?fallen(?! (asleep|behind|in love))
    (i|ive) (just )?(fell|slipped|tripped)(?! (asleep|behind|in love))|fell (over|off|down|on|in|out of)
    (car|bike) (crash|accident)|slipped (on|over|in|and)|heard a (crack|pop)
    (losing weight|weight loss|lost weight|night sweats|passed out|blacked out|collapsed|fainted|fit last|
    seizure|slurr\w*|face droop\w*|worst headache|worst (pain )?ever|blurred vision|throat (is )?(swelling|
    closing))|(cant (sleep|move)) (with|for|because|at all)( [a-z]+){{0,4}} ?pain
    pain( [a-z]+){{0,4}} cant (sleep|move)|nothing (helps|is helping|touches)|cant (get erection|get hard)
    erection
    (leg|foot|knee|ankle|toes)( [a-z]+){{0,4}}? (weak|weaker|gives? way|gave way|giving way|buckl\w*|floppy|
    dropp\w*|drops|slaps|drags?|dragging|gone numb|went numb|is numb|numb)
    (calf|leg|ankle|arm|knee)( [a-z]+){{0,3}}? (swollen|swelled|swelling|puffy|hot|red|warm|ballooned)
    (swollen|hot|red|puffy) (calf|leg|ankle|knee)
""")
_DENIED = phrases(r"""
    (no|not|without|never|isnt|wasnt|arent|hasnt|havent had|havent got|havent|denies|nor|no longer|didnt|
    stopped)( (any|more|new|signs? of|got|been|a|the|had|real|longer|that|have|feel|feeling|is))* (numb\w*|
    tingl\w*|pins and needles|weak\w*|fever|swelling|swollen|fall|fallen|falls|bladder|bowel|chest pain|
    giving way|gives? way|breathless|short of breath|hot|red|dead|bleeding)( (,|or|and|nor|bladder|bowel|
    tingl\w*|weak\w*|numb\w*|problems?|pins and needles|issues|swelling))*
""")
_FALSE_FRIEND = phrases(r"""
    dead (bugs?|lifts?|end|tired|ends?|line|easy|good|chuffed|pleased)|numb with (boredom|ice|cold)
    comfortably numb|mind numbing|(wet|peed) (myself|my pants) laugh\w*
    laugh\w*( [a-z]+){0,7} (wet|peed) (myself|my pants)|numbed (it|my \w+) with (ice|cold)
    cant feel (a|the|any|much|it) (stretch|difference|benefit|improvement|working|change|doing)
    wee (bit|one|walk|while|man|lad|lass|dog|girl|boy|nap|break|sore|twinge|stiff)|a wee
    hot (water|flush|bath|day|shower)|chest (of drawers|press|stretch\w*|opener)
    fell (asleep|behind|in love)|same as (usual|always|ever)
    lost control of my (?!bladder|bowel|pee|wee|leg|arm)[a-z]+|weak (coffee|tea|signal|will\w*)
    bleeding (obvious|kids|dog|thing)|no control over my
    [^.;]*(same as (always|ever|usual|before)|as (usual|before|always)|you know about (it|that)|nothing new|
    no change)|normal numb\w*|usual numb\w*( [a-z]+){0,3}
""")
