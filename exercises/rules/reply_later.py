"""Texts that put the exercises off: "in an hour", "after work", "not yet".

All functions take the text as `reply_spelling.plain` spells it; numbers may be `#`.
"""

import re

from exercises.rules.reply_words import alternatives, either, phrases

_SPAN = r"(bit|little while|minutes|while|sec|second|seconds|mo|moment|hours|h|m|jiffy|tick|few|couple)"
_SOME = r"( (a|an|about|like|another|half|couple|few|#|\d+|the next|or so|of|maybe|1|just))*"
_COUNT = r"(#|\d+|a|an|1|half an|few|a few|couple of|a couple of|another|some)"
_WILL = either("""
    will | gonna | shall | hope to | hoping to | want to | trying to | need to | got to | have to | plan to
    due to | about to | ready to | wanna | ill
""")
_THEN = r"( (just|still|definitely|probably|hopefully|try|to|have|then|be|get|now|them|soon|all|it|maybe))*"
_DO = alternatives("""
    do try get start be finish finished exercise have fit crack catch complete completed squeeze tackle
    managed begin go hit doing starting exercises
""")
_IT = either("""
    it | them | my (exercises|stretches|physio|session|set|reps|homework) | the exercises | exercises | mine
    these | physio
""")
_EVENT = alternatives("""
    work bed dinner tea lunch breakfast supper brekkie church school shift shower bath nap walk class gym
    appointment meeting football match game film movie programme program show telly corrie kids shopping shops
    medication meds coffee cuppa housework college uni bingo mass prayers golf swim swimming run party
    exercises drink food
""")
_LATER_TODAY = phrases(rf"""
    later | soon(ish)? | this eve | << (an|1|half an) hours >> | still to do | shortly | presently
    << right now >> | not (right )?now | sometime | within (the|an|#|\d+) [a-z]+ | in progress | not just yet
    not yet | tonight | this pm | bedtime | half an hours
    (this|early|late|in) (evening|afternoon|arvo|aft) | in the (evening|afternoon) | before {_EVENT}
    (at|over|around) (lunch|dinner|tea|lunchtime|teatime|noon|midday|breakfast|night)
    << (lunch|lunchtime|teatime|dinnertime|noon|midday|evening|afternoon)( (time|instead|please|today|maybe|
        better|is better))* >>
    (not|no) (til|till|until) [a-z#\d]+ | (til|till|until) (later|tonight) | not today yet
    in{_SOME} {_SPAN} | << in (#|\d+) >> | {_COUNT}( more| mo)? {_SPAN} (please|more|mate|or so|first|left)
    << (just |only )?{_COUNT} more {_SPAN}
    << (just )?(a|\d+|#|half an) {_SPAN}( (please|mate|x))* >> | give (me|us) [a-z#\d]+ | next hours
    (on|next on) (the|my|our) (to do |todo )?list
    (planned|scheduled|booked|pencilled|set)( (in|them|it))* for [#\d]+
    << ((need|needs|gonna|just|let|me|have|got|going|to|a|my|having|i|get|do|some|eat|finish|
        want) )*[a-z]+ first( then( [a-z]+)*)? >>
    << just (?!(feeling|wondering|asking|checking|saying|letting|getting|thinking|aching|being|hoping|
        wanting) )[a-z]+ing( [a-z]+)*
    << just (walked|pulled|got|sat|come|arrived|popped|nipped)( [a-z]+)* | nearly home
    (the|this) (minute|moment) (i|im|ive)
    (reset|set( (a|the|my))* reminders)( [a-z#]+)*
    do {_IT} (at|by|around|about|later|tonight|after|when|before|in|on) [a-z#\d]+
    in the middle of [a-z]+ | << (arvo|avo) | this avo
    hang on | hold on | hold your horses | bear with | << wait(ing)?( [a-z]+)* | as soon as | asap
    < (ok )?i (will|shall)( do( it| them)?)? >> | {_WILL}{_THEN} {_DO} | << will do
    getting (round|ready|started|on with) | getting (to|round to) {_IT}
    get (to|round to) {_IT} (later|soon|after|when|in|this|tonight)
    << ((just|im|now) )*(getting|putting|grabbing|changing|setting) (?!(better|worse|easier|harder|stronger|
        old|there|on|used|over) )[a-z]+
    mid (session|way|exercises)
    about to( now)? >> | just about( to)? | (currently )?on (the|my) mat | starting( (now|soon|them|it))?
    on {_IT} now
    << ((im|just|am|currently|about|off|right|ok|still) )*(doing|on|to do|starting|midway|in the middle of|
        half way)( through)?( doing)? {_IT}
    doing {_IT} (now|right|later|shortly|tonight|soon|after|when|in|at|#|as we speak)
    still (doing|going|on|at) {_IT}
    << ((still|currently|busy|im|am|just|now) )*(doing|started|starting)( (right now|now|it|them|mine|those|
        these|{_IT}))* >>
    middle of (doing|the) | in the middle of {_IT}
    on my way | on it | onto it | let me (have|finish|eat|get) | midway through | in the process
    nearly (ready|there)
    (not|none|havent|hasnt|nothing|didnt)( [a-z]+){{0,5}} yet | havent (even )?started | yet to (do|start)
    (will|do|doing|them|it|maybe|try|yet|{_DO}) after( (my|the|a|i|this|we|#|\d+|kids|all))*( [a-z]+)?
    << after >> | << ((will|maybe|probably|do|doing|straight|right) )*after (#|\d+|[a-z]+)( [a-z]+)*
    << ((do|will|maybe|probably|just) )*(when|once|before) (i|ive|the|im|kids|we|my|its|hes|shes|they|baby|
        everyone|work|bed)( [a-z]+)*
    << (once|as soon as) (?!(a|more|again|upon|daily|weekly|or|every|this|i did) )[a-z]+( [a-z]+)*
    {_IT} (when|once|before) (i|the|im|kids|we|my|ive) | when (i|im|we) (get|am|back|home|finish|have)
    once (i|the|ive|im|work|kids|they|my)
    << ((at|around|by|maybe|probably|this|about|do|after|make it|say) )*#( (please|instead|today|ish|then))*
        >>
    << when (?!(i|it|you|do|does|is|are|can|will|should|did|was|we|they) )[a-z]+( [a-z]+)*
    (tonight|evening|afternoon|later|lunchtime) (i|ill|will|please|instead|is better|better|maybe|then|for me)
""")
_ANY_DAY = phrases(r"""
    next [a-z]+day | << (weds|mon|tues|thurs|fri|sat) >> | << (at |on )?the weekend | tomorrow
    in the morning | next (days|weeks|time) | another (days|time) | << first thing( [a-z]+)*
    (over|at|this) (the )?weekend | in the am | demain | manana
    (it|them|do) (on )?(mon|tues|wednes|thurs|fri|satur|sun)day
    << (on )?(mon|tues|wednes|thurs|fri|satur|sun)day( (morning|evening|afternoon|instead|please))* >>
    << morning (instead|please|better)
""")
_AGAIN = either(r"""
    in | at | later | tomorrow | tonight | after | this | again | # | when
    (about|around|nearer|closer to) (#|\d+) | next | \d+ | before | once | closer | back | please
""")
_ASKED = phrases(rf"""
    snooze | postpone | delay | defer | push (it|them|this)?( )?(back|to) | remind( (me|us))?( {_AGAIN})+
    (please|can you|could you|would you|will you|to|later)( please)? remind (me|us)
    < remind( me)?( please)? >
    (ask|try|texts|nudge|ping|message|messages|check|prompt|reminders|poke|buzz|give me a)( (me|us|with|shout|
        nudge|poke|buzz|reminders|this|back))* {_AGAIN}
    send( me)?( (this|it|the texts|texts|reminders|another|1))* (again|later|at|in|tonight|tomorrow)
    reminders (later|tonight|please)
""")
_PLACE = alternatives("""
    vets garage party match swimming work shop shops meeting dentist doctors school traffic office gym lunch
    dinner church pub hairdressers car bath shower bus train road way motorway supermarket toilet loo break
    zoom class shift queue airport cinema park beach surgery desk
""")
_OCCUPIED = phrases(rf"""
    on a (work )?call
    (at|stuck at|stuck in|in|on|driving to)( (the|a|my))? {_PLACE} | working( [a-z]+)* (til|until|till) [#\d]+
    driving | cooking
    (not )?out (right now|just now|with|shopping|and about|til|until|for (lunch|dinner|tea|the|a|coffee)|
        walking|at)
    not (at )?home( yet)?
    home (by|at|around|about|after) [#\d]+ | (til|until|till) [#\d]+ | << tied up >>
    (busy|tied up) (right )?(now|just now|til|until|till) | bit (busy|tied up)
    < busy( at work)? >> | ((im|just|still|we are) |<< )eating | still in bed
    (back|home) (at|by|around|about) [#\d]+ | (sat|sitting) down to
    having( (my|our|a|some))* (dinner|tea|lunch|breakfast|bath|shower|nap|cuppa|coffee)
    in (town|meetings) | on the call | << (still )?shopping | (making|preparing) (dinner|tea|lunch|breakfast)
    in bed still | << just (woke|got|waking|getting)( up)? >> | tied up | << mid ?way >>
    (cant|not) (right now|now|just now) | watching (the|a|my)( [a-z]+)? | half asleep
""")
_ILL_AT_EASE = either(r"""
    hurts | sore
    pain(?! (relief|killers?|meds))(?!( (is|was|a|at|went|down|from|level|score|about|of))* \d+) | stiff
    better | worse | ache | numb | eased | settled | improved | bad | tingl\w* | wore | went | gone
""")
_NOT_LATER = phrases(rf"""
    (too|so|not|no|tired|ill|busy|cant|didnt|couldnt|wont|skipped|sore|bad|mood|energy|time|nothing|none|pain|
        done|did|missed|forgot|worse|better|numb|giving|hurts)( (?!til|till|until)[a-z]+){{0,3}} (tonight|
        this evening|this afternoon)
    no later | sooner or later | {_ILL_AT_EASE}( [a-z]+){{0,3}} (after|soon|when|once|later)( [a-z]+){{0,2}}
    (when|after|once|before)( [a-z]+){{0,5}} {_ILL_AT_EASE} | (see|speak to|talk to|catch) (you|ya)[^.,;?]*
    (talk|speak|chat) (soon|later)
    call( [a-z]+){{0,4}} (later|tomorrow|tonight)
    (appointment|visit|funeral|surgery|operation|scan|mri)( [a-z]+){{0,3}} (tomorrow|later|tonight)
    tomorrows | (?<!at )(?<!about )(?<!around )(?<!by )\d+ (tonight|before bed|after work)
    \d+ (in the|this|at) (morning|evening|afternoon|night) | hope( [a-z]+){{0,4}} soon | get well soon
    (died|passed away)( [a-z]+){{0,3}} | (good|great|lovely) (evening|afternoon) | in pain
    (slept|sleep|woke)( [a-z]+){{0,3}} in the morning | in the (evening|afternoon|morning)s
""")
_FOR_GOOD = phrases(r"""
    (different|another) time
    (every|each) (days|morning|evening|night|time|weeks) | from now on | instead of | in future
    always (texts|remind) | weekly | every other
    (change|move|make|switch|adjust|set)( (my|the|these|this))* (reminders|texts|messages|time)
    (reminders|texts|messages)( [a-z]+)* (in the (morning|evening)|earlier)( instead)?
""")


_CLAUSE = re.compile(r"(?<= [.,;?])(?= )")


def puts_off(told: str) -> bool:
    """Whether it says "later", in a text that reports nothing."""
    kept = _NOT_LATER.sub("", told)
    return any(found.search(kept) for found in (_LATER_TODAY, _ANY_DAY, _ASKED, _OCCUPIED))


def puts_off_today(said: str) -> bool:
    """ "not yet", "no time now, will do tonight": not done, but still meant for today."""
    today = " ".join(clause for clause in _CLAUSE.split(said) if not _ANY_DAY.search(clause))
    return bool(_LATER_TODAY.search(_NOT_LATER.sub("", today)) or _ASKED.search(today))


def puts_off_to_another_day(said: str) -> bool:
    return _ANY_DAY.search(_NOT_LATER.sub("", said)) is not None


def asks_for_a_reminder(said: str) -> bool:
    """Whether it asks to be reminded once more, not at another time of day from now on."""
    return bool(_ASKED.search(said)) and not _FOR_GOOD.search(said)


def is_occupied(said: str) -> bool:
    return _OCCUPIED.search(said) is not None
