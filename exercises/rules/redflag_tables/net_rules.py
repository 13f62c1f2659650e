"""The wide net: how much each concept weighs, and from which sum on a text is flagged.

Behind the exact signs stands a transparent sum: an anchor (a part of the body, an event, a wish) and what is said near
it. The weights are ours, set so that in doubt a text is flagged; they are no clinical findings.
Reference material, to be reviewed and signed off by a licensed clinician: see the package.
"""

from dataclasses import dataclass

from exercises.rules.redflag_tables.course import COURSE_WORDS
from exercises.rules.redflag_tables.signs import LEVELS, Category, Urgency

LEAST = {Urgency.REVIEW: 2, Urgency.SAME_DAY: 4, Urgency.EMERGENCY: 5}
"""The sum from which on a text has this urgency."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """An anchor, what it weighs alone, and what each list within `apart` words adds or takes.

    Lists joined by "/" count once. The urgency is never above `most`.
    """

    category: Category
    most: Urgency
    anchor: str
    base: int
    adds: tuple[tuple[tuple[str, ...], int], ...]
    apart: int = 8


_CATEGORY = {
    "cauda": Category.CAUDA_EQUINA,
    "leg": Category.LEG_WEAKNESS,
    "chest": Category.CHEST_BREATHING,
    "clot": Category.BLOOD_CLOT,
    "infection": Category.INFECTION,
    "bleeding": Category.BLEEDING,
    "injury": Category.FRACTURE_TRAUMA,
    "illness": Category.SERIOUS_SYSTEMIC,
    "neuro": Category.NEURO_OTHER,
    "self-harm": Category.SELF_HARM,
    "pain": Category.SEVERE_PAIN,
}
_MOST = {"now": LEVELS[3], "today": LEVELS[2], "review": LEVELS[1]}

_TABLE = """
cauda now, incontinent 5, 8: new 1, fine -2, animals -4, things -2, in fun -4, old/stable/long ago -1
cauda now, intimate 2, 9: unfelt 4, feeling 3, odd 3, new 1, incontinent 2, propped -4, doing -2, fine -2,
    animals -3, in fun -2
cauda now, seat 0, 7: unfelt 4, feeling 2, odd 2, new 1, gone -2, doing -2, pain -1, fine -2, in fun -3,
    iced -2, propped -2, old/stable/long ago -2
cauda now, wiping 1, 9: unfelt 4, feeling 2, odd 4, new 1, fine -2, doing -1, animals -3
cauda now, pee 2, 9: cannot 3, uncontrolled 3, unaware 4, more 1, new 1, fine -3, propped -2, animals -4,
    things -2, in fun -3, old/stable/long ago -1
cauda now, toilet 0, 9: cannot 3, uncontrolled 2, unaware 3, dry spell 4, new 1, fine -3, propped -4,
    animals -4, things -2, in fun -3, doing -2
cauda now, poo 2, 9: cannot 2, uncontrolled 4, unaware 4, new 1, fine -3, propped -2, animals -4, things -2,
    in fun -3, old/stable/long ago -1
cauda now, underwear 0, 7: uncontrolled 3, unaware 2, poo 3, pee 3, new 1, night sweats -3, thinner -4,
    animals -4, things -2, in fun -3, doing -2, effort -2, of heat -3
cauda now, dry spell 3, 8: new 1, pee 2, toilet 1, doing -4, in fun -2, things -4, appointment -4, fine -1
cauda now, cant go 2, 7: new 2, pee 2, toilet 2, poo 2, unaware 1, going out -4, doing -3, things -3, in fun
    -2, fine -1
cauda now, sex 2, 9: unfelt 4, feeling 2, cannot 4, odd 3, unaware 2, new 1, fine -2, in fun -2, asked -1
cauda now, partner 0, 6: unfelt 3, touched 2, doing -2, in fun -2, iced -2, fine -1, things -2
cauda now, both legs 0, 8: unfelt 4, feeling 3, odd 3, failing 4, worse 1, new 1, fine -2, doing -3, effort
    -4, in fun -3, iced -3, asked -2, old/stable/long ago -2
cauda now, both sure 0, 8: pain 4, odd 4, new 1, fine -2, doing -4, effort -4, in fun -3, iced -3, asked -2,
    done -3, old/stable/long ago -2
cauda now, other leg 0, 8: unfelt 3, odd 3, failing 3, worse 2, pain 2, new 1, fine -2, doing -3, effort -4,
    in fun -2, asked -2
leg today, leg 0, 6: failing 4, new 1, worse 1, doing -3, effort -3, in fun -2, fine -2, asked -2, iced -2,
    animals -3, old/stable/long ago -2, things -2
leg review, leg 0, 7: unfelt 2, feeling 1, odd 2, failing 1, hardly 1, new 1, worse 1, doing -2, effort -2,
    in fun -2, fine -2, iced -3, asked -1, old/stable/long ago -4
leg review, unfelt clear 0, 8: new 2, worse 2, doing -2, in fun -3, iced -3, fine -2, old/stable/long ago
    -4, things -2, animals -2
leg today, test of strength 0, 8: lost strength 4, failing 3, in fun -2, fine -3, asked -2, old/stable/long
    ago -2, done -3
leg today, walking 0, 6: failing 3, leg 1, new 1, doing -2, effort -2, in fun -2, fine -3, asked -2, things
    -2, animals -3
chest now, chest 1, 7: tight 4, breathless 4, breath 2, new 1, doing -3, effort -2, fine -3, in fun -2,
    things -2, asked -2
chest now, breath 1, 6: hardly 4, breathless 3, tight 4, uneasy 3, new 1, doing -2, effort -3, fine -3, in
    fun -3, asked -3, things -2, animals -1
