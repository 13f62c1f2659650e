"""Texts about the texts: an opt-out in words, a new start, how to answer, and somebody else's phone.

All functions take the text as `reply_spelling.plain` spells it.
"""

import re

from exercises.rules.reply_spelling import COMMON
from exercises.rules.reply_words import alternatives, either, phrases, words

# --- stop ----------------------------------------------------------------------------------------------------

_TEXTS = alternatives("""
    texts messages reminders emails notifications alerts spam prompts nudges communications correspondence
""")
_PESTERING = alternatives("""
    contacting bothering pestering spamming hassling nagging annoying harassing emailing bugging messaging
    sending
""")
_FILLED_WORD = either("""
    want | wish | need | like | ever | to | receive | receiving | get | getting | send | sending | have
    having | be | being | any | more | me | us | these | this | the | your | my | those | all | of | bloody
    daily | please | with | again | it | you | now | just | so many | stupid | damn | from | hear | further
    future | anymore | such | anything | it
""")
_FILLED = rf"( {_FILLED_WORD})*"
_POLITE_WORD = either("""
    please | just | ok | hi | hello | hey | thanks | now | right | sorry | can you | could you | would you
    will you | kindly | enough | i said | again
""")
_POLITE = rf"({_POLITE_WORD} )*"
_FROM_LIST = (
    r"( (off|from|out of|out|of|on|the|this|that|your|all|any|mailing|texts|text|call|contact|sms))* "
)
_LIST = alternatives("""
    list lists texts messages reminders system service database this these it records contacts program
    programme files there here
""")
_ME = either("""
    me | us | my (name|number|call|call number|details|info|mobile|cell|contact)
    (this|his|her|their) (number|name|call|call number|details) | our number
""")
_AND_OUT = r"( (off|out|please|now|thanks|asap|immediately|completely|straight away))* >>"
_OPT_OUT = phrases(rf"""
    stop{_FILLED} ({_TEXTS}|{_PESTERING})
    (please|pls|can you|could you|would you|will you|kindly|want you to|need you to|now|and|just) (just |
        please )*stop{_FILLED} (me|these|this) >>
    < ((please|just|ok|hi|hello|hey|thanks|now|can you|could you|will you|would you)
        (please )?)+stop( (please|now|thanks|it|this|that|[.,;?]))* >
    << {_POLITE}stop( (please|now|thanks|it|this|that|all|immediately|right away))* >>
    make it stop( ,)?( [a-z]+){{0,3}} {_TEXTS}
    (please|thanks|now|{_TEXTS}|these|this|number|interested|spam|you|off|person|me) stop( (please|now|thanks|
        them|it|this|these|me))* >
    stop (getting|receiving|sending)( [a-z]+){{0,2}} (these|this|them|it) | un subscribe | cease and desist
    block (me|this number|my number)
    (me|number|details|name|i|to|please)( (should|to|can|could|must|please|wish|want|like))* be (removed|
        deleted|taken off|unsubscribed)
    (dont|no longer|not|never)( (want|wish|like|need|to|ever))* be (contacted|messaged|emailed|{_TEXTS})
    (want|like|wish|need|trying) to (unsubscribe|opt out|stop{_FILLED} {_TEXTS}|stop (getting|receiving)
        (these|this|them)|be (taken off|removed))
    (want|need|like|wish|make|get|please|can|could|would)( [a-z]+){{0,3}} ({_TEXTS}|these|this|them)( to)?
        stop
    (turn|switch) (it|these|this|them) off
    unsubscribe | opt(ing)? (me )?out | optout | unenroll? | deregister | (revoke|withdraw|dont)( my)? consent
    (take|get|drop|pull|knock|strike) {_ME}{_FROM_LIST}{_LIST} | (take|get) {_ME} off{_AND_OUT}
    (want|get|like)( (me|to be|to get|us))* off (this|the|your|that)( (mailing|texts|sms|call))* {_LIST}
    (remove|delete|erase|lose|wipe|scrub|forgot|drop) {_ME}({_FROM_LIST}{_LIST}|{_AND_OUT})
    (dont|never|no longer|not|wouldnt){_FILLED} {_TEXTS}(?!( me| us)? (at|on|in|before|so|were|was|back|until|
        later|yet|today|tonight|during|while|early|every) )
    (dont|never) (contact|call|email|bother) (me|us|this number)(?! (at|on|in|before|so|until|today|tonight|
        during|while|early|back|yet))
    (dont|no longer) (want|need)( any)? more (of )?(these|this|them)
    (dont|no longer|not) (want|wish|need)( to)?( (get|receive|have|hear))?( (these|this|them|anything|
        from you))+( (any ?more|any longer|again|sent|from you|please))+
    no longer (want|wish) to (get|receive|hear) [a-z]+
    (no longer|not|arent) interested( (anymore|any ?more|in (these|this|your)))
    (dont|never) send (me |us )?(any ?more|these|this|anything|those)( [a-z]+)*
    (want|like)( (to be|to get|to))? out of (these|the|your|this|all) [a-z]+
    << {_POLITE}no {_TEXTS}( (please|thanks|anymore|at all|any more))* >>
    no more (of )?(these |the |your |bloody )?{_TEXTS} | < no more( of (this|these|it))?( (please|thanks))* >
    enough (with |of )?(the |these |your |already )?{_TEXTS}
    (cancel|end|quit|discontinue|turn off|switch off|cease|halt|disable|deactivate|finish with|done with|
        block)( (all|these|the|my|your|this|with|sending|getting|receiving|any|me|us|more|of|it))* ({_TEXTS}|
        subscription|enrolment|enrollment|service)
    (turn|switch) (these |the |my |your )?{_TEXTS} off
    (<< {_POLITE}|please |just |and |now )leave (me|us) (alone|be|in peace)
    << {_POLITE}(go|get) (away|lost)( please| now)* >>
    < (please )?(cancel|end|quit|remove|unsubscribe|revoke)( (please|thanks|now|all|me|these|everything))* >
    lose (my|this) number
""")
_NO_OPT_OUT = phrases(rf"""
    (dont|never|not|why did you|why have you|did you|why did the|do not|wouldnt|hope you dont|cant|couldnt|
        wont|didnt)( (to|please|ever|want|(you )?to|mean to|you|i|seem to|going|wish))* (stop|cancel|
        unsubscribe|remove|opt out)
    (dont|didnt|not|havent) (get|receive|getting|need to|got|received|had)( [a-z]+)* {_TEXTS} (today|
        yesterday|yet|this|last|for)
    (accident\w*|mistake\w*|didnt mean to)( [a-z]+){{0,4}} (stop|unsubscribe|opt out)
    (stop|unsubscribe|opted out|opt out)( [a-z]+){{0,4}} (by (mistake|accident)|accident\w*)
    (not|no) (good|great|keen|able)( [a-z]+)* {_TEXTS} | not (a|my|sure|getting|receiving)( [a-z]+)* {_TEXTS}
    (dont|didnt|never) leave (me|us) (alone|be) | stop (smoking|drinking|taking)( [a-z]+)*
    if (i|you) stop( [a-z]+)*
""")
_BROKE_OFF = re.compile(
    r"[ .,]*stop (?:at |about |it |just |roughly )*(?:half|midway|mid way|part|early|after \d)"
    r"|[ .,]*stop by (?:later|tomorrow|today|tonight|on|at|the|your|this|next|and|to|for|after|before|around|soon) "
)
# A text that begins with stop and says nothing else is about the texts; anything more is for a person.
_STOP_WORDS = words("""
    stop asking telling questions a all any anymore at bothering contacting contact from get getting i it me
    messages more my now number call please receive receiving reminders send sending texts thanks thank the
    them these this to want you your again off list immediately bloody damn ok stupid annoying and that
    those everything unsubscribe out opt of in so many with spam spamming pestering harassing hassling
    nagging us not interested dont no bye emails anything else ever for is being enough too every days just
    kindly right away cheers today alerts notifications im longer cancel remove delete take database system
    details name service wish like would can could will do need be lose leave alone make quit end cease turn
    switch done fed up hate sick tired had got having hear removed taken subscription phone records lists
    over there hi hello hey sorry already unwanted junk lol haha daily emailing ive spammin continue
    continuing keep x xx xxx
""")


