"""What in a text a person ought to read: a question, a wish for contact or another plan, distress, danger.

All functions take the text as `reply_spelling.plain` spells it, `worries` besides it as it came.
"""

import re

from exercises.rules.redflags import screen
from exercises.rules.reply_words import alternatives, phrases, words

# --- questions -----------------------------------------------------------------------------------------------

_OPENING_WORD = alternatives("""
    and hi hello hey so please sorry morning wondering wonder ps also thanks but quick question doc dear just
    ok oh if good afternoon evening um or btw yes no x
""")
_OPENING = rf"({_OPENING_WORD} )*"
_HELPERS = r"(is|are|am|do|does|did|can|could|should|shall|would|will|may|has|have|was|were)"
_PERSON = r"(i|you|we|they|he|she)"
_NO_SUBJECT = alternatives(r"""
    better worse sore a an still not very ok fine down up back so too bad good great at about less more hurts
    stiff killing giving getting feeling improving much easing all in on fully quite really slightly just now
    done gone playing aching nearly almost only the\ same sick
""")
"""After "is" at the start of a clause: a statement without its subject."""
_NO_REQUEST = alternatives("""
    be do without hardly barely only not feel now just say like love give prefer never have really always
    managed still definitely put rate try start get take call
""")
_NOT_AFTER = "".join(
    f"(?<! {word} )"
    for word in sorted(words("as if all what how when that than much so best where whatever because"))
)
"""A subordinate clause: "as soon as i can"."""
_QUESTION = phrases(rf"""
    << {_OPENING}(how|why)(?! (nice|not|lovely|kind|about that|are you))
    << {_OPENING}what(?! (a|an|i|can i say|it|they|with) )
    << {_OPENING}(who|which|whose)( [a-z]+){{0,2}}? {_HELPERS} [a-z]+
    << {_OPENING}(when|where) {_HELPERS} [a-z]+
    << {_OPENING}(whats|wheres|whens|whos|hows|which|who (do|should|can|is|are))
    << {_OPENING}(is|are)(?! ({_NO_SUBJECT}|\d+ (now|today|at|after|tonight|this|and|in|but|
        on))) [a-z\d]+ [a-z\d/]+
    << {_OPENING}(can|could|should|shall|may|might|would)(?! {_NO_REQUEST}) [a-z]+
    << {_OPENING}does(?! (hurts|feel|help|it too|ache|seem|not)) [a-z]+
    << {_OPENING}(do|did|am|has|have|had|was|were|will) {_PERSON} [a-z]+
    << {_OPENING}(isnt|arent|dont|shouldnt|wouldnt|wont|cant|couldnt|doesnt) {_PERSON} [a-z]+
    << (isnt|wasnt|wont|wouldnt|shouldnt) (it|this|that) [a-z]+
    << {_OPENING}(did|have|has) (my|the) [a-z]+ (come|call|arrive|arrived|get|go|say|been|been)
    << had (anyone|anybody|any) [a-z]+
    << {_OPENING}do [a-z]+( [a-z]+)? (count|matter|help|work)
    << {_OPENING}do (these|those|the) exercises (?!(later|now|tonight|today|tomorrow|after|when|in|at|on|
        before|again|every|daily|first|please) )[a-z]+
    << {_OPENING}do (the|my|these|those) [a-z]+( [a-z]+)? (get|need|have|help|count|work|hurts|go|do|make|
        ever)
    << {_OPENING}(will|has) (the|my|it|this|that|these|someone|anyone) [a-z]+
    << {_OPENING}(ok|normal|safe|allowed|alright|fine|possible) to [a-z]+
    {_NOT_AFTER}(can|could|should|shall|do|am|may) (i|you|we|someone)(?! (believe|say))
    (is|isnt|are) (it|this|that|there|these|those|they) (ok|normal|safe|meant|supposed|bad|alright|right|
        usual|expected|possible|worth|any|anything|because|too|still|(a |the )?(problem|issue|concern))
    (is|are) [a-z]+( [a-z]+)? (normal|ok|allowed|safe|to be expected|a problem|usual|needed|necessary)
    (got |have )?any (chance|advice|tips|idea|ideas|suggestions|news|update)
""")
_NOT_ASKED = phrases("""
    (after|before|until|til) (the|my|this) appointment | please (remind|texts)
    (can|could|would|do|did) (you|u) believe (it|that)( \\?)? | what a (days|weeks|night) | how are you( \\?)?
    why not
    what can i say | who knew | how about that | (does|do) as (i|he|she)
""")
_DOUBT = phrases(r"""
    how (long|many|often|much) > | (no idea|a clue|no clue) (how|what|which) | not sure about [a-z]+
    (link|video|app|page|plan|site|website|clip|picture)( [a-z]+){0,2} (doesnt|wont|isnt|not|broken)( [a-z]+)?
    (address|directions|number|callback|link|video|letter|copy|email)( [a-z]+){0,4} please >
    \? | (a|quick|have|got|1|another|my) question | wondering (if|whether|what|how|about|when)
    (not|im not|un) ?sure (if|how|what|which|whether|i|im|its|this|they|that|about the)
    dont (understand|know (how|what|which|if|why))
    (i |im )?(confused|unclear) | let me know | advise | (need|want|like|love|good) to know | supposed to
    should i
    (which|what|how) (1|one|leg|side|foot|knee|many|much|long|often) (do|am|should)
    (wont|cant) make it( on| for)? (tomorrow|monday|tuesday|wednesday|thursday|friday|saturday)
    dont get (this|the|how|what|why) | question for
    (cant|dont|couldnt|forgot|not) (remember|recall|forgot)?( )?(how|if|what|which|whether|when)( [a-z]+)
    explain | clarify | remind me (how|what|which|when my)
""")
_PLAN = alternatives("""
    appointment visit session booking slot time times reminders texts exercises program programme plan
    tomorrow tomorrows friday fridays monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays
    saturday sunday hours date frequency
""")
_CHANGE = alternatives("""
    book cancel change move bring push postpone rearrange reschedule rebook swap switch replace adjust amend
    alter update shift
""")
_OF_MINE = r"( (me|in|my|the|a|it|them|to|one|out|forward|back|up|these|this|our|next|from))*"
_OTHER_PLAN = rf"{_CHANGE}{_OF_MINE} ({_PLAN}|\d+(\.\d+)?( (am|pm))?)|(change|move|switch|swap) (it )?to"
_SOMEBODY = r"(me|us|my (wife|husband|mum|dad|daughter|son)|back)"
_WISH = phrases(rf"""
    (call|email|contact|ring) {_SOMEBODY} | << (please )?call( (please|back|needed|requested))* >>
    (please|can|could|someone|want|need|like|ask|get|him|her|them|physio|doctor|tom)( (you|someone|a|the|
        physio|to|him|her|them|just|give|get|have|tell|please))* call( (me|back|us|my|from|please|him|her|
        today|tomorrow|about)| >>)
    a (call|bell|buzz|shout|callback)( (back|please|from|when|today|tomorrow))+
    give {_SOMEBODY} a (call|bell|buzz|shout)
    (speak|talk|chat|word) (to|with) | (talk|chat|speak) about (my|the|this)
    (a|quick) (chat|word|talk)( (with|about|to|please)| >>) | in touch | email (it|them|the)
    (?<!dentist )(?<!doctors )(?<!hospital )(?<!doctor )(?<!gp )(?<!vets )(?<!vet )(?<!opticians )appointment
    reschedule | rebook | rearrange
    (need|want|like|love|hoping|please|wish)( to)? (come|ask|know|be seen|some advice)( [a-z]+| >>)
    (need|want|like|love|hoping|please|wish)( to)? (see|book|cancel|change|move|come in|be seen|discuss|ask|
        swap) [a-z]+
    {_OTHER_PLAN} | (cant|wont be able to) make (it )?(on |to |for )?(tomorrow|my|the|[a-z]+days?)(?! do)
    (rather|prefer) [a-z]+
    (need|want)( (some|any|a|more))* (easier|harder|different|new|other|gentler) (ones|one|1|exercises|band)
    make( (my|the|it|them|these|an|a))* (appointment|booking|later|earlier|easier|harder)
    (?<!the )(?<!my )(?<!this )(?<!todays )(different|new|harder|other|fewer|alternative|easier|gentler|extra|
        change of|more) (exercises|program|programme|plan|physio|band|sheet)(?! (today|done))
    (a |an )(different|new|harder|alternative|easier|gentler|extra|earlier|later) (1|one|appointment|time|
        slot)
    send (me|it|them|the|my|a|over|again|another|us) | resend
    pause (my|the|this|it) | book me in | every (days|morning|evening|night) instead
    need (help|some advice|advice|a new|someone|physio|you|to know|more exercises)(?! (to (get|put|tie)))
    please (confirm|respond|get back|explain|resend) | want to book
    please (change|send|move|cancel|book|make|add|swap|advise|help|reply|update|tell|arrange|ask|let|give|
        get)(?! (over|on))
    (drop|leave out|take out|remove|swap) (the|1|one|out) [a-z]+ please | come (in and|and) see | home visit
    see (the|a|my|someone|physio|tom) (physio|doctor|gp|someone|soon|earlier|sooner)
    (texts|reminders|messages)( (me|to|at|come|earlier|later|be|every|#|\d+|in the (morning|evening)|
        mornings))+ (instead|please)
""")


