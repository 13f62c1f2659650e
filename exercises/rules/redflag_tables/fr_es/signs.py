"""The red flags of French and Spanish texts: which lists near which mean what, and how urgent that is.

Categories and urgencies are those of `signs`, the table of the English texts.
Reference material, to be reviewed and signed off by a licensed clinician who speaks the language: see the package.
"""

from exercises.rules.redflag_tables.signs import (
    EVENT,
    FIXED,
    LASTING,
    LEGS,
    LEVELS,
    VITAL,
    Category,
    Sign,
    Together,
)

_CES, _LEG, _CHEST = Category.CAUDA_EQUINA, Category.LEG_WEAKNESS, Category.CHEST_BREATHING
_CLOT, _INFECTION, _BLEEDING = Category.BLOOD_CLOT, Category.INFECTION, Category.BLEEDING
_INJURY, _ILLNESS, _NEURO = Category.FRACTURE_TRAUMA, Category.SERIOUS_SYSTEMIC, Category.NEURO_OTHER
_SELF, _PAIN = Category.SELF_HARM, Category.SEVERE_PAIN
_ALONE_NOTHING, _REVIEW, _TODAY, _NOW = LEVELS

SIGNS_FR_ES = (
    # Cauda equina: feeling between the legs, bladder, bowel, sex, both legs.
    Sign("saddle", _CES, _NOW, "numb", "intimate", LASTING, apart=7),
    Sign("saddle", _CES, _NOW, "numb", "seat", LASTING, apart=6),
    Sign("saddle", _CES, _NOW, "numb", "sat on", LASTING, apart=4),
    Sign("saddle", _CES, _NOW, "numb by place", "intimate", LASTING, apart=4),
    Sign("saddle", _CES, _NOW, "numb by place", "seat", LASTING, apart=4),
    Sign("saddle odd", _CES, _NOW, "odd", "intimate", LASTING, apart=4),
    Sign("seat odd", _CES, _REVIEW, "odd", "seat", LASTING, apart=4),
    Sign("cannot pee", _CES, _NOW, "cannot", "pee", LASTING, apart=4, ordered=True),
    Sign("cannot pee", _CES, _NOW, "could not", "pee", LASTING, apart=4, ordered=True),
    Sign("cannot pee", _CES, _NOW, "cannot", "toilet", LASTING, apart=2, ordered=True),
    Sign("cannot poo", _CES, _REVIEW, "cannot", "bowel", LASTING, apart=3, ordered=True),
    Sign("flow", _CES, _NOW, "flow", "pee", LASTING, apart=5),
    Sign("flow", _CES, _NOW, "flow", "toilet", LASTING, apart=5),
    Sign("leak", _CES, _NOW, "leak", "pee", LASTING, apart=6),
    Sign("bladder failing", _CES, _NOW, "weak", "pee", LASTING, apart=4),
    Sign("pee not felt", _CES, _NOW, "unaware", "pee", LASTING, apart=8),
    Sign("pee odd", _CES, _NOW, "odd", "pee", LASTING, apart=4),
    Sign("wet", _CES, _NOW, "wet", course=LASTING),
    Sign("retention", _CES, _NOW, "retention", course=LASTING),
    Sign("wet clothes", _CES, _NOW, "wet thing", "clothes", LASTING, apart=4),
    Sign("need not felt", _CES, _NOW, "unaware", "toilet", LASTING, apart=6),
    Sign("pee mentioned", _CES, _REVIEW, "pee"),
    Sign("intimate mentioned", _CES, _REVIEW, "intimate mentioned"),
    Sign("pee habit", _CES, _REVIEW, "more often", "pee", LASTING, apart=5),
    Sign("bowel control", _CES, _NOW, "leak", "bowel", LASTING, apart=5),
    Sign("bowel not felt", _CES, _NOW, "unaware", "bowel", LASTING, apart=7),
    Sign("soiled", _CES, _NOW, "soiled", course=LASTING),
    Sign("sex", _CES, _NOW, "numb", "sex", LASTING, apart=8),
    Sign("erection", _CES, _NOW, "lost", "erection", LASTING, apart=4, ordered=True),
    Sign("impotent", _CES, _NOW, "impotent", course=LASTING),
    Sign("named", _CES, _NOW, "named", course=LASTING),
    Sign("both legs numb", _CES, _NOW, "numb", "both certain", LEGS, apart=5),
    Sign("both legs numb", _CES, _NOW, "numb by place", "both certain", LEGS, apart=6),
    Sign("both legs numb", _CES, _NOW, "clearly numb", "legs", LEGS, apart=4),
    Sign("both legs weak", _CES, _NOW, "weak", "legs", LEGS, apart=5),
    Sign("both legs pain", _CES, _NOW, "pain", "both certain", LASTING, apart=7),
    Sign("both legs numb", _CES, _NOW, "unfelt", "the legs", LEGS, apart=2, ordered=True),
    Sign("both legs weak", _CES, _NOW, "cannot", "to move the legs", LEGS, apart=3, ordered=True),
    # One leg.
    Sign("leg weak", _LEG, _TODAY, "weak", "leg", apart=7),
    Sign("foot drop", _LEG, _TODAY, "foot drop"),
    Sign("foot will not", _LEG, _TODAY, "cannot", "to move", apart=4, ordered=True),
    Sign("cannot walk", _LEG, _TODAY, "cannot", "to walk", apart=3, ordered=True),
    Sign("leg numb", _LEG, _REVIEW, "numb", "leg", apart=5),
    Sign("leg numb", _LEG, _REVIEW, "numb by place", "leg", apart=3),
    Sign("numb somewhere", _LEG, _REVIEW, "clearly numb"),
    # Chest and breathing.
    Sign("chest", _CHEST, _NOW, "chest pain", "chest", VITAL, apart=5),
    Sign("cannot breathe", _CHEST, _NOW, "cannot", "breathing", VITAL, apart=3, ordered=True),
    Sign("breathless", _CHEST, _NOW, "breathless", course=VITAL),
    Sign("breathing hurts", _CHEST, _NOW, "chest pain", "on breathing", VITAL, apart=9),
    Sign("heart", _CHEST, _NOW, "heart", course=VITAL),
    Sign("coughs blood", _CHEST, _NOW, "brings up", "blood", VITAL, apart=4),
    Sign("cough after needling", _CHEST, _NOW, "cough", "needled", VITAL, apart=8),
    # Clot.
    Sign("leg swollen", _CLOT, _TODAY, "swollen", "one leg", apart=5),
    Sign("calf inflamed", _CLOT, _TODAY, "inflamed", "calf", apart=4),
    Sign("clot", _CLOT, _TODAY, "clot", course=EVENT),
    # Infection.
    Sign("fever", _INFECTION, _TODAY, "fever"),
    Sign("infected", _INFECTION, _TODAY, "pus"),
    Sign("site inflamed", _INFECTION, _TODAY, "inflamed", "site", apart=6),
    Sign("septic", _INFECTION, _ALONE_NOTHING, "septic"),
    # Bleeding.
    Sign("bleeding on", _BLEEDING, _NOW, "wont stop", "bleeding", EVENT, apart=7),
    Sign("lump", _BLEEDING, _TODAY, "growing", "lump", apart=5),
    Sign("thinners", _BLEEDING, _TODAY, "thinners", "lump", apart=12),
    Sign("thinners", _BLEEDING, _TODAY, "thinners", "bleeding", apart=12),
    # Injury.
    Sign("fall", _INJURY, _TODAY, "fall", course=EVENT),
    Sign("fall", _INJURY, _TODAY, "falling", "fallen from", EVENT, apart=3),
    Sign("crack", _INJURY, _TODAY, "crack", "heard", EVENT, apart=5),
    Sign("cannot stand", _INJURY, _ALONE_NOTHING, "cannot", "cant stand", apart=3, ordered=True),
    Sign("cannot stand", _INJURY, _ALONE_NOTHING, "helpless"),
    Sign("fragile", _INJURY, _ALONE_NOTHING, "fragile", course=FIXED),
    Sign("strain", _INJURY, _ALONE_NOTHING, "strain", "pain", apart=12),
    # Serious illness.
    Sign("cancer", _ILLNESS, _ALONE_NOTHING, "cancer", course=FIXED),
    Sign("new pain", _ILLNESS, _ALONE_NOTHING, "pain", "new or constant", apart=7),
    Sign("weight", _ILLNESS, _REVIEW, "weight", course=EVENT),
    Sign("sweats", _ILLNESS, _REVIEW, "sweat", "night", EVENT, apart=5),
    Sign("rest pain", _ILLNESS, _REVIEW, "rest pain"),
    # Stroke, collapse, throat.
    Sign("face", _NEURO, _NOW, "droop", "face", EVENT, apart=4),
    Sign("speech", _NEURO, _NOW, "speech", course=EVENT),
    Sign("cannot speak", _NEURO, _NOW, "cannot", "to utter", EVENT, apart=2, ordered=True),
    Sign("cannot speak", _NEURO, _REVIEW, "cannot", "to speak", apart=2, ordered=True),
    Sign("stroke", _NEURO, _NOW, "stroke", course=EVENT),
    Sign("one side", _NEURO, _NOW, "dead side", "one side", EVENT, apart=4),
    Sign("arm", _NEURO, _NOW, "arm dead", "arm", EVENT, apart=4),
    Sign("arm", _NEURO, _NOW, "cannot", "to move the arm", EVENT, apart=3, ordered=True),
    Sign("collapse", _NEURO, _NOW, "collapse", course=EVENT),
    Sign("headache", _NEURO, _NOW, "worst", "headache", EVENT, apart=5),
    Sign("throat", _NEURO, _NOW, "closing", "throat", EVENT, apart=4),
    Sign("allergy", _NEURO, _NOW, "allergy", course=EVENT),
    Sign("sight", _NEURO, _NOW, "sight", course=EVENT),
    Sign("plea", _NEURO, _TODAY, "plea"),
    # Self-harm: nothing lowers it.
    Sign("self-harm", _SELF, _NOW, "self-harm", course=FIXED),
    Sign("wish to die", _SELF, _NOW, "wished", "death", FIXED, apart=3),
    Sign("weary of life", _SELF, _NOW, "weary", "life", FIXED, apart=5),
    Sign("despair", _SELF, _REVIEW, "despair", course=FIXED),
    # Pain out of control.
    Sign("extreme pain", _PAIN, _TODAY, "extreme", "helpless", apart=9),
    Sign("surely extreme", _PAIN, _TODAY, "surely extreme"),
    Sign("tablets do not help", _PAIN, _TODAY, "dont help", "medicine", apart=4),
    Sign("nothing helps", _PAIN, _TODAY, "nothing helps"),
)

_LUNG = ("breathless", "cannot breathe", "chest", "breathing hurts", "heart")
_NERVE = ("saddle", "both legs numb", "both legs weak", "leg weak", "cannot pee", "flow", "leak", "leg numb")
_CORD = (*_NERVE, "wet", "soiled", "bowel control", "cannot walk", "foot will not")

TOGETHER_FR_ES = (
    Together(("leg swollen", "calf inflamed", "clot"), _LUNG, _CLOT, _NOW),
    Together(("fever", "infected"), ("septic",), _INFECTION, _NOW),
    Together(("fall", "crack"), ("cannot stand", "cannot walk", *_NERVE), _INJURY, _NOW),
    Together(("fragile",), ("strain",), _INJURY, _TODAY),
    Together(("cancer",), _CORD, _ILLNESS, _NOW),
    Together(("cancer",), ("new pain", "rest pain"), _ILLNESS, _TODAY),
)

EASED_BY_EFFORT = frozenset(("both legs pain", "both legs weak", "breathless", "leg weak", "calf inflamed"))
"""Signs that exercise explains: "courbatures aux deux mollets", "piernas cansadas"."""
EASED_LEVELS = {"breathless": 2}
"""By how many levels; the others by all."""