def asks_to_stop(said: str) -> bool:
    if re.match(r"[ .,]*stop ", said):
        return not _BROKE_OFF.match(said)
    return bool(_OPT_OUT.search(_NO_OPT_OUT.sub(" , ", said)))


def says_more_than_stop(said: str) -> bool:
    """Whether an opt-out holds something else that a person should read."""
    return not set(re.findall(r"[a-z]+|\d", said)) <= _STOP_WORDS


def begins_with_stop(said: str) -> bool:
    return re.match(r"[ .,]*stop ", said) is not None


# --- start, help ---------------------------------------------------------------------------------------------

_AGAIN_WORD = alternatives("""
    the me my these your those sending getting receiving up with again back on please to send for of
""")
_AGAIN = rf"( {_AGAIN_WORD})*"
_START = phrases(rf"""
    < ((yes|please|ok|hi) )*start > | begin again
    (want|like) to (restart|start again|resume|rejoin|resubscribe)
    < ((yes|please|ok|hi) )*(start|unstop|resume|restart|subscribe)( (again|please|back|up|me|now|thanks|
        it))+( [.,])* >
    (start|resume|restart|begin|continue|recommence|reactivate|reinstate|restore){_AGAIN} {_TEXTS}
    (turn|switch|put)( (the|my|me|these|your|back|{_TEXTS}))* on( (the|my|for|again|please|list|{_TEXTS}))*
        (again|please|list|{_TEXTS}|>)
    (turn|switch|put)( (the|my|me|these|your))* {_TEXTS} (back )?on
    (start|begin|resume)( [a-z]+)* sending( [a-z]+)* (again|back)
    (start|restart|resume) (them|it|these) (again|please|up) | turn (it|them|these) back on
    sign me (back )?up | resubscribe | unstop | opt(ing)? (me )?(back )?in
    (add|put) me (back|to the list again|on the list again)( on| in)? | subscribe me | rejoin
    (get|have|want|like|receive|send|need|miss|missing|getting|receiving)( (the|my|your|to|get|have|receive|
        these|me|some))* {_TEXTS} (on )?(again|back)
    (accident\w*|mistake\w*|didnt mean to)( [a-z]+){{0,4}} (stop|stopped|unsubscribe|opt out|opted out)
    (stop|stopped|unsubscribe|opted out|opt out)( [a-z]+){{0,4}} (by (mistake|accident)|accident\w*)
""")
_ANSWER = either("""
    reply | replying | answer | answering | respond | responding | texts | texts back | type | put | write
    say | send | sending | enter | say to this | put back
""")
_HOW_TO_ANSWER = phrases(rf"""
    (what|how|which|where)( (word|words|number|numbers|code|options|exactly|do|does|am|can|should|is|are|i|
        you|we|the|to|supposed|meant|be|on|would|want|me|expect|it|need|have|for|a|even))* {_ANSWER}( (back|
        to|you|with|this|it|here|in|please|the|number|a))* >>
    (what|which) (words|keywords|commands|codes|options|replies|answers)( [a-z]+)*
    how (does|do) (this|it|these|i|the)( [a-z]+){{0,2}} (work|use it|use this)
    how (do|can) i use (this|the texts)
    what (does|do) (this|done|skipped|it|snooze|later) mean
    whats? (are )?(my|the) (options|commands|choices|keywords|words|replies|answers)
    (dont (know|understand|get)|not sure|forgot|no idea|unsure|dunno|cant remember|confused about)( (what|how|
        to|i|do|should|im|am|meant|supposed))+ {_ANSWER}
    < ((please|hi|i|need) )*(options|menu|commands|instructions|help|info)( (me|please|reply|with this|
        replying))*( [.?])* >
""")


