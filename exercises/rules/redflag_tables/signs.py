"""The red flags: which words near which words mean what, and how urgent that is.

The urgencies are those of the project's safety reference; no number here is a clinical finding of our own.
Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    CAUDA_EQUINA = "cauda_equina"
    LEG_WEAKNESS = "leg_weakness"
    CHEST_BREATHING = "chest_breathing"
    BLOOD_CLOT = "blood_clot"
    INFECTION = "infection"
    BLEEDING = "bleeding"
    FRACTURE_TRAUMA = "fracture_trauma"
    SERIOUS_SYSTEMIC = "serious_systemic"
    NEURO_OTHER = "neuro_other"
    SELF_HARM = "self_harm"
    SEVERE_PAIN = "severe_pain"


class Urgency(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    REVIEW = "review"
    NONE = "none"


LEVELS = (Urgency.NONE, Urgency.REVIEW, Urgency.SAME_DAY, Urgency.EMERGENCY)
"""From the least urgent to the most."""


@dataclass(frozen=True, slots=True)
class Course:
    """By how many levels a sign is lowered when it is said to be gone, unchanged for long, or long ago.

    It is never lowered below `floor`.
    """

    gone: int
    stable: int
    long_ago: int
    floor: Urgency = Urgency.NONE


LASTING = Course(gone=1, stable=2, long_ago=2, floor=Urgency.REVIEW)
"""Saddle, bladder, bowel, both legs: gone may come back, so it is never nothing."""
LEGS = Course(gone=1, stable=3, long_ago=3)
PASSING = Course(gone=1, stable=3, long_ago=3)
VITAL = Course(gone=1, stable=2, long_ago=3)
EVENT = Course(gone=0, stable=0, long_ago=3)
"""Something that happened. That it has passed does not make it less; that it was years ago does."""
FIXED = Course(gone=0, stable=0, long_ago=0)


@dataclass(frozen=True, slots=True)
class Sign:
    """Words of one of the lists `what` at most `apart` words away from words of one of the lists `near`.

    Without `near`, the words of `what` are enough. `ordered`: what stands before near.
    """

    name: str
    category: Category
    urgency: Urgency
    what: str
    near: str = ""
    course: Course = PASSING
    apart: int = 6
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Two signs in one text that mean more than each alone. `first` and `second` are names of signs."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    category: Category
    urgency: Urgency


_CES, _LEG, _CHEST = Category.CAUDA_EQUINA, Category.LEG_WEAKNESS, Category.CHEST_BREATHING
_CLOT, _INFECTION, _BLEEDING = Category.BLOOD_CLOT, Category.INFECTION, Category.BLEEDING
_INJURY, _ILLNESS, _NEURO = Category.FRACTURE_TRAUMA, Category.SERIOUS_SYSTEMIC, Category.NEURO_OTHER
_SELF, _PAIN = Category.SELF_HARM, Category.SEVERE_PAIN
_NOW, _TODAY, _REVIEW, _ALONE_NOTHING = LEVELS[3], LEVELS[2], LEVELS[1], LEVELS[0]

SIGNS = (
    # Cauda equina: feeling between the legs, bladder, bowel, sex, both legs.
    Sign("saddle", _CES, _NOW, "numb", "saddle", LASTING, apart=7),
    Sign("saddle odd", _CES, _NOW, "odd", "saddle", LASTING, apart=4),
    Sign("retention", _CES, _NOW, "retention", course=LASTING),
    Sign("cannot pee", _CES, _NOW, "cannot before", "pee", LASTING, apart=4, ordered=True),
    Sign("flow", _CES, _NOW, "flow", "pee", LASTING),
    Sign("flow after", _CES, _NOW, "cannot before", "pee itself", LASTING, apart=2),
    Sign("bladder not felt", _CES, _NOW, "no awareness", "pee", LASTING, apart=9),
    Sign("leak", _CES, _NOW, "leak", "pee", LASTING, apart=7),
    Sign("wet", _CES, _NOW, "wet", course=LASTING),
    Sign("need not known", _CES, _NOW, "needs unknown", course=LASTING),
    Sign("soiled", _CES, _NOW, "soiled", course=LASTING),
    Sign("bowel control", _CES, _NOW, "leak", "bowel", LASTING, apart=5),
    Sign("bowel not felt", _CES, _NOW, "no awareness", "bowel", LASTING, apart=9),
    Sign("cannot poo", _CES, _REVIEW, "cannot before", "bowel", LASTING, apart=3, ordered=True),
    Sign("pee habit", _CES, _REVIEW, "more often", "pee", LASTING),
    Sign("pee habit", _CES, _REVIEW, "going more often", course=LASTING),
    Sign("accident", _CES, _REVIEW, "an accident", course=LASTING),
    Sign("sex", _CES, _NOW, "numb", "sex", LASTING),
    Sign("sex odd", _CES, _NOW, "odd", "sex", LASTING),
    Sign("erection", _CES, _NOW, "lost", "erection", LASTING, ordered=True, apart=5),
    Sign("impotent", _CES, _NOW, "impotent", course=LASTING),
    Sign("both legs pain", _CES, _NOW, "real pain", "both for certain", LASTING, apart=11),
    Sign("both legs numb", _CES, _NOW, "numb", "both legs", LEGS, apart=4),
    Sign("both legs weak", _CES, _NOW, "weak legs", "both legs", LEGS, apart=5),
    Sign("spread to both", _CES, _NOW, "into other leg", course=LASTING),
    Sign("named", _CES, _NOW, "cauda equina", course=LASTING),
    Sign("pee not right", _CES, _NOW, "not right", "pee itself", LASTING, apart=4),
    Sign("bowel not right", _CES, _NOW, "not right", "bowel itself", LASTING, apart=4),
    Sign("intimate not right", _CES, _NOW, "not right", "intimate", LASTING, apart=5),
    Sign("behind", _CES, _REVIEW, "behind"),
    Sign("leaks", _CES, _REVIEW, "leaks"),
    Sign("mentioned", _CES, _REVIEW, "mentioned", course=LASTING),
    Sign("leak in clothes", _CES, _NOW, "leak", "clothes", LASTING, apart=5),
    Sign("toilet", _CES, _REVIEW, "toilet", course=PASSING),
    Sign("wet clothes", _CES, _NOW, "wet thing", "clothes", LASTING, apart=3),
    Sign("both weak", _CES, _NOW, "gone weak", "both", LASTING, apart=2),
    # One leg.
    Sign("leg weak", _LEG, _TODAY, "weak", "on foot"),
    Sign("foot drop", _LEG, _TODAY, "foot drop"),
    Sign("numb somewhere", _LEG, _REVIEW, "numbness"),
    Sign("leg numb", _LEG, _REVIEW, "numb", "leg"),
    Sign("foot will not", _LEG, _TODAY, "cant", "foot", apart=4, ordered=True),
    Sign("left and right leg", _CES, _ALONE_NOTHING, "left leg", "right leg", LEGS, apart=12),
    # Chest and breathing.
    Sign("cannot breathe", _CHEST, _NOW, "cannot air", "air", VITAL, apart=4, ordered=True),
    Sign("breathless", _CHEST, _NOW, "breathless", course=VITAL),
    Sign("breathing not right", _CHEST, _NOW, "breathing not right", "air", VITAL, apart=2),
    Sign("chest", _CHEST, _REVIEW, "chest mentioned"),
    Sign("breath", _CHEST, _REVIEW, "breath mentioned"),
    Sign("coughs blood", _CHEST, _NOW, "brings up", "blood", VITAL),
    Sign("out of breath", _CHEST, _NOW, "out of breath", course=VITAL),
    Sign("breathing hurts", _CHEST, _NOW, "sharp", "chest", VITAL),
    Sign("chest heavy", _CHEST, _NOW, "heavy", "chest itself", VITAL),
    Sign("heart", _CHEST, _NOW, "heart", course=VITAL),
    Sign("cough after needling", _CHEST, _NOW, "cough", "needled", VITAL, apart=8),
    # Clot.
    Sign("leg swollen", _CLOT, _TODAY, "swollen", "one leg"),
    Sign("calf inflamed", _CLOT, _TODAY, "inflamed", "calf"),
    Sign("clot", _CLOT, _TODAY, "clot", course=EVENT),
    # Infection.
    Sign("fever", _INFECTION, _TODAY, "fever"),
    Sign("site infected", _INFECTION, _TODAY, "pus", "site"),
    Sign("infected", _INFECTION, _TODAY, "infected site"),
    Sign("confused", _INFECTION, _ALONE_NOTHING, "septic"),
    # Bleeding.
    Sign("bleeding on", _BLEEDING, _NOW, "wont stop", "bleeding", EVENT, apart=5),
    Sign("lump", _BLEEDING, _TODAY, "growing", "lump"),
    Sign("thinners", _BLEEDING, _TODAY, "thinners", "bruise", apart=12),
    # Injury.
    Sign("fall", _INJURY, _TODAY, "fall", course=EVENT),
    Sign("fall", _INJURY, _TODAY, "crashing", "vehicle", EVENT, apart=4),
    Sign("crack", _INJURY, _TODAY, "crack", course=EVENT),
    Sign("snap", _INJURY, _TODAY, "snap", "spine", EVENT, apart=3),
    Sign("fragile", _INJURY, _ALONE_NOTHING, "fragile", course=FIXED),
    Sign("strain", _INJURY, _ALONE_NOTHING, "strain", "back pain"),
    Sign("cannot stand", _INJURY, _ALONE_NOTHING, "cant stand"),
    # Serious illness.
    Sign("cancer", _ILLNESS, _ALONE_NOTHING, "cancer", course=FIXED),
    Sign("new pain", _ILLNESS, _ALONE_NOTHING, "constant pain"),
    Sign("cord", _ILLNESS, _ALONE_NOTHING, "cord"),
    Sign("weight", _ILLNESS, _REVIEW, "weight loss", course=EVENT),
    Sign("pounds lost", _ILLNESS, _REVIEW, "losing", "pounds", EVENT, apart=4),
    Sign("sweat at night", _ILLNESS, _REVIEW, "sweat", "in the night", EVENT, apart=4),
    Sign("sweats", _ILLNESS, _REVIEW, "night sweats", course=EVENT),
    Sign("rest pain", _ILLNESS, _REVIEW, "rest pain"),
    # Stroke, collapse, throat.
    Sign("face", _NEURO, _NOW, "droop", "face", EVENT, apart=5),
    Sign("speech", _NEURO, _NOW, "speech", course=EVENT),
    Sign("stroke", _NEURO, _NOW, "stroke", course=EVENT),
    Sign("collapse", _NEURO, _NOW, "collapse", course=EVENT),
    Sign("headache", _NEURO, _NOW, "worst", "headache", EVENT),
    Sign("throat", _NEURO, _NOW, "closing", "throat", EVENT, apart=4),
    Sign("allergy", _NEURO, _NOW, "allergy", course=EVENT),
    Sign("sight", _NEURO, _NOW, "sight", course=EVENT),
    Sign("one side", _NEURO, _NOW, "gone weak", "one side", EVENT, apart=4),
    Sign("arm", _NEURO, _REVIEW, "arm weak", "arm", apart=3),
    # Self-harm: nothing lowers it.
    Sign("self-harm", _SELF, _NOW, "self-harm", course=FIXED),
    Sign("end it", _SELF, _NOW, "end it", course=FIXED),
    Sign("wish to die", _SELF, _NOW, "wishing", "dying", FIXED, apart=4, ordered=True),
    Sign("no wish to live", _SELF, _NOW, "no point", "living", FIXED, apart=4, ordered=True),
    Sign("too many tablets", _SELF, _NOW, "all the", "medicine", FIXED, apart=2, ordered=True),
    Sign("despair", _SELF, _REVIEW, "despair", course=FIXED),
    # Pain out of control.
    Sign("extreme pain", _PAIN, _TODAY, "extreme", "helpless", apart=9),
    Sign("surely extreme pain", _PAIN, _TODAY, "surely extreme"),
    Sign("nothing helps", _PAIN, _TODAY, "nothing helps"),
    Sign("tablets do not help", _PAIN, _REVIEW, "dont help", "medicine", apart=4),
    Sign("pain keeps awake", _PAIN, _TODAY, "pain too bad", "no sleep or move", apart=4),
)

_LUNG = ("breathless", "cannot breathe", "out of breath", "breathing hurts", "chest heavy", "heart")
_NERVE = ("saddle", "both legs numb", "both legs weak", "leg weak", "cannot pee", "flow", "leak", "leg numb")
_BLADDER = (
    "saddle",
    "both legs numb",
    "both legs weak",
    "cannot pee",
    "flow",
    "leak",
    "wet",
    "soiled",
    "cord",
    "retention",
    "leg weak",
)

TOGETHER = (
    Together(("leg swollen", "calf inflamed", "clot"), _LUNG, _CLOT, _NOW),
    Together(("left and right leg",), ("leg numb", "leg weak"), _CES, _NOW),
    Together(("fever", "site infected", "infected"), ("confused",), _INFECTION, _NOW),
    Together(("fall", "crack", "snap"), ("cannot stand", *_NERVE), _INJURY, _NOW),
    Together(("fragile",), ("strain",), _INJURY, _TODAY),
    Together(("cancer",), _BLADDER, _ILLNESS, _NOW),
    Together(("cancer",), ("new pain", "rest pain"), _ILLNESS, _TODAY),
)
