"""What a clinic may write in place of a standard text, and how the text then looks on a locked phone.

A clinic's own text keeps whatever of the standard one a patient or the law needs: every placeholder but the first
name, and the words STOP, START and HELP. The table of words that tell of an illness is our own choice, to be reviewed
by the clinic; it is a net under whoever writes the texts, not a judge of them.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from exercises.rules.texts import (
    GSM_DEFAULT,
    GSM_EXTENSION,
    MOST_SEGMENTS,
    Segments,
    fill,
    gsm_safe,
    placeholders,
    segments,
)
from exercises.rules.wording import (
    TEXTS,
    one_of,
    say,
    spoken,
    weekday,
    what_is_noted,
    which_rounds,
)
from exercises.terms import Outcome

LONGEST_TEXT = 480
LOCK_SCREEN = 110
"""So many characters a phone shows of a text while it is locked: about four lines."""

_WEDNESDAY = date(2026, 11, 18)

FIXED = frozenset(
    {
        *(
            "which_one",
            "which_some",
            "which_all",
            "done",
            "part",
            "part_of",
            "skipped",
            "pain",
            "no_emergency_number",
        ),
        *(f"weekday_{day}" for day in range(7)),
        *("one_of", "more_tail", "code", "code_hidden"),
        *("link", "concern_answers", "concern_all", "concern_more"),
        *("guide_first", "guide_step", "guide_picture", "guide_steps", "guide_careful", "guide_stop_if"),
        *("notice_subject", "notice_raised", "notice_not_reached", "notice_escalated"),
    }
)
"""Parts of texts, an exercise shown by text, the sign-in code, and what staff are told: alike in every clinic."""

CHANGEABLE = tuple(name for name in TEXTS["en"] if name not in FIXED)

_MAY_BE_LEFT_OUT = frozenset({"first_name"})
_KEYWORDS = ("STOP", "START", "HELP")


@dataclass(frozen=True, slots=True)
class Kept:
    """What an own text must have of the standard one, and the placeholders that it may have."""

    placeholders: frozenset[str]
    words: tuple[str, ...]
    may_hold: frozenset[str]


def kept_of(name: str) -> Kept:
    standard = TEXTS["en"][name]
    holds = placeholders(standard)
    words = tuple(word for word in _KEYWORDS if re.search(rf"\b{word}\b", standard))
    return Kept(holds - _MAY_BE_LEFT_OUT, words, holds)


@dataclass(frozen=True, slots=True)
class Sender:
    """What of a clinic stands in its texts. `number` is the sender that a phone shows."""

    name: str
    number: str
    phone: str
    emergency_number: str
    urgent_line: str


def usual_values(language: str, sender: Sender) -> Mapping[str, str]:
    """A value for every placeholder, of usual length, for somebody called Alexandra."""
    emergency_number = sender.emergency_number or say("no_emergency_number", language, {})
    return {
        "clinic": sender.name,
        "first_name": "Alexandra",
        "phone": sender.phone or sender.number,
        "emergency_number": emergency_number,
        "urgent_line": sender.urgent_line or emergency_number,
        "which": which_rounds(language, (2, 2), 3),
        "noted": what_is_noted(language, outcome=Outcome.PART, pain=4),
        "time": f"{weekday(language, _WEDNESDAY)} 18:30",
        "exercise": "Standing heel raise",
        "names": one_of(language, ("Alexandra", "Ben")),
        "pain": "4",
        "done": "4",
        "of": "6",
        "days": ", ".join(weekday(language, _WEDNESDAY.replace(day=day)) for day in (16, 17, 18)),
        "day": f"{weekday(language, _WEDNESDAY)} {_WEDNESDAY.day}",
        "practitioner": "Robin Sample",
        "slots": ", ".join(f"{weekday(language, _WEDNESDAY)} {at}" for at in ("08:30", "12:00", "18:30")),
        "times": "08:30, 18:30",
        "from": "08:00",
        "until": "21:00",
        "most": "14",
    }


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as it arrives. `lock_screen` is what a locked phone shows of it."""

    sender: str
    text: str
    lock_screen: str
    size: Segments


def preview(language: str, body: str, sender: Sender) -> Preview:
    """The text filled with usual values. ValueError where it cannot be filled."""
    text = gsm_safe(fill(body, usual_values(language, sender)))
    return Preview(sender.number, text, _on_lock_screen(text), segments(text))


