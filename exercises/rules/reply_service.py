"""Texts about the texts: an opt-out in words, a new start, how to answer, and somebody else's phone.

All functions take the text as `reply_words.plain` spells it.
"""

import re

from exercises.rules.reply_words import phrases, words

# --- stop, start, help ---------------------------------------------------------------------------------------

_TEXTS = r"(texts|messages|reminders|emails|notifications|alerts)"
_FILLED = (
    r"( (want|wish|need|like|ever|to|receive|receiving|get|getting|send|sending|have|be|any|more|me|us|these|this"
    r"|the|your|my|those|all|of|bloody|daily|please|with|again|it|you|now|just|so many))*"
)
_OPT_OUT = phrases(rf"""
    (please|pls|can you|could you|would you|will you|kindly|want you to|need you to|now|and) (just |
    please )*stop{_FILLED} ({_TEXTS}|contacting|bothering|pestering|spamming|hassling|nagging|me|these|this)
    < ((please|just|ok|hi|hello|hey|thanks|now|can you|could you) (please )?)+stop( (please|now|thanks|it|
    this|that|[.,;?]))* >
    << stop{_FILLED} ({_TEXTS}|contacting|bothering|pestering|spamming|hassling|nagging)
    (want|like|wish|need|trying) to (unsubscribe|opt out|stop{_FILLED} {_TEXTS}|stop (getting|receiving|
    these|this)|be (taken off|removed))
    unsubscribe( me)?|opt(ing)? (me )?out
    (take|remove|get|delete|drop) (me|us|my name|my number|my call|my call number|this number)( (off|from|
    out|of|on))+( (your|the|this|these|all|any|mailing|texts))* (list|lists|texts|messages|reminders|system|
    service|database|this|these|it)
    (remove|delete|take) (me|my number|my details)( off| out)?( please| now| thanks)? >>
    (dont|do not|never|no longer){_FILLED} {_TEXTS}(?! (at|on|in|before|so|were|was|back|until|later|yet|
    today|tonight))
    (dont|never) (contact|call) (me|us|this number) (again|anymore|any more|ever)
    no more (of )?(these |the |your )?{_TEXTS}|enough {_TEXTS}
    (cancel|end|quit|discontinue|turn off|switch off|cease)( (all|these|the|my|your|this|with|
    sending))* ({_TEXTS}|subscription)
    (turn|switch) (these |the |my |your )?{_TEXTS} off|leave me alone
""")
_NO_OPT_OUT = phrases(rf"""
    (dont|never|not|why did you|why have you|did you|why did the) (to |please |ever |want (you )?to )*(stop|
    cancel|unsubscribe|remove|opt out)
    (dont|didnt|not) (get|receive|getting|need to)( [a-z]+)* {_TEXTS} (today|yesterday|yet|this|last)
    how (do|can) i (stop|cancel|unsubscribe)
""")
_BROKE_OFF = re.compile(
    r"[ .,]*stop (?:at |about |it |just |roughly )*(?:half|midway|mid way|part|early|after \d)"
)
# A text that begins with stop and says nothing else is about the texts; anything more is for a person.
_STOP_WORDS = words(
    "stop asking telling questions a all any anymore at bothering contacting contact from get getting i "
    "it me messages more my now number call please receive receiving reminders send sending texts thanks "
    "thank the them these this to want you your again off list immediately bloody damn ok stupid annoying "
    "and that those everything unsubscribe out opt of in so many with spam spamming pestering harassing "
    "hassling nagging us not interested dont no bye emails anything else ever for is being enough too "
    "every days just kindly right away cheers today alerts notifications im longer"
)
_START = phrases(rf"""
    < ((yes|please|ok|hi) )*(start|unstop|resume|restart|subscribe)( (again|please|back|up|me|now|thanks|
    it))+( [.,])* >
    (start|resume|restart|begin|continue|recommence|reactivate)( (up|sending|with|getting|receiving|me|the|
    my|your|those|these|again|back|on|please|to|send))* {_TEXTS}
    (turn|switch|put)( (the|my|me|these|your|back|{_TEXTS}))* on( (the|my|for|again|please|list|
    {_TEXTS}))* (again|please|list|{_TEXTS}|>)
    (turn|switch|put)( (the|my|me|these|your))* {_TEXTS} (back )?on
    sign me (back )?up|resubscribe|unstop|opt (me )?(back )?in|(add|put) me back( on| in)?
    (get|have|want|like|receive)( (the|my|your|to|get|have|receive|these))* {_TEXTS} (on )?(again|back)
""")
_HOW_TO_ANSWER = phrases("""
    (what|how|which word)( [a-z]+){0,5}? (reply|replying|answer|respond|texts|texts back|type|put back|
    put >|send back|say back|say to this)
    how (does|do) (this|it|these|i|the)( [a-z]+)? (work|use it|use this)
    what (does|do) (this|done|skipped|it) mean
    what are (my|the) (options|commands|choices|keywords|words)|how do i (use|do) this
    (dont (know|understand|get)|not sure|forgot|no idea|unsure|dunno) (what|how) (to |i |do i |should i |
    im )*(reply|answer|respond|texts|put|send|type|say|write|meant to|supposed to)
    < (options|menu|commands|instructions|help (please|me reply)|please help)( [.?])* >
""")


def asks_to_stop(said: str) -> bool:
    if re.match(r"[ .,]*stop ", said):
        return not _BROKE_OFF.match(said)
    return bool(_OPT_OUT.search(_NO_OPT_OUT.sub("", said)))


