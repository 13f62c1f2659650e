"""A patient's text in one spelling, so that the rules that read it can be short."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from exercises.rules.reply_words import words

LONGEST = 1600
"""Characters that are read: the longest text a carrier hands over."""

_EMOJI = {
    **dict.fromkeys("\U0001f44d\u2705\u2714\u2611\U0001f4aa\U0001f44c\U0001f3c1", " thumbsup "),
    **dict.fromkeys("\U0001f44e\u274c\u2716\U0001f6ab\U0001f645", " thumbsdown "),
    **dict.fromkeys("\U0001f912\U0001f927\U0001f92e\U0001f922\U0001f637", " unwell "),
    "\U0001f51f": " 10 ",
    "\u2192": " then ",
    "\u27a1": " then ",
}
_NO_EMOJI = dict.fromkeys(map(ord, _EMOJI))
_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u02bc`\u00b4", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("!\n\r\u2028\u2029\u2026\u00b7", " . "),
    **dict.fromkeys("()[]{}*|", ","),
    **dict.fromkeys(':=~_"\u201c\u201d#', " "),
    "\u2044": "/",
    "\u0131": "i",
    "\u00d7": "x",
    "\u00bf": " ",
    "\u061f": "?",
    "&": " and ",
    "+": " and ",
}
_COUNTING = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_NUMBERS = {
    **{word: str(number) for number, word in enumerate(_COUNTING)},
    **{
        "fifteen": "15",
        "twenty": "20",
        "thirty": "30",
        "nil": "0",
        "nought": "0",
        "naught": "0",
    },
}
_SPELLINGS = {
    written: meant
    for meant, spellings in {
        "done": "dine fini terminado fertig dun doen dne donr dond dobe odne donee doone dpne dnoe finito",
        "yes": "ya yeppers yepper yuppers yuppa yessir yus yee y ye yep yea yeah yeh yup yh ya yess yepp aye yas yesh",
        "no": "noo nop nay nej nein",
        "you": "u ya",
        "your": "ur yr",
        "are": "r",
        "please": "pls plz plse pleas",
        "thanks": "thx tx ta thnx tnx",
        "today": "2day tody tday",
        "tonight": "2nite tonite 2night tnite",
        "tomorrow": "tmrw tmw 2moro 2morrow 2mrw 2mro 2moz tomoz tmoro tomoro tomo tmr tmrrw",
        "later": "l8r l8er laters ltr",
        "before": "b4 bfore",
        "because": "cos coz cus cuz bc bcos becos becoz",
        "them": "em",
        "gonna": "gunna",
        "forgot": "4got forgotten forget",
        "great": "gr8",
        "with": "w wiv",
        "minutes": "min mins minute minuets",
        "hours": "hr hrs hour",
        "seconds": "sec secs second",
        "weeks": "week wk wks",
        "days": "day",
        "sets": "set",
        "reps": "rep repetitions",
        "times": "tmes",
        "exercises": "exercise exs excercises excersises exercices exersises execises workout exos",
        "appointment": "appt apt appts appointments apptmt",
        "through": "thru",
        "although": "altho",
        "though": "tho",
        "skipped": "skip skp sikp skpi siip skipp skiped skipt skips skipping skippd",
        "have": "av hav",
        "work": "wrk",
        "texts": "text txting txtin textin txted txt txts texting texted sms",
        "messages": "message msg msgs messaging",
        "number": "num numba",
        "reminders": "reminder reminding",
        "morning": "mornin",
        "someone": "somebody sum1 some1",
        "anymore": "anymor",
        "nothing": "nowt nuffin nuthin",
        "half": "haf halve",
        "of": "ov",
        "outta": "outof",
        "stop": "stopp stpo sotp stoop",
        "and": "n",
        "ok": "okay k okey oki okie",
        "physio": "physiotherapist pt therapist",
        "was": "wos wuz",
        "about": "bout abt",
        "the": "da teh",
        "mum": "mam mom mother mummy",
        "dad": "father",
        "pain": "pian apin paine pane payn pains",
        "whats": "wats wots",
        "what": "wot wat",
        "managed": "manage",
        "finished": "finish fin",
        "completed": "complete",
        "bothered": "bovvered",
        "husband": "hubby",
        "percent": "pct",
        "level": "lvl lev",
        "hurts": "hurt hurting hurty",
        "call": "phone ring",
        "dont": "dinnae don dnt donot dnot",
        "people": "ppl",
        "kilos": "kg kgs kilo lb lbs pounds",
        "wasnt": "wasnae wisnae",
        "wont": "winnae",
        "didnt": "didnae didn dint didint dident",
        "couldnt": "couldnae couldn cudnt coudnt couldn't",
        "cant": "cannae cannot cnt",
        "havent": "havnae hivnae havnt haven havn't",
        "very": "v",
        "not": "nt nto",
        "too": "2o",
        "arent": "aint",
        "that": "tht",
        "dunno": "dono",
    }.items()
    for written in spellings.split()
}
_AFTER_WILL = (
    "do|try|be|get|start|have|finish|catch|see|message|give|sort|go|make|fit|skip|miss|pass|leave|just|probably|"
    "definitely|hopefully|let|need|text|then|also|never|still|stop|wait|take|ask|call"
)
_APOSTROPHES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (
            rf"\b(?:i'?ll|ill)(?= (?:{_AFTER_WILL})\b)",
            "i will",
        ),
        (r"\b(we|you|it|he|she|they|that)'ll\b", r"\1 will"),
        (r"\bi'll\b", "i will"),
    )
)
_TWO_WORDS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\b(did|do|does|have|has|had|could|would|should|was|were|is|are) not\b", r"\1nt"),
        (r"\bcan not\b|\bnot able\b|\bunable\b|\bwasnt able\b", "cant"),
        (r"\bwill not\b", "wont"),
        (r"\bi am\b|\bi m\b", "im"),
        (r"\bwho is\b", "whos"),
        (r"\bwhat is\b", "whats"),
        (r"\b(?:doesnt|didnt) (?:have|had) (?:a |any )?time\b", "no time"),
        (r"\bpain ?-?free\b|\bfree (?:of|from) pain\b|\bwithout (?:any )?pain\b", "no pain"),
        (
            r"\bapart from\b|\bexcluding\b|\baside from\b|\bother than\b|\bwith the exception of\b|\bminus\b",
            "except",
        ),
        (r"\b(?:rn|atm|at the mo|at the moment)\b", "right now"),
        (r"(?<=[a-z] )2(?= (?:do(?! (?:you|i|we))|be|get|go|work|fit|make)\b)", "to"),
        (r"\b2(?= (?:sore|tired|busy|much|painful|ill|hot|sick)\b)", "too"),
        (r"\b(?:(?:yeah|yes|yea) )?(?:nope|na+h+|naw|nup|no+pe+)\b", "no ,"),
        (r"\bat all but\b", "at all ;"),
        (r"\bhalfway\b", "half way"),
        (r"\b(?:even tho(?:ugh)?|in spite of)\b", "despite"),
        (r"\bwanna\b", "want to"),
        (r"\bgimme\b", "give me"),
        (r"(?<=\d) point (?=\d)", "."),
        (r"\bgoing to\b|\bplanning (?:to|on)\b|\bintend(?:ing)? to\b|\baim(?:ing)? to\b", "gonna"),
    )
)
_BUT = re.compile(
    r"(?<!all )(?<!everything )(?<!every one )(?<!the exercises )(?<!my exercises )(?<!of them )"
    r"(?<!of it )(?<!them all )\b(?:but|however|although|though)\b"
)
""" "but", except in "all but one"."""

# Words that are meant when another, unknown one is a slip of the finger away.
_AIMED_AT = words("""
    done skipped finished completed exercises stretches stretching forgot tomorrow tonight later today
    remind reminders managed stopped unsubscribe nearly almost everything because painful yesterday morning
    evening afternoon appointment question difficult difficulty struggled struggle through before after
    between session pain half messages minutes equipment bothered headache migraine travelling snooze
    couldnt havent didnt busy tired strength walking wrong number person please texting reschedule tingling
    numbness swollen bladder breathe spreading again texts reply restart three seven eight except around
    anymore tough couple missed supposed sending cancel shattered knackered different manageable struggling
    until minus start hurts broke exhausted weekend birthday holiday stomach infection unwell poorly
    practically virtually completely easier harder challenging worried