def _on_lock_screen(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LOCK_SCREEN:
        return line
    end = line.rfind(" ", 0, LOCK_SCREEN)
    return f"{line[: end if end > 0 else LOCK_SCREEN - 1]}…"


def problems(name: str, language: str, body: str, sender: Sender) -> list[str]:
    """Why a clinic may not text these words in place of the standard ones, each with the way out; none when it may."""
    kept = kept_of(name)
    if not body.strip():
        return ["Must not be empty. To text the standard words again, remove the own ones."]
    try:
        holds = placeholders(body)
    except ValueError as why:
        return [f"{why}. Write one of {_named(kept.may_hold)}, and no other braces."]
    if unknown := holds - kept.may_hold:
        known = f"This text may hold {_named(kept.may_hold)}." if kept.may_hold else "This text holds none."
        return [f"Unknown placeholder: {_named(unknown)}. {known}"]
    return [
        *_left_out(kept, holds, body),
        *_outside_gsm(language, body),
        *_too_long(preview(language, body, sender).size),
        *([] if name.startswith("safety_") else _telling(language, body)),
    ]


def _named(names: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _left_out(kept: Kept, holds: Collection[str], body: str) -> list[str]:
    found = []
    if missing := kept.placeholders - set(holds):
        found.append(f"Left out: {_named(missing)}. Patients need it; put it back.")
    if words := [word for word in kept.words if not re.search(rf"\b{word}\b", body)]:
        found.append(f"Left out: {', '.join(words)}, in capitals. Say what patients can reply.")
    return found


def _outside_gsm(language: str, body: str) -> list[str]:
    """In English every such character is a slip, and makes the text cost double."""
    if spoken(language) != "en":
        return []
    outside = dict.fromkeys(char for char in gsm_safe(body) if char not in GSM_DEFAULT | GSM_EXTENSION)
    if not outside:
        return []
    named = " ".join(outside)
    return [f"Not in the alphabet of plain texts (GSM-7): {named} - write it with plain letters."]


def _too_long(size: Segments) -> list[str]:
    if size.count <= MOST_SEGMENTS:
        return []
    room = (
        "306 characters"
        if size.encoding == "GSM-7"
        else "134 characters, for a letter outside GSM-7 is in it"
    )
    return [
        f"Too long: {size.count} segments with usual values; at most {MOST_SEGMENTS}, which hold {room}. "
        "Shorten it."
    ]


_TELLING: Mapping[str, Mapping[str, str]] = {
    "en": {
        "a diagnosis": r"sciatic\w*|herniat\w*|hernias?|slipped dis[ck]s?|dis[ck]s?|stenosis|arthrit\w+|tendin\w+"
        r"|radiculopathy|fibromyalgia|sprain\w*|fractur\w*|diagnos\w+|disease|disorder|injur\w+|trapped|pinched",
        "a symptom": r"numb(?:ness)?|tingl\w+|pins and needles|weakness|back ?(?:pain|ache)|leg pain|sore\w*|swelling"
        r"|swollen|symptoms?|bladder|bowels?|incontinen\w+",
        "a part of the body that hurts": r"spin(?:e|al)|nerves?|lower back|your (?:back|legs?|hips?|knees?|neck"
        r"|shoulders?)",
        "a treatment": r"needl\w+|acupunctur\w*|treat(?:ments?|ed)|surger\w+|(?:an|your) operation|medic\w+|prescri\w+"
        r"|injections?|rehab\w*|manual therapy|massage",
        "a speciality": r"physio\w*|chiropract\w+|osteopath\w*|kinesi\w+|orthop\w+|neurolog\w+|therap\w+"
        r"|pain clinic",
    },
    "fr": {
        "a diagnosis": r"sciati\w+|herni\w+|discal\w*|disques?|stenose|arthr\w+|tendin\w+|entorses?|fractures?"
        r"|diagnos\w+|maladies?|blessures?|lumbago",
        "a symptom": r"engourdi\w*|fourmill\w+|picotements?|faiblesses?|mal (?:de|au) dos|lombalgies?|enflures?"
        r"|symptomes?|vessie|intestins?|incontinen\w+",
        "a part of the body that hurts": r"nerfs?|colonne|vertebr\w+|vo(?:tre|s) (?:dos|jambes?|hanches?|genou\w*"
        r"|cou|epaules?)",
        "a treatment": r"aiguilles?|puncture|acupuncture|traitements?|chirurgi\w+|operation|medic\w+|ordonnances?"
        r"|injections?|readaptation|therapie manuelle|massages?",
        "a speciality": r"physio\w*|kine\w*|chiropra\w+|osteo\w*|orthop\w+|neurolog\w+|therap\w+"
        r"|clinique de la douleur",
    },
    "es": {
        "a diagnosis": r"ciatic\w*|herni\w+|discal\w*|discos?|estenosis|artr\w+|tendin\w+|esguinces?|fracturas?"
        r"|diagnos\w+|enfermedad\w*|lesion\w*|lumbago",
        "a symptom": r"adormec\w+|entumec\w+|hormigueos?|debilidad|dolor de espalda|lumbalgias?|hinchaz\w+"
        r"|sintomas?|vejiga|intestin\w+|incontinen\w+",
        "a part of the body that hurts": r"nervios?|columna|vertebr\w+|sus? (?:espalda|piernas?|caderas?"
        r"|rodillas?|cuello|hombros?)",
        "a treatment": r"agujas?|puncion\w*|acupuntura|tratamientos?|cirugias?|operacion|medic\w+|recetas?"
        r"|inyeccion\w*|rehabilitacion|terapia manual|masajes?",
        "a speciality": r"fisio\w*|quiropract\w+|osteop\w+|ortop\w+|neurolog\w+|terap\w+|clinica del dolor",
    },
}
"""Words that tell a stranger of an illness, without accents. Of our own choosing, on the cautious side."""

_TELLING_WORDS = {
    language: {
        kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.ASCII) for kind, words in table.items()
    }
    for language, table in _TELLING.items()
}


def _telling(language: str, body: str) -> list[str]:
    """English words count in every language: a clinic mixes them in."""
    plain = "".join(char for char in unicodedata.normalize("NFD", body) if not unicodedata.combining(char))
    found: dict[str, str] = {}
    for table in dict.fromkeys(("en", spoken(language))):
        for kind, words in _TELLING_WORDS[table].items():
            for word in words.findall(re.sub(r"\{\w+\}", " ", plain)):
                found.setdefault(word.lower(), kind)
    return [
        f'"{word}" tells {kind}, and anyone may read it on a locked phone. Leave it out, or say "exercises".'
        for word, kind in found.items()
    ]
