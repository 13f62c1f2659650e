"""How words are read: text spellings, inflections, pairs, emoji, and what is looked for in a misspelling.

Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from collections.abc import Mapping

FORMS = """
    cant: cannot kant kannot cnt carnt couldnt cudnt cldnt coudnt couldn cdnt unable cantt canot cannae canny caint
    dont: doesnt didnt dint didn doesn dnt doesnae didnae dosent dosnt
    wont: wouldnt wudnt
    not: isnt wasnt arent werent aint nt nott
    havent: havnt hvnt hasnt hadnt havnt avent
    and: n nd plus
    you: u ya
    your: ur
    are: r
    be: b
    before: b4
    today: 2day 2dy tday
    tonight: tonite 2nite 2night
    tomorrow: tmrw tomo 2moro tomoz
    night: nite nites nights nightime
    because: cos coz cuz bcos bc becuz
    with: wiv wth
    when: wen whn
    what: wot wat
    about: abt
    have: hav
    feel: feels fel feeel feal feell
    feeling: feelin feelings
    felt: flt
    going: goin gonna
    keep: keeps kept keepin
    numb: nmb nubm numm nub numbe num
    numbness: nummness numbess
    tingle: tingles tingled
    tingling: tinglin
    pee: peepee peepees pees peed peein peeing urinate urinates urinated urinating widdle tiddle pea
    wee: wees weeing weein weewee
    piss: pissing pisses pissed
    poo: poos pooed pooing pooh poop poops pooping poopoo
    shit: shat shitting shits
    take: takes taking took taken
    toilet: toilets loo loos lav lavatory bathroom restroom washroom dunny khazi
    waterworks: waterwork
    bladder: bladders
    bowel: bowels bowls bowells
    stool: stools
    motion: motions
    bum: bums bumm
    buttock: buttocks glute glutes
    butt: butts
    arse: arses
    thigh: thighs
    groin: groins groyne groine
    private: privats privat
    willy: willie willies
    knickers: undies underwear boxers panties pant
    testicles: testicle
    rib: ribs
    lung: lungs
    leg: leggs
    toe: toes
    heel: heels
    foot: foots
    calf: calves calfs
    shin: shins
    knee: knees
    ankle: ankles
    thighs: thighes
    hip: hips
    arm: arms
    hand: hands
    wipe: wiped wipes wiping
    leak: leaking leaks leaked leakin leakage
    dribble: dribbles dribbling dribbled
    struggle: struggling struggles struggled strugglin
    strain: straining strained
    problem: problems probs prob issue issues
    trouble: troubles
    difficulty: difficulties
    accidents: acidents
    erection: erections hardon
    orgasm: orgasms
    ejaculate: ejaculation ejaculating ejaculated
    climax: climaxing
    breathe: breathing breath breaths breathes breathin breth breathed
    cough: coughs coughed coughing coughin
    gasp: gasping gasps
    wheeze: wheezing wheezy wheezes
    chest: chests
    stab: stabbing stabs
    hurt: hurts hurting hurtin
    pain: pains painful
    sharp: sharpe
    needle: needles needling needled needlin
    appt: appointment apt appts
    swollen: swolen swelled swoll swole
    puffy: puffs
    throb: throbs throbbing
    temp: temperature temps temperatures
    shiver: shivers shivering shivery shivered
    ooze: oozing oozes oozy
    red: redness
    bleed: bleeding bleeds bled bleedin
    bruise: bruises bruising bruised
    lump: lumps
    grow: growing grows
    spread: spreading spreads spreaded
    fall: falling
    crack: cracked cracking cracks
    pop: popped popping pops
    snap: snapped snapping
    slipped: sliped slip slips
    crash: crashed
    steroid: steroids
    tumour: tumor tumours tumors
    leukaemia: leukemia
    cancer: cancers cancerous
    droop: drooping droopy drooped droops
    slur: slurred slurring slurs
    faint: faints
    seizure: seizures
    headache: headaches
    sweat: sweats sweating
    buckle: buckled buckles buckling
    slap: slaps slapping
    drag: drags dragging dragged
    tablets: tablet
    pills: pill
    die: dying
    anymore: nomore
    ago: agp
    operation: op
    surgery: surgeries
    stair: stairs
    laughing: laughin
    sitting: sittin
    years: yrs yr year
    weird: wierd
    tum: tummy belly stomach
    mum: mums
    dead: ded dedd deaded
    able: abel ible
    give: gives giving gave given
    work: works working worked werking wrking workin
    collapse: collapses collapsing collapsed
    lose: loses losing lost loosing loose
    wake: wakes waking woke woken
    think: thinks thinking thought thoughts
    want: wants wanting wanted
    wish: wishes wishing wished
    notice: notices noticing noticed
    know: knows knowing knew known
    realise: realises realising realised realize realized realizing
    hold: holds holding held
    touch: touches touching touched
    help: helps helping helped
    drop: drops dropping dropped
    end: ends ending ended
    top: tops topping topped
    lift: lifts lifting lifted
    flop: flops flopping flopped
    trip: trips
    tripped: triped
    respond: responds responding
    incontinent: incontinence incontinant incontinense
    crush: crushed crushing
    bilateral: bilaterally bilat
    haematoma: hematoma
    anaesthesia: anesthesia anasthesia
    weaker: weeker weakening weaken
