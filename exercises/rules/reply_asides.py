"""What a text says beside the exercises: how hard they were, and why they were left out.

All functions take the text as `reply_spelling.plain` spells it. Patterns in capitals are tables of phrases: add
what people say as a line, see `reply_words.phrases`.
"""

from exercises.rules.reply_words import BODY, alternatives, either, phrases

# --- difficulty ----------------------------------------------------------------------------------------------

_HARD = alternatives("""
    hard harder hardest tough tougher difficult tricky challenging brutal gruelling exhausting intense
    strenuous demanding taxing
""")
_EASY = r"(easy|easier|easiest|easily|simple|doddle|breeze|effortless|too light|no sweat|simples)"
_NOT_SO = either("""
    too | that | so | very | as | really | particularly | overly | all that | exactly | super | quite | at all
    been | the
    any | getting | much
""")
_NOT = rf"(not|wasnt|werent|isnt|arent|never|no|nothing|(didnt|dont) (find|feel)( it| them)?)( {_NOT_SO})*"
_DIFFICULTY = (
    ("easy", phrases(rf"{_NOT} {_HARD} enough")),
    ("ok", phrases(rf"{_NOT} {_HARD}|neither|average difficulty|reasonable")),
    ("hard", phrases(rf"{_NOT} {_EASY}")),
    (
        "ok",
        phrases("""
    (about|just|felt) right | manageable | comfortable( level)? | comfortably | doable | right level
    moderate | medium | goldilocks
"""),
    ),
    (
        "easy",
        phrases(rf"""
    (breezed|sailed|flew|cruised|whizzed) through | childs play | piece of (cake|piss) | walk in the park
    no (bother|trouble|effort|sweat)
    {_EASY}(?! (on|ones|exercises|to forget|days|weeks))
"""),
    ),
    (
        "hard",
        phrases(rf"""
    (?<!try )(?<!trying )(?<!work )(?<!raining )(?<!raining too ){_HARD}(?! (weeks|days|time|night|month|year|
        ones|floor|chair|boiled|to (fit|find|get|remember|make|say|tell|explain)))
    (great|some|much|a lot of|with) difficulty | (a|real|quite a|bit of a) challenge
    struggled?(?! (to (find|fit|remember|get round)|with time)) | hard work | killed me | heavy going
    hard going
    struggling(?= (with (the|it|them|[a-z]+ (one|1|exercises))|to do))
"""),
    ),
    (
        "ok",
        phrases("""
    (?<!is )(it|they|exercises|found (it|them)|difficulty)( (was|were|felt|went|is|are|all|just|quite|
        pretty))* (ok|fine|alright|all right|well enough|reasonable)(?! (with|thanks|to|if|for))
    (ok|fine|alright) (level|difficulty|effort|intensity)
    (difficulty|level|effort|intensity) (was |is )?(ok|fine|alright|good)
"""),
    ),
)
_OF_THE_BODY = phrases("""
    (back|knee|leg|hip|neck|shoulder|foot|ankle|pain|bum|i|im)( (was|is|felt|feels|feel|feeling|all|just|
        a bit|bit))* (ok|fine|alright|manageable|moderate|comfortable|tolerable|easy|easier|hard|harder)
""")


_WISHED = phrases("""
    (like|want|need|have|get|give|some|any|send|try|for|onto|to)( (me|a|some|any|the|on to|to|with))* (harder|
        easier|tougher)( [a-z]+)?
""")


def difficulty_said(said: str) -> str | None:
    """easy, ok or hard, when the text says so in words."""
    kept = _WISHED.sub("", _OF_THE_BODY.sub("", said))
    return next((level for level, pattern in _DIFFICULTY if pattern.search(kept)), None)


# --- reason --------------------------------------------------------------------------------------------------