""")
_NEVER_MENDED = words("""
    tests tested texted rely replay repay state stars stare stark starts started smart stairs three threw
    tree seven seen sever even eight eighty eights accept expert excerpt around ground round gain again
    against touch though rough couple coupled misses mixed kissed nearby yearly hurst broken broker unit
    untie mints mines minus knocked exhaust hunts herbs hurtle different difference cancer canceled
    cancelled concern sender ending bending spending supposing suppose support weekday weekends weekdays
    birthdays holidays startle starting starter restarts restarted until brokenhearted exercised noon dont
    gone one bone none dose dove tone down dog dozen phone donut donate money honey alone stone gonna paid
    main rain pan pin plain paint pail spain brain drain train ship skin slip sip kip skim clip calf hall
    halt have hale hello half help slipped shipped sipped stripped dropped stepped topped tripped tried
    timed wired fired cough enough forget later latter water late laser layer daily today toddy finish
    finishes start damaged manager manages near clearly dearly really busy bust buys bushy bump numb number
    numbers morning mourning warning evening before afford through thought brother bother person persons
    prison wrong strong throng breath breathed easy easily hardly hard harden worries worry married carried
    always also alright walked talking working waking waiting talked stretch swimming spring string strange
    sitting standing running hours nine nice fine time tune mine line pair palm pains paying play place
    please pleased pleasure leave least lease release question questions fished furnished strides strokes
    streets scratches switches snoopy choose loose goose noose session sessions minute minuses cleaner
    dinner diner done message massages massage passages yes this that there they then than them these those
    what when where which while who why will with would were was want went week well walk wall back bad band
    bed been best better big bit both box but buy can cat chair close cold come cool could cut day die did
    dig dim dine doctor does door dust dull eat end ever every eyes face fall fast feel feet fell few find
    first fit fix flu foot for free friday from fun gave get give glad god going good got gym had hand happy
    has hate head heat her here hip his hold home hope hot how hurt ice ill into its job just keep kids kind
    knee knees know last leg legs less let life light like list live long look lost lot love low made make
    man many me mess mind miss mood more most much must my name neck need new next night not now off often
    old on once only open or our out over own part pass past put quick quit quite ran read red rest right
    room run sad same sat saw say see send set she short should show shut sick side sit six sleep slow small
    snow so some son soon sore sort stand stay step still stop such sun sure take talk tea tell test text
    thank thigh thing think third tidy tight toe toes told too took top tough town toy try turn twice two
    under up us use used very visit voice wait wake walks warm wash watch way weak wear weeks weird wife win
    wish woke word work worn worse worst wound wow write year yet you young your