def asks_to_start(said: str) -> bool:
    return _START.search(said) is not None


def asks_how_to_answer(said: str) -> bool:
    return _HOW_TO_ANSWER.search(said) is not None


# --- somebody else -------------------------------------------------------------------------------------------

_KIN = alternatives("""
    wife husband daughter son mum dad carer caregiver partner sister brother nurse neighbour neighbor friend
    granddaughter grandson girlfriend boyfriend niece nephew widow widower secretary assistant roommate
    flatmate missus
""")
_WHOSE = r"(his|her|their|the|just|only|[a-z]+s|a)"
_LINE = r"(number|call|mobile|cell|cellphone|line)"
_WRONG_PERSON = phrases(rf"""
    wrong (number|no|person|call|guy|woman|man|patient|name|1|one|lady|bloke|people|contact)
    (got|have|had) (the )?wrong | not the right (number|person|patient) | (isnt|not) for me >>
    (not|never)( (having|had|been having|doing))+ (physio|treatment) | mistaken( identity)?
    [a-z]+ (doesnt|no longer|dont) (have|has|use|uses|own|owns|live|lives|work|works) (this|here|at|
        on)( {_LINE})?( anymore)?
    who (is |are |r |the hell is |the heck is )*(this|dis|you|that|texts( me)?|sending( me)?( this)?|these|
        am i (speaking|talking|texts) (to|with))( (from|please|then|is|texts|me|are|anyway|again))* >>
    who is it >> | who am i texts | (where|how) did you get (my|this) (number|call) | whos number
    (whats|what is) this number
    (whos|whose) (this|dis|that|texts|sending|you|number|messages)( (from|please|then|is|texts|me|are|anyway|
        to|it|sorry|love))* >>
    who gave you | whose number
    who (sent|is sending|keeps sending) (this|me|these) | how did you get (my|this) (number|call)
    (do i|dont i|i dont|dont) know (you|u|who (this|you|u))( are| is)?( this)?
    (this is|its|im|i am|this)( {_WHOSE})? {_KIN}( (here|of|texts|speaking|replying))
    (this is|its|im|this) (his|her|their|[a-z]+s) {_KIN}
    (this is|its) (the|just the|only the) {_KIN} | {_KIN} (here|speaking|replying|texts this)( [a-z]+)?
    on behalf of | (replying|texts|answering) for (my|him|her|[a-z]+s)
    (nobody|no 1|no one)( (here|called|named|by|of|with|at|that|name|lives))+
    (dont|never|didnt) (know|knew|heard of|hear of) (a|any|anyone|anybody|no 1|no one)( [a-z]+)?
    (just|only|recently)( [a-z]+){{0,2}} (got|had|given|inherited|bought) this {_LINE}
    (not|no|isnt|never heard of) (mr|mrs|ms|miss|dr|mister)( [a-z]+)?
    (new|changed|different|old|not my|isnt my|not (his|her|their)|isnt (his|her|their)|
        no longer( [a-z]+)?) {_LINE}( [a-z]+)?
    different (person|guy|woman|man|lady) | (thats )?not my name | name (isnt|is not|s not) | no such person
    new owner | reassigned
    (hes|shes|he|she|has|theyve) got a (new|different) {_LINE} | (bought|got) this (call|sim|number|mobile)
    (she|he)s moved | youve reached
    (mr|mrs|ms|miss) [a-z]+ (has|have) moved
    (this is|im|its)( (only|just|a))* (his|her|their|my [a-z]+s) {_KIN}
    this is( (a|the))* (reception|business|landline|office|shop|care home|hotel|surgery)( [a-z]+)?
    {_KIN} of (mr|mrs|ms|his|her|the) [a-z]+
    (texts|typing|replying|messages|answering)( (this|back))? for (my|his|her|nan|nana|gran|mum|dad|grandad|
        me)
    (dont|never|didnt)( [a-z]+)? (attend|sign|signed|registered?)( up)? | who the [a-z]+ is this
    what company is this | how have you got my {_LINE}
    (late|ex) {_KIN}s {_LINE}
    changed (his|her|their) {_LINE} | (my )?[a-z]+s {_LINE} (, )?this is [a-z]+
    this is [a-z]+ (, )?[a-z]+s {_KIN}
    (has|have) (changed|got) (his|her|their|a new|a different) {_LINE} | {_LINE} is (no longer|not) [a-z]+s
    (meant|intended) for (my|his|her|someone|another|the|a)( [a-z]+)?
    << (his|her|(mum|dad|{_KIN[1:-1]})s) {_LINE}
    {_LINE} (has )?(changed|belongs|is not|isnt|now belongs) | belongs? to (someone|somebody|me|a|another)
    used to (be|belong to) (his|her|someone|their|my|a|[a-z]+s)( [a-z]+)? (call|number|mobile|cell)
    (not|isnt) [a-z]+s {_LINE}( anymore| any more| now)? | (his|her|my [a-z]+s|[a-z]+s) old {_LINE}
    (dont|never) (have |had |even |been to |seen |got |do |go to |am |heard of )+(a |any |your |the |
        this )?(physio|clinic|chiropractor|exercises|patient)
    (not|never)( been)? (a|your|the|1 of your|one of your|any) patients?( of yours)?
    not (who you|the person|the right person|whom|the patient)
    < (sorry |hi |hello |its |this is |thats |you want |that )*not (for )?me( you want| mate| sorry| love|
        pal)* >>
    (texts|messages|meant|intended|got|sent|sending|looking|confus\w+|mix\w+|mistak\w+|think (you|its|
        this is)|must be|be|want)( [a-z]+){{0,5}} (someone else|another (person|patient)|a different (person|
        patient)|other person)
    (mix\w+|muddled|confus\w+) (me )?(up )?with
""")
_OTHER_USE = phrases("""
    (did|do|done|doing|using|used|use) (it |them |the |that |these |my )?(exercises |stretch |band |foot |
        leg |side |weights )?(with |on |in )?(the )?wrong( one| 1| way| side| leg| foot| order)?
    wrong (one|1|way|side|leg|foot|order|exercises|band)( [a-z]+)? | (new|different|old) call (band|plan)
    who is (this|that) for
    (got|have|had) (it|them|something|anything) wrong | (got|have|bought) (a |my )?new (call|mobile|cell)
    im (a|the) (nurse|carer|mum|dad)
""")
_NAMES = words("""
    sarah john margaret jean mary david susan linda karen paul peter michael mike james robert bob william
    bill tom thomas steve stephen steven andrew andy chris christine helen anne ann anna jane janet joan
    barbara patricia elizabeth liz emma laura julie claire lisa michelle sandra carol dave jim george
    richard brian alan kevin gary ian simon tony anthony graham keith dorothy betty doris ruth maria jose
    ahmed mohammed ali fatima priya raj jack harry charlie oliver sophie olivia emily lucy kate katie rachel
    rebecca becky amy jen jenny jennifer jessica jess nick dan daniel ben sam samantha matt matthew joe
    joseph ken kenneth fred ron ronald derek dennis maureen sheila brenda irene joyce marie diane donna
    angela tracy sharon debbie deborah nancy alice eric philip phil geoff neil stuart colin roger martin
    adam luke ryan scott greg jeff larry walter arthur henry edward ted judy gloria marion mark
""")
_IS_NOT = re.compile(
    r"(?<= )(?:this isnt|this not|this is not|its not|im not|not|isnt|theres no|there is no|no|arent|aint|wasnt"
    r"|thats not|never heard of|wrong) ([a-z]+?)s?"
    r"(?= (?:[.,;?]|call|number|here|anymore|mate|sorry|lives|you|wrong|love|at|on|living|im)| $)"
)


def is_somebody_else(said: str, text: str) -> bool:
    if _WRONG_PERSON.search(_OTHER_USE.sub(" , ", said)):
        return True
    names = _names(text)
    return any(
        word in names or word in _NAMES
        for found in _IS_NOT.finditer(said)
        for word in (found[1], found[1] + "s")
    )


def _names(text: str) -> set[str]:
    """The words that are written like a name: a capital where the rest has none."""
    capital = re.findall(r"(?<=[a-z,'] )[A-Z][a-z]+", text)
    small = re.search(r"\b[a-z]{2,}", text)
    return {word.lower() for word in capital} - COMMON if small else set()