chest now, breathless 4, 8: new 1, chest 1, doing -2, effort -3, in fun -3, fine -1, asked -2, animals -3
clot today, lower leg 0, 7: swollen 4, inflamed 2, pain 1, new 1, doing -3, effort -3, in fun -2, fine -3,
    things -2, iced -2, both legs -1
infection today, fever 1, 8: fever clear 4, back 1, site 1, new 1, muddled 2, fine -3, things -4, effort -4,
    doing -3, animals -3, in fun -3, aimed -3
infection today, site 0, 7: pus 3, pus clear 2, new 1, fine -3, effort -2, doing -3, in fun -2
infection now, fever clear 2, 12: muddled 4, new 1, fine -3, things -4, animals -2, in fun -3
bleeding now, blood 0, 7: flowing 4, wont 2, thinners 2, new 1, fine -3, test -4, stopped small -4, in fun
    -3, animals -3
bleeding today, lump 0, 11: growing 4, thinners 4, new 1, fine -3, small -3, in fun -2
injury today, fell 0, 8: fell from 3, back 2, stranded 3, new 1, asleep -4, in fun -3, no body -3,
    old/stable/long ago -2, doing -2, fine -1
injury today, crack 0, 8: back 3, new 1, pain 1, fine -2, in fun -3, things -3, iced -1, painless -4
injury today, frail 0, 14: strain 3, fell 4, new 1, fine -1
illness review, thinner 1, 10: no cause 2, night sweats 2, unrelenting 2, new 1, aimed -4, fine -2, in fun
    -2
illness review, heft 0, 6: lost heft 2, no cause 1, aimed -4, fine -2, in fun -2, things -1, doing -1
illness review, night sweats 2, 9: new 1, effort -2, aimed -3
illness review, pain 0, 10: unrelenting 2, worse 1, torment 1, doing -2, fine -3, in fun -2, asked -1,
    old/stable/long ago -2
illness today, cancer 0, 16: pain 2, unrelenting 2, new 1, gait 3, others tale -5, animals -3, in fun -3
illness now, cancer 0, 16: gait 5, unfelt 3, others tale -5, animals -3, in fun -3
neuro now, face 0, 6: drooped 4, new 1, doing -3, in fun -3, iced -5, fine -2, things -2
neuro now, speech 0, 6: garbled 5, in fun -3, things -3, fine -3, asked -1
neuro now, arm 0, 6: limb dead 4, new 1, doing -4, effort -4, in fun -3, iced -4, fine -2, things -2,
    animals -2
neuro now, passed out 5, 8: in fun -4, doing -1, animals -3, asleep -3, others tale -3
neuro now, head 0, 7: worst head 5, in fun -3, fine -2, effort -1, things -1
neuro now, throat 0, 6: closing 5, in fun -3, fine -2, doing -3, animals -2
neuro now, allergy 5, 8: fine -1, animals -3, hay fever -4
neuro now, sight 0, 6: blind 5, fine -2, things -4, doing -4, in fun -3, asked -2
self-harm now, wish to die 5, 6: of messages -3, in fun -3, animals -1, things -1
self-harm now, no life 5, 5: of messages -3, in fun -1
self-harm now, gone soon 2, 8: brooding 2, to stop it 2, farewell 2, of messages -2, away -3, in fun -2
self-harm now, to stop it 0, 7: brooding 3, of messages -4, away -3, doing -3, in fun -3, things -3, animals
    -3, fine -1
self-harm now, burden 5, 5: of messages -2, in fun -2
self-harm now, farewell 4, 8: no life 3, wish 2, of messages -2, things -2, doing -2, in fun -2, animals -2
self-harm now, pills 0, 6: too many 5, prescribed -4, in fun -2, asked -1
pain today, torment 1, 10: at a loss 3, pain 1, plea 2, doing -3, fine -2, in fun -4, things -3, animals -2
pain today, top score 0, 10: at a loss 4, plea 3, torment 4, doing -2, in fun -3
pain today, at a loss 0, 8: pain 2, torment 3, plea 2, pills 2, doing -3, fine -2, in fun -3, things -3,
    animals -3, asked -2
pain today, pain 0, 8: torment 2, at a loss 3, plea 2, worse 1, doing -2, effort -3, in fun -3, fine -3
leg review, body 0, 8: odd 2, feeling 1, unfelt 2, failing 1, hardly 1, worse 1, new 1, plea 2, doing -2,
    effort -2, fine -2, in fun -2, things -2, iced -2, asked -2, old/stable/long ago -4, of messages -2,
    animals -2
neuro today, plea 1, 10: new 1, pain 2, failing 1, fever clear 2, in fun -3, things -2, animals -2, of
    messages -2, others tale -3
"""


def _weighings(table: str) -> tuple[Weighing, ...]:
    """The entries "category most, anchor base, apart: list weight, ..."; an indented line goes on.

    Each list is one of `net_places`, `net_complaints`, `net_events` and `net_dampers`.
    """
    found = []
    for line in table.strip().replace("\n    ", " ").splitlines():
        head, body = line.split(": ")
        what, anchor, apart = head.split(", ")
        category, most = what.split()
        name, base = anchor.rsplit(" ", 1)
        adds = tuple(
            (tuple(one if one in COURSE_WORDS else f"net {one}" for one in names.split("/")), int(weight))
            for names, weight in (part.rsplit(" ", 1) for part in body.split(", "))
        )
        found.append(Weighing(_CATEGORY[category], _MOST[most], f"net {name}", int(base), adds, int(apart)))
    return tuple(found)


WEIGHINGS = _weighings(_TABLE)