_KIT = alternatives("""
    band bands theraband mat weights weight equipment ball roller dumbbell dumbbells dumbell dumbells kit gear
    kettlebell kettlebells strap loop rope belt resistance
""")
_THING = either(rf"""
    {_KIT} | chair | towel | stick | step | pillow | table | bench | cushion | board | dumb bells? | stairs
    space | bike | machine
""")
_ANY_WORD = either("""
    a | the | my | any | got | get | new | to bring | to pack | proper | exercises | resistance | yoga
    foam | red | green | blue | yellow | it
""")
_ANY = rf"( {_ANY_WORD})*"
_LACK = alternatives("""
    no without lost havent need needed broke broken left forgot missing burst where snapped misplaced packed
    wheres lent ate chewed stole borrowed
""")
_GONE = alternatives("""
    broke broken snapped lost missing burst split ripped perished gone packed at pinged popped went away in
    punctured flat
""")
_EQUIPMENT = phrases(rf"""
    no (room|space|where) | nowhere to | (floor|wall) space
    ({_LACK}|havent got|dont have|didnt have|(cant|couldnt) find|waiting for){_ANY} {_THING}
    {_THING}( [a-z]+){{0,2}}? {_GONE}
    (band|bands|weights?|mat|kit|ball|one|ones)( (one|ones))? (as|because) i (left|lost|forgot|dont have|
        havent got|cant find)
    (cant|couldnt) find (it|one|them)
""")
_EXERCISE_WITH_KIT = phrases(rf"{_KIT} (one|ones|work|exercises|stuff|bit|walks?|squats|rows?|pulls?|raises)")
_ANY_KIT = phrases(_KIT)
_FORGOT = phrases(r"""
    forgot(?! (about the pain|how)) | forgetting | forgetful
    (slipped|went out of|out of|gone from) my (mind|head)
    (didnt|dont|couldnt|never|only just|only|when i|when|not) remember(ed)?(?! (how|which|what|if|when|
        whether|the))
    clean (out of|forgot) | lost track | mind went blank | brain fog
    (memory|brain|mind) like a (sieve|goldfish) | remembered too late | wasnt thinking | memory
    cross(ed)? my mind | escaped (me|my) | senior moment | went (right |clean |straight )?out of my head
""")
_ILL = phrases(r"""
    ill | sick | flu | covid | fever | feverish | migraine | headache | vomit\w* | puk\w+ | threw up
    throwing up | unwell | poorly | nausea | nauseous
    dizzy | infection | diarrhoea | diarrhea | the runs | food poisoning | norovirus | virus | sickness
    tonsillitis | chesty | bronchitis | sinus\w*
    toothache | (tummy|stomach|belly) (ache|upset|bad|off|trouble|problems?) | lurgy | sniffles | bunged up
    period (pain|cramps) | jab | vaccine | shingles | uti | pneumonia | hay ?fever
    (a|got|bad|awful|nasty|stinking|heavy|with|the|my|have|stomach|tummy|rotten|horrible|of|full|caught|chest|
        head) (head |chest )?(cold|bug|chill)
    (not|dont|didnt)( (been|feeling|feel|too|very|so|at all|really|quite))* (well|good|great|myself|right|100)
    under the weather | (upset|dodgy|bad|funny) (tummy|stomach|belly) | in bed with | (coming|come) down with
    temperature | sore throat
    feel(ing)?( (a|bit|so|very|really|pretty))* (rough|awful|rubbish|lousy|crap|ropey|grim|terrible|horrible|
        shocking|rotten)
    (banging|splitting|pounding|thumping) head | cough\w* | vertigo | stuck in bed | period | tooth
    allerg\w+ | streaming cold
    off colour | laid up | run down | crook
""")
_PAINFUL = either(r"""
    hurts | swelled | swelling | puffy | sore | soreness | painful | agony | aching | achy | stiff | tender
    seized | swollen | inflamed | niggl\w+
""")
_PAIN = phrases(rf"""
    {_PAINFUL} | spasms? | spasming | flar\w+ | aches? | killing me | sciatica | throbbing | unbearable
    excruciating | twinge\w* | tweaked | pinged
    ouch | stabbing | shooting pains? | (bad|dodgy|gammy|sore|swollen|stiff) {BODY}
    (pulled|jarred|wrenched|ricked|strained|hurts|twisted|put|done) (a|my|something|the) ({BODY}|muscle|hammy|
        out|in)
    cramp(s|ing|ed)? | trapped nerve | locked up | strain(ed)? | tightness
    {BODY}( (has|is|was|are|were|had|really|just|completely|totally|s|too|so|very|still|been|feels?|
        went and))* (swollen|gone|went|locked|bad|worse|terrible|awful|playing up|played up|giving|gave|gives|
        out|hell|acting up|acted up|complaining|bothering|shot|dodgy|tight|screaming|not (good|great|right|
        happy)|rough)
    {BODY} (wont|wouldnt|didnt|cant|couldnt) (let|allow|cope|take|handle|manage)
    (?<!kids )(?<!baby )(?<!children )play(ed|ing) up | act(ed|ing) up
    (too much|so much|in|lot of|bad|awful|the|severe|terrible|of|more|worse|sharp|with|for|from|much|because|
        bit of|some|constant|real|increased|extreme|due to|{BODY}|nerve|as) pain(?! (is |was |at |of |a |
        level |score |about |only |just )*\d+)
    pain( (is|was|got|has|just|level|in my \w+|s|gets|came|{BODY}))* (too|bad|worse|terrible|awful|unbearable|
        high|severe|increased|stopped|made|much|back|kicked|on)
""")
_WORK = either("""
    work | works | job | office | shift | shifts | meetings? | deadlines? | overtime | boss | college
    school | uni | exams? | homework
""")
_TO_WORK = either("""
    at | on | from | with | because of | because | due to | too much | many | for | mad | stuck in | to | in
    called into
    double | long | night | late | full | extra | early | a | over | lots of | loads of | lot of | busy
""")
_AT_WORK = rf"{_TO_WORK}( (the|my|a|an|so|very|really|mad|busy|late|long|been))* {_WORK}"
_TIME = phrases(rf"""
    (no|not|get|havent had|had|ran out of|running out of|run out of|out of|enough|short of|short on|lack of|
        much|any|got|pushed for|the|find|found|make|have|spare|free|little|tight (on|for)|stuck for)( (of|
        enough|any|the|had|much|got|spare|free|a|really|no))* time(?! (i|to be|being|since|round|we|you))
    (crazy|mad|mental|hectic|manic|chaotic|nightmare|packed|full|long) (days|weeks|schedule|morning|diary|one)
    run ragged | chaotic
    (didnt|never|not|no|hardly|havent)( (have|had|get|got|find|even|a|the|1|spare|free))+ minutes | revising
    studying | revision | packing
    just (got|getting) (in|home|back) | called in | caught up | traffic | commut\w+ | driving | travelling
    no chance (to|of|between) | (havent|not|hardly) stopped
    time (got|ran|flew|was|constraints?|just|slipped|wise)
    busy | hectic | manic | rush(ed|ing)? | run off | visitors | guests | company | swamped | snowed under
    chaos | chaotic | mental (days|morning|weeks)
    {_AT_WORK}(?! (out|it|well|for me|ok|fine))
    << {_WORK} | meetings? | deadlines? | overtime | shift
    {_WORK} (was|is|has|been|got|mad|mental|ran|run|late|nights?|overran|trip|commitments)
    work(ed|ing)? (all|late|was|is|has|been|got|double|a|long|over|nights?|days?|away|today|until|til|mad|
        overtime|through|extra|too much|very much|so much|a lot)
    << working | work(ed|ing) (\d+|#) | (on|doing) (nights|days|lates|earlies)
    (dentist|doctors?|hospital|gp|optician|vets?|clinic) appointment | housework | chores | childcare
    babysitting | looking after | school run
    (had|get|got|have|find|the|any) (a |the |any |much )?chance(?! of) | workload | travel\w* | on the go
    got away from me
    days (full|ran away|got away) | full (days|on) | long days
    (kids?|baby|babies|grandkids|children|grandchildren|toddler|grandson|granddaughter|little one) | family
    (got|get|home|back|in|ran|running|run|up|too|until|far too) late(?! (night|last night))
    late (home|back|for|getting|finish)
    had to (go|leave|dash|work|take|pick|collect|drive|drop|get|look|help) | flat out | non ?stop
    got called (in|away)
    (didnt get|got|get|not|wasnt) (home|back|in) (til|till|until|late|at)
    house (full|move|guests) | moving (house|days) | errands | didnt stop all | appointments? all
    (a lot|so much|too much|loads|lots) (on|going on|to do)
""")
_OCCASION = phrases("funeral|wedding|birthday|christening|died|passed away")
_OTHER = phrases(r"""
    fussed | tired | knackered | exhausted | shattered | bothered | arsed | assed | mood | (un|de)?motivat\w+
    lazy
    hot | holidays? | hols | vacation | away
    rest days? | resting | days? off | raining | rain | weather | wedding | funeral | wake | hungover
    hangover | drunk | wrecked | pooped | asleep | sleep
    slept | sleepy | overslept | worn out | (0|no|zero) energy | energy | travelling | flight | party
    stress\w* | depressed | fed up | (feeling|bit|really) down | couldnt face | face it
    feel(ing)? (like|it) | (didnt|dont) fancy | (not|feel|wasnt) up (to|for) | wiped | bored | boring | died
    passed away | hospital | camping | birthday
    christmas | easter | gym | cba | lost interest | power cut | heatwave | too (cold|hard|difficult|tough)
    not (safe|sure how) | didnt want
    dont want | nervous | anxious | scared | afraid | broke down | bad (days|night) | needling | golf
    football | match | drained | burnt out | beat
    done in | spent | fatigued? | cold | snow | storm | willpower | discipline | inclined | effort
    jet lag\w* | procrastinat\w+ | distracted
    not in the | headspace | upset | sad | low | grieving | airport | abroad | trip
""")
_CAUSE = phrases(r"""
    (because|due to|owing to|thanks to)(?! (yesterday|monday|tuesday|wednesday|thursday|friday|saturday|
        sunday|last|the weekend|this|days|weeks)) [a-z]+
    as (i|im|ive|my|the|we|its|it|was|had|were) [a-z]+
    too (?!easy|light|simple|gentle|slow|fast|short|long|few|many|early|good)[a-z]+
    (been|was|on|in|at|out|away|slept)( [a-z]+){0,3} all (days|morning|afternoon|night|weekend)
    [a-z]+ so (i )?(no|not|didnt|couldnt|havent|skipped|missed|cant|wont|never|only)
""")
_STORY = phrases(r"""
    << ((i|ive|we|just|im|still|sorry|as|and) )*(been|was|were|had|having|went|at|took|on|my [a-z]+ (is|was|
        has|had|got|broke|came)|its (my|our)|it was|feeling|feel)(?! (better|good|great|to|no|not|done|any|
        skipped|them|it|better|round|doing|just|able|ok|fine|lol|gonna|and|again|today|tonight)) [a-z]+
""")
_NO_REASON = phrases("""
    (before|after|til|until|once|finish|finished) work | works? (well|for me)
    (this|next|last|first|same|every|each|bed|any) time
    no pain | pain 0 | (hard|good|great|band|core|floor|nice|house|body) work
    (not|wasnt|isnt|without|less|doesnt|didnt)( (too|very|so|that|feeling|much|really|any|even|a bit))* (sore|
        hurts|painful|tired|stiff|busy|pain|ache|aching)
    didnt hurts | (?<!short )on time | calmed down | down to
    sit down | down to | written down | lying down | better late than never | im afraid | afraid (not|i|so|no)
    sorry (its|im|for the) late | late reply
    (dont|wont|not|never|nearly|almost|didnt)( (let me|quite))? forgot
    (feel|feeling) like (a )?(new|million) | later | day off tomorrow
""")


