"""What is printed for a patient to take home, in words, and on which paper.

The English words stand here, those of other languages in exercises/locale. What must be said about danger is not here:
it is what we text, so that paper and phone never differ. A sheet lies about at home: it holds no surname, and no name
of a program, which tells what somebody suffers from.
"""

import unicodedata
from collections.abc import Mapping

from exercises.rules import dose
from exercises.rules.texts import fill
from exercises.rules.wording import translated
from exercises.terms import Paper

_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])


def paper_of(country: str) -> Paper:
    """What printers hold in that country (ISO code). Source: the paper sizes of Unicode's CLDR."""
    return Paper.LETTER if country.upper() in _LETTER else Paper.A4


PRINTED: Mapping[str, str] = {
    "paper_title": "Home exercises for {first_name}",
    "paper_phase": "Phase {number} of {of}: {name}",
    "paper_plan_of": "Plan of {date}",
    "paper_begins": "Begins on {date}.",
    "paper_paused": "Paused by your clinic. Wait until your clinic says that you may go on.",
    "paper_easier": "These are the easier exercises that count up to and including {date}. "
    "Ask your clinic for a new sheet for the time after.",
    "paper_tick": "Tick one box a day, in rows of a week. The first box is {date}.",
    "paper_several": "More than once a day: one stroke a time.",
    "paper_many": "{count} exercises on {pages} pages",
    "paper_stop_if": "Stop if",
    "paper_clinic": "Clinic",
    "paper_closed": "When it is closed",
    "paper_emergency": "Emergency",
    "paper_scan": "Point the camera of your phone here: it opens today's exercises.",
    "paper_no_link": "Ask your clinic for a link that opens today's exercises on your phone.",
    "paper_text": "Text one of these words to {number}",
    "paper_go": "the exercises, one by one",
    "paper_done": "done, with pain 3 of 10",
    "paper_log": "done on these days",
    "paper_call": "please phone me",
    "paper_end": "no more texts",
    "paper_note": "From your clinic: {text}",
    "paper_exercise": "Exercise {number}",
    "paper_unprintable": "Some words cannot be printed here. Please ask your clinic for them.",
    "paper_notes": "Notes for the next visit",
    "paper_reference": "For reference: made from your clinic's plan of {date}. Where they differ, the plan in the app "
    "counts.",
    "paper_page": "Page {page} of {pages}",
    **{f"dose_{name}": words for name, words in dose.WORDS.items()},
}


def printed(name: str, language: str, values: Mapping[str, str] | None = None) -> str:
    """The words of that name in the language, English where there are none. ValueError where a value is missing."""
    return fill(translated(name, PRINTED[name], language), values or {})


def dose_words(language: str) -> Mapping[str, str]:
    """What `dose.sentence` and `dose.frequency` take to speak that language."""
    return {name: translated(f"dose_{name}", words, language) for name, words in dose.WORDS.items()}


def shown_in(text: str, letters: frozenset[int]) -> str | None:
    """The text as a typeface with these code points can show it, None when it lacks a letter or a digit.

    Signs it lacks, such as a smiley, are left out: a word with a letter left out would be another word.
    """
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    lacking = {char for char in composed if ord(char) not in letters}
    if any(unicodedata.category(char)[0] in "LMN" for char in lacking - _SELECTORS):
        return None
    return " ".join("".join(char for char in composed if char not in lacking).split())


_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Variation selectors: they choose how a sign looks, and say nothing."""
