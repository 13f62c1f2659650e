"""The words of a patient's text, brought to one spelling so that the rules can be short.

What `plain` returns is lower case, one space between tokens and one at each end. A token is a word without
apostrophe, a number, or one of `. , ; ? / %`: a full stop for the end of a sentence, `;` for "but".
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

_AT_START, _AT_CLAUSE = r"(?<![^ ] )", r"(?:(?<![^ ] )|(?<=[.,;?] ))"
_AT_END, _AT_CLAUSE_END = r"(?= $)", r"(?= [.,;?]| $)"


def phrases(table: str) -> re.Pattern[str]:
    """One pattern of a table of phrases, a line each, matched as whole words of a `plain` text.

    A line is a regular expression, and goes on in the next one while a bracket is open. It has `<` for the
    start of the text, `<<` of a clause, `>` and `>>` for their ends, `...` for up to three other words. Its
    groups do not capture, and repeat six times at most.
    """
    lines: list[str] = []
    for line in map(str.strip, table.splitlines()):
        if lines and lines[-1].count("(") > lines[-1].count(")"):
            lines[-1] += line
        elif line:
            lines.append(line)
    return re.compile(r"(?<= )(?:" + "|".join(map(_as_regex, lines)) + r")(?= )")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _as_regex(line: str) -> str:
    line = re.sub(r"\((?!\?)", "(?:", line).replace(" ...", "(?: [a-z]+){0,3}?")
    line = line.replace(")*", "){0,6}").replace(")+", "){1,6}")  # bounds what backtracking can cost
    line = line.replace("<< ", _AT_CLAUSE).replace("< ", _AT_START)
    return line.replace(" >>", _AT_CLAUSE_END).replace(" >", _AT_END)


LONGEST = 1600
"""Characters that are read: the longest text a carrier hands over."""

_EMOJI = {
    **dict.fromkeys("\U0001f44d\u2705\u2714\u2611\U0001f4aa\U0001f44c\U0001f3c1", " thumbsup "),
    **dict.fromkeys("\U0001f44e\u274c\u2716\U0001f6ab", " thumbsdown "),
    **dict.fromkeys("\U0001f912\U0001f927\U0001f92e\U0001f922\U0001f637", " unwell "),
    "\U0001f51f": " 10 ",
    "\u2192": " then ",
    "\u27a1": " then ",
}
_NO_EMOJI = dict.fromkeys(map(ord, _EMOJI))
_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u02bc`\u00b4", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("!\n\r\u2028\u2029\u2026\u00b7", "."),
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
        "zilch": "0",
    },
}
_SPELLINGS = {
    written: meant
    for meant, spellings in {
        "done": "dun doen dne donr dond dobe odne donee doone dpne dnoe finito",
        "yes": "y ye yep yea yeah yeh yup yh ya yess yepp aye yas yesh",
        "no": "nope nah naw noo nop",
        "you": "u ya",
        "your": "ur yr",
        "are": "r",
        "please": "pls plz plse pleas",
        "thanks": "thx tx ta thnx tnx",
        "today": "2day tody tday",
        "tonight": "2nite tonite 2night tnite",
        "tomorrow": "tmrw tmw 2moro 2mrw tomoz tmoro",
        "later": "l8r l8er laters ltr",
        "before": "b4 bfore",
        "because": "cos coz cus cuz bc bcos becos becoz since",
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
        "skipped": "skip skipp skiped skipt skips skipping skippd",
        "have": "av hav",
        "work": "wrk",
        "texts": "text txt txts texting texted sms",
        "messages": "message msg msgs messaging",
        "number": "num numba",
        "reminders": "reminder reminding",
        "morning": "mornin",
        "someone": "somebody sum1 some1",
        "anymore": "anymor",
        "nothing": "nowt nuffin nuthin",
        "half": "haf halfway halve",
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
        "what": "wot wat",
        "managed": "manage",
        "finished": "finish fin",
        "completed": "complete",
        "bothered": "bovvered",
        "husband": "hubby",
        "percent": "pct",
        "hurts": "hurt hurting hurty",
        "call": "phone ring",
        "dont": "don",
        "people": "ppl",
        "kilos": "kg kgs kilo lb lbs pounds",
        "didnt": "didn dint didint dident",
        "couldnt": "couldn cudnt coudnt couldn't",
        "cant": "cannot cnt",
        "havent": "havnt haven havn't",
        "very": "v",
        "not": "nt",
        "too": "2o",
        "arent": "aint",
        "that": "tht",
        "dunno": "dono",
    }.items()
    for written in spellings.split()
}
_TWO_WORDS = (
    (
        r"\b(?:i'?ll|ill)(?= (?:do|try|be|get|start|have|finish|catch|see|message|give|sort|go|make|fit)\b)",
        "i will",
    ),
    (r"\b(we|you|it|he|she|they|that)'ll\b", r"\1 will"),
    (r"\bi'll\b", "i will"),
    (r"\b(did|do|does|have|has|had|could|would|should|was|were|is|are) not\b", r"\1nt"),
    (r"\bcan not\b|\bnot able\b|\bunable\b|\bwasnt able\b", "cant"),
    (r"\bwill not\b", "wont"),
    (r"\bi am\b|\bi m\b", "im"),
    (r"\bwho is\b", "whos"),
    (r"\bwhat is\b", "whats"),
    (r"\b(?:doesnt|didnt) (?:have|had) (?:a |any )?time\b", "no time"),
    (r"\bpain ?-?free\b|\bfree (?:of|from) pain\b|\bwithout (?:any )?pain\b", "no pain"),
    (r"\bapart from\b|\baside from\b|\bother than\b|\bwith the exception of\b|\bminus\b", "except"),
    (r"\b(?:rn|atm|at the mo|at the moment)\b", "right now"),
    (r"(?<=[a-z] )2(?= (?:do|be|get|go|work|fit|make)\b)", "to"),
    (r"\b2(?= (?:sore|tired|busy|much|painful|ill|hot|sick)\b)", "too"),
    (r"\bgimme\b", "give me"),
    (r"\bgoing to\b|\bplanning (?:to|on)\b|\bintend(?:ing)? to\b|\baim(?:ing)? to\b", "gonna"),
)
_BUT = re.compile(r"(?<!all )(?<!everything )(?<!every one )\b(?:but|however|although|though)\b")

# Words that are meant when another, unknown one is a slip of the finger away.
_AIMED_AT = words(
    "done skipped finished completed exercises stretches stretching forgot tomorrow tonight later today "
    "remind reminders managed stopped unsubscribe nearly almost everything because painful yesterday "
    "morning evening afternoon appointment question difficult struggled struggle through before after "
    "between session pain half messages minutes equipment bothered headache migraine travelling snooze "
    "couldnt havent didnt busy tired strength walking wrong number person please texting number "
    "reschedule tingling numbness swollen bladder breathe spreading easier harder challenging worried"
)
_NEVER_MENDED = words(
    "dont gone one bone none dose dove tone down dog dozen phone donut donate money honey alone stone "
    "gonna paid main rain gain pan pin plain paint pail again spain brain drain train ship skin slip sip "
    "kip skim clip calf hall halt have hale hello half help slipped shipped sipped stripped dropped "
    "stepped topped tripped tried timed wired fired though rough touch cough enough forget later latter "
    "water late laser layer daily today toddy finish finishes started starter start damaged manager "
    "manages near clearly yearly dearly really busy bust buys bushy bump numb number numbers morning "
    "mourning warning evening before afford through thought brother bother person persons prison wrong "
    "strong throng breath breathed easy easily hardly hard harden worries worry married carried always "
    "also alright walked talking working waking waiting talked stretch swimming spring string strong "
    "strange sitting standing running hours nine nice fine time tune mine line pair palm pains paying "
    "play place please pleased pleasure leave least lease release question questions fished furnished "
    "strides strokes streets scratches switches snoopy choose loose goose noose session sessions minute "
    "minuses cleaner dinner diner done message massages massage passages yes this that there they then "
    "than them these those what when where which while who why will with would were was want went week "
    "well walk wall back bad band bed been best better big bit both box but buy can cat chair close cold "
    "come cool could cut day die did dig dim dine doctor does door dust dull eat end ever every eyes face "
    "fall fast feel feet fell few find first fit fix flu foot for free friday from fun gave get give glad "
    "god going good got gym had hand happy has hate head heat her here hip his hold home hope hot how "
    "hurt ice ill into its job just keep kids kind knee knees know last leg legs less let life light like "
    "list live long look lost lot love low made make man many me mess mind miss mood more most much must "
    "my name neck need new next night not now off often old on once only open or our out over own part "
    "pass past put quick quit quite ran read red rest right room run sad same sat saw say see send set "
    "she short should show shut sick side sit six sleep slow small snow so some son soon sore sort stand "
    "stay step still stop such sun sure take talk tea tell test text thank thigh thing think third tidy "
    "tight toe toes told too took top tough town toy try turn twice two under until up us use used very "
    "visit voice wait wake walks warm wash watch way weak wear weeks weird wife win wish woke word work "
    "worn worse worst wound wow write year yet you young your"
)


def folded(text: str) -> str:
    """Lower case without accents, marks and invisible characters; signs and emoji as the rules know them."""
    text = re.sub(r"(\d) ?\u00bd", r"\1.5", text[:LONGEST]).replace("\u00bd", " 1/2 ")
    kept = []
    for char in unicodedata.normalize("NFKD", text)[: 2 * LONGEST].casefold():
        if char in _EMOJI:
            kept.append(_EMOJI[char])
        elif char in _SIGNS:
            kept.append(_SIGNS[char])
        elif char.isdecimal():
            kept.append(str(unicodedata.decimal(char)))
        elif (category := unicodedata.category(char)) not in ("Mn", "Me", "Cf"):
            kept.append(char if category[0] in "LP" or char in "<>" else " ")
    return "".join(kept)


def bare_words(text: str) -> str:
    """The words alone, as written, for comparing with a carrier keyword."""
    return " ".join(re.findall(r"[^\W_]+", folded(text.translate(_NO_EMOJI)).replace("'", "")))


def plain(text: str) -> str:
    """The text in one spelling; see the module."""
    said = _punctuated(folded(text))
    for pattern, instead in _TWO_WORDS[:3]:
        said = re.sub(pattern, instead, said)
    said = said.replace("'", "")
    pieces = re.findall(r"\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?|[^\W\d_]+|[.,?/%]", _split_short_hand(said))
    said = " ".join(_meant(piece) for piece in pieces)
    for pattern, instead in _TWO_WORDS[3:]:
        said = re.sub(pattern, instead, said)
    said = _BUT.sub(";", said)
    said = re.sub(r"(?<!this )(?<!that )(?<!last )(?<!no )(?<!the )\bone\b", _one, said)
    return f" {said.strip(' .,;')} ".replace("  ", " ") if said.strip(" .,;") else " "


def _one(found: re.Match[str]) -> str:
    """ "one" is a number, except after an adjective: "a tough one"."""
    before = found.string[: found.start()].rsplit(None, 1)
    return "one" if before and (before[-1] in _BEFORE_A_PRONOUN or before[-1].endswith("ing")) else "1"


_BEFORE_A_PRONOUN = words(
    "tough hard easy good bad each every another big next first second third rough which same long short "
    "new other any nice easier harder painful tricky hardest"
)


def _punctuated(said: str) -> str:
    said = re.sub(r"(?<=\d)\s*-+\s*(?=\d)", " to ", said)
    said = re.sub(r"-+>|=+>|>+", " then ", said)
    said = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", said)
    said = re.sub(r"(?<=\d),(?=\d{3}\b)", "", said)
    said = re.sub(r"\b(\d{1,2}) (\d\d)(?= ?[ap]\.?m\b)", r"\1.\2", said)
    return said.replace("-", " , ")


def _split_short_hand(said: str) -> str:
    """Keeps "2moro" and "b4" together where "done4" and "2kg" fall apart."""
    return re.sub(
        r"\b(?:2day|2nite|2night|2moro|2mrw|l8r|l8er|b4|gr8|4got|some1|sum1)\b",
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
    return best[1] if best[0] <= slips else piece