def says_more_than_stop(said: str) -> bool:
    """Whether an opt-out holds something else that a person should read."""
    more = not set(re.findall(r"[a-z]+|\d", said)) <= _STOP_WORDS
    begins = re.match(r"[ .,]*stop ", said) is not None
    return (more and begins) or _WRONG_PERSON.search(said) is not None


def asks_to_start(said: str) -> bool:
    return _START.search(said) is not None


def asks_how_to_answer(said: str) -> bool:
    return _HOW_TO_ANSWER.search(said) is not None


# --- somebody else -------------------------------------------------------------------------------------------

_KIN = (
    r"(wife|husband|daughter|son|mum|dad|carer|partner|sister|brother|nurse|neighbour|friend"
    r"|granddaughter|grandson"
    r"|girlfriend|boyfriend|niece|nephew|widow|widower|secretary|assistant|roommate|flatmate)"
)
_WRONG_PERSON = phrases(rf"""
    wrong (number|no|person|call|guy|woman|man|patient|name|1|one|lady|bloke|people)
    (got|have|had) (the )?wrong|mistaken( identity)?
    [a-z]+ (doesnt|no longer) (have|has|use|uses|own|owns|live|lives|work|works) (this|here|at|
    on)( number| call)?( anymore)?
    who (is |are |r |the hell is )*(this|dis|you|that|texts( me)?|sending( me)?( this)?|these)( (from|
    please|then|is|texts|me|are))* >>
    whos (this|dis|that|texts|sending|you|number)( [a-z]+){{0,3}}|who gave you|whose number
    who (are|is|r) (you|this)( [a-z]+){{0,2}}|who am i (speaking|talking|texts) (to|with)
    how did you get (my|this) (number|call)
    (do i|dont i|i dont|dont) know (you|u|who (this|you|u))( are| is)?( this)?
    (this is|its|im)( (his|her|their|the|just|only|[a-z]+s))? {_KIN}( here)?
    {_KIN} (here|speaking|replying|texts this)|on behalf of
    (no|nobody|no 1|no one|not|isnt|theres no|never)( 1| one| a| any)?( [a-z]+)? (here|called|named|
    by that name|of that name|at this number|on this number|lives here)
    (dont|never|didnt) (know|knew|heard of|hear of) (a|any|anyone|anybody|no 1|no one)( [a-z]+)?
    (anymore|any more) wrong
    (new|changed|different|old|not my|isnt my|not (his|her)|isnt (his|her)|no longer [a-z]+) (number|
    call)( [a-z]+)?
    belongs? to (someone|somebody|me|a)|used to be (his|her|someone|their)
    not [a-z]+s (number|call)( anymore| any more| now)?|isnt [a-z]+s (number|call)( anymore| any more| now)?
    (dont|never) (have |had |even |been to |seen |got |do |go to |am )+(a |any |your |the )?(physio|clinic|
    chiropractor|exercises|patient)
    (not|never)( been)? (a|your|the|1 of your|one of your) patients?( of yours)?
    not (who you|the person|the right person|whom)
    < (sorry |hi |hello |its |this is |thats |you want )*not (for )?me( mate| sorry| love)? >>
""")
_NAMES = words(
    "sarah john margaret jean mary david susan linda karen paul peter michael mike james robert bob "
    "william bill tom thomas steve stephen steven andrew andy chris christine helen anne ann anna jane "
    "janet joan barbara patricia elizabeth liz emma laura julie claire lisa michelle sandra carol dave "
    "jim george richard brian alan kevin gary ian simon tony anthony graham keith dorothy betty doris "
    "ruth maria jose ahmed mohammed ali fatima priya raj jack harry charlie oliver sophie olivia emily "
    "lucy kate katie rachel rebecca becky amy jen jenny jennifer jessica jess nick dan daniel ben sam "
    "samantha matt matthew joe joseph ken kenneth fred ron ronald derek dennis maureen sheila brenda "
    "irene joyce marie diane donna angela tracy sharon debbie deborah nancy alice eric philip phil geoff "
    "neil stuart colin roger martin adam luke ryan scott greg jeff larry walter arthur henry edward ted "
    "judy gloria marion mark"
)
_IS_NOT = re.compile(
    r"(?<= )(?:this isnt|this not|this is not|its not|im not|not|isnt|theres no|there is no|no|arent"
    r"|aint|wasnt) ([a-z]+?)s?"
    r"(?= (?:[.,;?]|call|number|here|anymore|mate|sorry|lives|you|wrong|love)| $)"
)


def is_somebody_else(said: str, text: str) -> bool:
    if _WRONG_PERSON.search(_OTHER_USE.sub("", said)):
        return True
    capital = {word.lower() for word in re.findall(r"\b[A-Z][a-z]+", text[1:])}
    return any(
        word in _NAMES or (word in capital and not said.startswith(f" {word} "))
        for found in _IS_NOT.finditer(said)
        for word in (found[1], found[1] + "s")
    )


_OTHER_USE = phrases("""
    (did|do|done|doing|using|used|use) (it |them |the |that |these |my )?(exercises |stretch |band |foot |
    leg |side |weights )?(with |on |in )?(the )?wrong( one| 1| way| side| leg| foot| order)?
    wrong (one|1|way|side|leg|foot|order|exercises|band)
    (new|different|old) call (band|plan)|who is (this|that) for
    (got|have|had) (it |them |something |anything )?wrong
""")