""")


def folded(text: str) -> str:
    """Lower case without accents, marks and invisible characters; signs and emoji as the rules know them."""
    text = re.sub(r"(\d) ?\u00bd", r"\1.5", text[:LONGEST]).replace("\u00bd", " 1/2 ")
    return "".join(map(_as_known, unicodedata.normalize("NFKD", text)[: 2 * LONGEST].casefold()))


@lru_cache(maxsize=4096)
def _as_known(char: str) -> str:
    if char in _EMOJI:
        return _EMOJI[char]
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return ""
    return char if category[0] in "LP" or char in "<>" else " "


def bare_words(text: str) -> str:
    """The words alone, as written, for comparing with a carrier keyword."""
    return " ".join(re.findall(r"[^\W_]+", folded(text.translate(_NO_EMOJI)).replace("'", "")))


def plain(text: str) -> str:
    """The text as the tables of `reply_words` expect it."""
    said = _punctuated(folded(_with_plain_numbers(text)))
    for pattern, instead in _APOSTROPHES:
        said = pattern.sub(instead, said)
    said = said.replace("'", "")
    pieces = re.findall(r"\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?|[^\W\d_]+|[.,?/%]", _split_short_hand(said))
    said = " ".join(_meant(piece) for piece in pieces)
    for pattern, instead in _TWO_WORDS:
        said = pattern.sub(instead, said)
    said = _ONE.sub("1", _BUT.sub(";", said)).strip(" .,;")
    return f" {said} ".replace("  ", " ") if said else " "


def _with_plain_numbers(text: str) -> str:
    """ "7:30", "2x" and "exercise 4" so that the signs and words that tell what they count are not lost."""
    text = re.sub(r"\b(\d{1,2}):(\d\d)\b", r"\1.\2", text[:LONGEST])
    text = re.sub(r"(?<=\d)[xX](?= *[^ \d]| *$)", " times ", text)
    return re.sub(r"(?<!one )(?<!1 )(?<!an )(?<!my )(?<!did )(?<!done )\b[Ee]xercise (?=\d)", "number ", text)


_BEFORE_A_NUMBER = words("""
    did do done managed got only just about around a an pain level score is was are at to than bar but except or and
    maybe say after number of finished completed by now like it its be out first all ish still under over back knee
    neck hip leg shoulder probably tried through thanks today tonight with for minus off no nobody