def reason_said(said: str, *, skipped: bool) -> str | None:
    """Why exercises were left out: pain, time, forgot, ill, equipment or other; None when not said.

    `said` is the text without its questions. A cause that is none of the named ones is other. When all were
    `skipped`, a word for equipment is enough; else it may be an exercise that was done.
    """
    kept = _NO_REASON.sub("", said)
    if skipped and _ANY_KIT.search(_EXERCISE_WITH_KIT.sub("", kept)):
        return "equipment"
    reason = next((reason for reason, pattern in _REASONS if pattern.search(kept)), None)
    return "other" if skipped and reason is None and _STORY.search(kept) else reason


_REASONS = (
    ("equipment", _EQUIPMENT),
    ("forgot", _FORGOT),
    ("ill", _ILL),
    ("other", _OCCASION),
    ("pain", _PAIN),
    ("time", _TIME),
    ("other", _OTHER),
    ("other", _CAUSE),
)

_WORN = alternatives("""
    tired busy ill sick knackered poorly exhausted hungover stressed unwell shattered wrecked lazy lousy
    nauseous drained sleepy depressed forgot
""")
_UNFIT = alternatives("""
    ill sick poorly unwell knackered exhausted shattered lazy tired rough awful rubbish lousy nauseous
    hungover busy stressed wiped away hectic
""")
_ILLNESS = r"(covid|flu|cold|bug|virus|infection|migraine|headache|temperature)"
_VERY = either("""
    so | really | very | super | crazy | mad | absolutely | bit | a bit | totally | completely | way | far
    just | all | too | pretty | rather
""")
_AM = r"(im|am|was|feeling|feel|felt|been|off|still|got|too|i was|ive been|being|not feeling)"
_EVER_SO = r"( (days|one|weeks|today|tonight|sorry|again|this morning|this evening|now|after [a-z]+|x|xx))*"
_REASON_ENOUGH = phrases(rf"""
    << ((im|was|just|it was|its|feeling|felt|been|way|far|bit|a|sorry|ive|am|i|i was|still|really|much|today|
        yes|hi|hello) )*too (?!easy|hard|difficult|tough|light|many|early|simple|good|kind|right|funny|true|
        cute|sweet|young|old|gentle|few|little|long|short|often|well|fast|slow|high|low|close|quick|
        bad (though|now|thanks)|far|thanks|dear)[a-z]+( (today|tonight|now|to|this|at|for|after|with|in|from|
        on|and|because|sorry|x|again|\d+|right|much)( [a-z]+)*( \d+)?)? >>
    << ((sorry|im|just|am|i|was|been|feeling|ive|still|a) )*({_VERY} )*{_WORN}{_EVER_SO} >>
    (been|was|had|am|im|being|have)( (?!crying )[a-z]+){{0,7}} all (days|morning|afternoon|weeks|evening|
        weekend|night)
    {BODY} (is|was|are|feels?)( [a-z]+)? too [a-z]+ | (slept|worked|travelled) all days
    no (time|energy|motivation|chance|mood|{_KIT}|chair|willpower|space) | (ran|run|running) out of time
    ({_AM}( {_VERY})*|(?<!is )(?<!are )(?<!was ){_VERY}|kids|havent been|dont feel|didnt feel) {_UNFIT}
    (not|dont|didnt|havent)( (been|feeling|feel|too|very|so|at all|really))* (well|myself)
    (in|so much|having) (agony|spasm|too much pain|so much pain|a lot of pain|bad pain)
    (hurts|painful|sore) too (much|bad) | too (hurts|painful) | seized( up)?
    busy (days|at work|with [a-z]+|all days)
    (back|knee|hip|neck) (has |is )?(gone|went|out|locked)( completely| again)?
    too much (pain|on|going on|work|hurts)
    (got|have|had|with|caught)( (the|a|an|bad|horrible|stinking|nasty|rotten))* {_ILLNESS}
    < ({_ILLNESS}|holiday|work|working|long (days|shift))( [a-z]+)? >>
    (vomit|puk)\w* | threw up | throwing up | food poisoning | (stomach|tummy) bug | under the weather
    (on|away on) (holidays?|vacation|hols) | (?<!passed )away (this|today|for|on|at|until|all|til|with)
    (dont|didnt|not) (really |quite )?(feel|feeling|fancy) (like )?(it|them|up to it|doing|exercis\w+)
    (not|cant|couldnt)( [a-z]+){{0,3}} (motivated|going) | not (up to it|in the mood|up for it|motivated)
    (time|days) (got|ran) away( from me)?
    fell asleep(?! doing) | slept (in|through) | power cut | cant be bothered
    (didnt|couldnt|dont) remember( to)?
    (cant|couldnt) find (my|the|any)( [a-z]+)? | (havent|dont) (got|have) (my|the|any|a) {_KIT}
    too [a-z]+ to (do|exercise|bother|managed|face|move|even)
    (lost|left|forgot|broke|snapped) (my|the) {_KIT}
    {_KIT} ([a-z]+ )?(broke|snapped|broken|missing|split)
    (been|was) (at|out|working|on the go)( [a-z]+){{0,3}}? (all|days|long)( [a-z]+)?
    (had|been|such|having) a ((very|really|so) )*long (days|shift)
""")


def reason_alone(said: str) -> bool:
    """Whether a reason is given that by itself says the exercises were left out: "too busy"."""
    kept = _NO_REASON.sub("", said)
    return _REASON_ENOUGH.search(kept) is not None or _FORGOT.search(kept) is not None