def asks(said: str) -> bool:
    """Whether there is a question or a wish for contact or another plan in it."""
    kept = _NOT_ASKED.sub("", said)
    return any(pattern.search(kept) for pattern in (_DOUBT, _QUESTION, _WISH))


_ASKING = re.compile(rf"{_QUESTION.pattern}|{phrases(_OTHER_PLAN).pattern}")
_TO_CLAUSE_END = re.compile(r"[^.,;?]*")


def without_questions(said: str) -> str:
    """The text without its questions and wishes for another plan, each from its first word to the end of the clause."""
    kept, at = [], 0
    for found in _ASKING.finditer(said):
        if found.start() >= at and not _NOT_ASKED.match(said, found.start()):
            kept.append(said[at : found.start()])
            end = _TO_CLAUSE_END.match(said, found.start())
            at = end.end() if end else found.end()
    return "".join([*kept, said[at:]])


# --- distress and danger -------------------------------------------------------------------------------------

_DISTRESS = phrases(r"""
    (was|were|got|been) killed | murdered
    (died|hospice|palliative|dying of|passed (away|on)|funeral|bereave\w*|suicid\w*|depress\w*|hopeless|
        desperate|miscarr\w*|lonely|grieving|heartbroken|devastated|in tears|tearful|in despair|stillborn|
        widow\w*|mourning|overwhelmed|panic attacks?|frightened|scared|terrified|worried|worrying|anxious|
        self harm)
    (lost|losing|buried|burying) (my|our) (wife|husband|mum|dad|son|daughter|brother|sister|partner|baby|
        friend|best friend|dog|cat|nan|nana|gran|grandma|grandad|granddad|mam|job|home)
    << i give up >>
    (mum|dad|wife|husband|brother|sister|nan|gran|grandad|friend|partner|son|daughter)( (just|has|have|sadly|
        recently))* passed
    cant (cope|stop crying|go on|take (it|this|any|much)|face (life|anything|another)|do (this|it) any\w*|
        carry on|bear)
    (been|keep|kept|just|cant stop) crying | end (it all|my life|things) | kill myself
    better off dead | dont want to (be here|live|wake|go on)
    (feel|feeling|felt|im|am|been)( (too|very|so|really|a bit|bit|pretty|quite|extremely|such))* (low|
        hopeless|useless|worthless|alone|suicidal|a burden)
    end of my tether
    (struggling|suffering|not coping|not doing well|bad place)( [a-z]+){0,2} (mentally|emotionally|cope|life|
        mood|anxiety|everything)
    mental health
    (wife|husband|partner|girlfriend|boyfriend) (has |just )?(left|leaving) me | want to cry | crying all
    at (the end of my|breaking point|rock bottom|my wits) | given up (hope|on)
    (like|want to|of|just) (giving|give) up | cant see (a|the|any) (way|point|end) | had enough
    whats the point
    no point | in (a&e|a and e|hospital|intensive care|icu) | take all my tablets | overdose
    done with (this|it all|life|everything|these|living) | (stroke|heart attack|ambulance|cancer)
""")
_DOWN_THE_LEG = phrases(r"""
    (down|into|to|past|below|reach\w*|in|at)( (in|into|to|towards|past|below|the|my|all|way|right|left|
        back of|outside of|side of|whole|lower|as far as|both|further|a))* (legs?|thighs?|calf|calves|shins?|
        ankles?|foot|feet|toes?|heel|big toe|knee|buttock)
    further down | spread\w* | lower down
    (travel\w*|radiat\w*|mov\w+|shoot\w*|runn?ing|creep\w*) (further )?down
""")
_MOVES = phrases(r"""
    (down|spread\w*|further|radiat\w*|travel\w*|shoots?|shooting|reach\w*|goes|going|moved|moving|now in|
        creeping|below|past|lower down|extending|gone|running|into)
""")
_NERVE = phrases(r"""
    (pain|tingl\w*|numb\w*|pins and needles|ache|aching|sciatica|burning|zing\w*|shoot\w*|it|its|electric\w*|
        spread\w*|nerve|symptoms?|hurts|soreness|throbbing|goes|going)
""")
_DOWN_ELSEWHERE = phrases(r"""
    (walk\w*|going|went|come|coming|get|getting|lie|lying|lay|sit|sitting|put) (up and )?down( (the|to the|on|
        to))* (stairs?|steps|shops?|road|street|pub|hill|floor|town)
""")
_NOT_DOWN = phrases(r"""
    (not|no longer|isnt|wasnt|doesnt|didnt|no(?! (and|its|it|the|my))|never|without|stopped|hasnt|less|
        not any)( [a-z]+){0,4}? (down|spread\w*|further|radiat\w*|travel\w*|shoot\w*|going|goes|into|to)[^.;]*
    pain 0[^.,;]* | (gone|eased|better|settled|improved)( from| in| down| out of)? (my|the) leg
""")


def worries(said: str, text: str) -> bool:
    """Whether it tells of distress, of pain spreading down a leg, or of what the safety screen flags."""
    return bool(_DISTRESS.search(said)) or _spreads(said) or screen(text).flagged


def _spreads(said: str) -> bool:
    kept = _NOT_DOWN.sub("", _DOWN_ELSEWHERE.sub("", said))
    clauses = re.split(r"(?<=[.;?])", kept)
    return any(all(part.search(clause) for part in (_DOWN_THE_LEG, _MOVES, _NERVE)) for clause in clauses)