""")
_ONE = re.compile(
    r"(?:^|(?<=[.,;?] )|" + "|".join(rf"(?<=\b{word} )" for word in sorted(_BEFORE_A_NUMBER)) + r")one(?= |$)"
)
""""one" is a number after one of these, else a pronoun: "a tough one"."""


def _punctuated(said: str) -> str:
    said = re.sub(r"(?<=\d)\s*-+\s*(?=\d)", " to ", said)
    said = re.sub(
        r"\b(pain|level|score|before|after|now|pre|post|start|end|done|skip|was) ?-+ ?(?=\d)", r"\1 ", said
    )
    said = re.sub(r"-+>|=+>|>+", " then ", said)
    said = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", said)
    said = re.sub(r"(?<=\d),(?=\d{3}\b)", "", said)
    said = re.sub(r"\b(\d{1,2}) (\d\d)(?= ?[ap]\.?m\b)", r"\1.\2", said)
    return said.replace("-", " , ")


def _split_short_hand(said: str) -> str:
    """Keeps "2moro" and "b4" together where "done4" and "2kg" fall apart."""
    return re.sub(
        r"\b(?:2day|2nite|2night|2moro|2mrw|2mro|2morrow|2moz|l8r|l8er|b4|gr8|4got|some1|sum1)\b",
        lambda found: " " + _SPELLINGS[found[0]] + " ",
        said,
    )


@lru_cache(maxsize=4096)
def _meant(piece: str) -> str:
    if not piece.isalpha() or len(piece) > 24:
        return piece[:24] if piece.isalpha() else piece if len(piece) < 7 else "#"
    if piece in _NUMBERS:
        return piece if piece == "one" else _NUMBERS[piece]
    for word in (piece, re.sub(r"(.)\1{2,}", r"\1\1", piece), re.sub(r"(.)\1+", r"\1", piece)):
        if word in _SPELLINGS:
            return _SPELLINGS[word]
        if word in _AIMED_AT or word in _NUMBERS or word in _NEVER_MENDED:
            return _NUMBERS.get(word, word)
    return _mended(piece)


def _mended(piece: str) -> str:
    """The word aimed at, when one letter is wrong (two of eight or more) and the first one is right."""
    if len(piece) < 4 or piece in _NEVER_MENDED or piece.endswith("ly"):
        return piece
    slips = 2 if len(piece) >= 8 else 1
    near = [
        (OSA.distance(piece, word, score_cutoff=slips), word)
        for word in _AIMED_AT
        if (word[0] == piece[0] or word[:2] == piece[1::-1]) and abs(len(word) - len(piece)) <= slips
    ]
    best = min(near, default=(slips + 1, piece))
    meant = best[1] if best[0] <= slips else piece
    return _NUMBERS.get(meant, _SPELLINGS.get(meant, meant))


COMMON = (
    _NEVER_MENDED | _AIMED_AT | frozenset(_SPELLINGS) | frozenset(_SPELLINGS.values()) | frozenset(_NUMBERS)
)
"""Ordinary words, which are nobody's name."""