"""
"""What we call it, and how else it is written."""

OPENED = """
    wanna: want to
    gotta: have to
    lemme: let me
    idk: i dont know
    dunno: dont know
"""
"""One word that is several."""

PAIRS = """
    can not: cant
    could not: cant
    can nt: cant
    can t: cant
    cant not: cant
    couldn t: cant
    not able: cant
    havent able: cant
    no able: cant
    not possible: cant
    do not: dont
    does not: dont
    did not: dont
    don t: dont
    doesn t: dont
    didn t: dont
    will not: wont
    would not: wont
    won t: wont
    have not: havent
    has not: havent
    had not: havent
    haven t: havent
    hasn t: havent
    is not: not
    was not: not
    are not: not
    isn t: not
    wasn t: not
    no longer: nolonger
    not longer: nolonger
    i m: im
    i ve: ive
    it s: its
"""
"""Two words that are one."""

EMOJI: Mapping[str, str] = {
    "\U0001f351": " bum ",
    "\U0001f6bd": " toilet ",
    "\U0001f6bb": " toilet ",
    "\U0001f4a9": " poo ",
    "\U0001f9b5": " leg ",
    "\U0001f9b6": " foot ",
    "\U0001fac1": " lung ",
    "\U0001fa78": " blood ",
    "\U0001f912": " fever ",
    "\U0001f321": " temp ",
    "\U0001f346": " penis ",
    "\U0001f602": " lol ",
    "\U0001f923": " lol ",
    "\u274c": " no ",
    "\U0001f6ab": " no ",
}

FILLERS = """
    a an the my your his her hers their our its it of to so very really quite pretty just bit little is are
    was were am be been being has had have im ive i he she they we you also too even some any all at that
    this these those completely totally absolutely properly still slightly kind sort kinda sorta fully
    actually literally well lot much now do did does get gets getting got go goes going own proper complete
    total on in me 2 us right left almost seem seems manage managed absolute utter sheer pure such already
    fucking bloody effing flipping damn like lil
"""
"""May stand between the words of a phrase."""

KEY_WORDS = """
    numb numbness tingling tingle sensation feeling bottom backside buttock saddle groin crotch genitals
    vagina penis willy privates private testicles thigh passage anus rectum perineum between legs urine
    bladder bowel toilet stool waterworks control accident leaking dribble incontinent soiled wetting
    struggle trouble problem difficulty retention erection orgasm ejaculate intercourse impotent anaesthesia
    cauda equina weak weakness weaker buckle stairs floppy tiptoe breathe breathless shortness chest lungs
    gasping wheeze choking stabbing tightness crushing pressure cough coughing swollen swelling throbbing
    puffy fever feverish temp temperature shivering chills infected infection oozing weeping confused drowsy
    mottled delirious bleeding bruise haematoma warfarin spreading massive fallen crashed ladder slipped
    osteoporosis steroids cancer tumour lymphoma leukaemia melanoma myeloma losing weight sweats drenched
    constant drooping slurred speech stroke blacked fainted fainting collapse collapsed unconscious seizure
    convulsion headache thunderclap throat tongue anaphylaxis blurred vision suicide suicidal overdose
    myself living tablets unbearable excruciating agony worst nothing cannot couldnt didnt unable needles
    sitting stopped breath breathing bilateral working symptoms sciatica feels paralysed pneumothorax
"""
"""Are looked for in a misspelling, besides the longer words of the lists."""

ORDINARY = """
    by he if or up us do go no so we as an at is it me my of on to am tea use
"""
"""Short words that are no half of a split word."""
