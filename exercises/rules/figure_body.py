"""The parts of the body in painting order: limbs, trunk, head, hands, feet; and the working muscles."""

import cmath
import math
from collections.abc import Mapping
from typing import Any

from exercises.rules.figure import (
    FOREARM,
    MUSCLE_ENDS,
    SHANK,
    SIDES,
    SIDEWAYS,
    THIGH,
    TRUNK,
    TRUNK_FRONT,
    UPPER_ARM,
    Muscle,
    Outline,
    Part,
    Pose,
    ellipse,
    front_of,
    smooth,
    spine_at,
    tapered,
    trunk_edge,
    unit,
    widths,
)

SHORTS_END = 0.52
SLEEVE_END = 0.5
WAIST = 0.2
HAND = 4.6
CHAIR_BACK = 28.0
SHORTEST_MARK = 0.12  # of half a mark, as a share of its segment
MARK_DEPTH = 0.52  # of a muscle between the axis of its segment and the edge
GRIP = 5.0
# Where behind a sharply bent knee its crease begins and how long it is at most, as shares of the thigh.
CREASE_START, CREASE = 0.1, 0.2
# The head in profile, in head radii from its centre: x to the front, y to the crown.
FACE = (
    (0.80, 0.72), (0.98, 0.42), (0.95, 0.12), (1.30, -0.22), (1.02, -0.36), (1.06, -0.58), (0.98, -0.74),
    (0.92, -1.02), (0.58, -1.12), (0.05, -0.86), (-0.55, -0.82), (-0.95, -0.30), (-1.06, 0.22), (-0.80, 0.80),
    (-0.20, 1.10), (0.42, 1.04),
)  # fmt: skip
HAIR = (
    (0.98, 0.50), (0.62, 0.50), (0.30, 0.28), (0.12, -0.02), (-0.12, -0.02), (-0.28, -0.40), (-0.62, -0.84),
    (-1.02, -0.50), (-1.18, 0.22), (-0.90, 0.90), (-0.22, 1.22), (0.52, 1.16), (0.96, 0.86),
)  # fmt: skip
FRONT_HAIR = (
    (-1.0, -0.15), (-0.84, 0.30), (-0.45, 0.60), (0.15, 0.52), (0.84, 0.30), (1.0, -0.15), (1.10, 0.45),
    (0.75, 1.05), (0.0, 1.28), (-0.75, 1.05), (-1.10, 0.45),
)  # fmt: skip
# The foot, in units from the ankle: x to the toes along the sole, y from the sole (0) upwards.
SHOE = (
    (-1.9, 3.0), (-2.6, 1.5), (-2.3, 0.2), (-0.5, 0.0), (2.5, 0.15), (5.0, 0.0), (7.2, 0.1), (8.0, 0.8),
    (7.2, 1.7), (4.8, 2.3), (2.6, 3.3), (1.8, 4.0), (0.0, 4.4),
)  # fmt: skip
PALM = (
    (-0.6, 1.15),
    (1.6, 1.5),
    (3.6, 1.15),
    (4.6, 0.3),
    (4.4, -0.7),
    (2.8, -1.4),
    (0.6, -1.3),
    (-0.6, -1.1),
)
THUMB = ((0.2, 0.6), (1.2, 1.9), (2.6, 2.6), (3.1, 2.1), (2.2, 1.2), (1.4, 0.2))


def body(pose: Pose) -> tuple[list[Part], list[Part]]:
    """The parts to paint before the muscles and those to paint after them, each list from back to front."""
    neck, head = Part("neck", _neck(pose)), Part("head", _head(pose))
    aside = pose.profile or (pose.lying and pose.floor is not None)
    far_arm, near_arm = (
        Part(f"{side} arm", _arm(pose, side), far=aside and side == "far") for side in ("far", "near")
    )
    if pose.upright:
        legs = (*_leg(pose, "far"), *_leg(pose, "near"))
        return [neck, Part("trunk and legs", (*_trunk(pose), *legs)), head], [far_arm, near_arm]
    shank, thigh = _shank(pose, "near"), _thigh(pose, "near")
    beyond = [Part("near shank", shank)] if pose.crosses else []
    trunk = Part("trunk and near leg", (*_trunk(pose), *(() if pose.crosses else shank), *thigh))
    far_leg = Part("far leg", _leg(pose, "far"), far=aside)
    if aside:
        return [far_arm, *beyond, far_leg, neck, trunk, head], [near_arm]
    return [far_leg, neck, trunk, head], [far_arm, near_arm]


def _place(
    shape: tuple[tuple[float, float], ...], at: complex, x: complex, y: complex
) -> tuple[complex, ...]:
    return smooth([at + x * right + y * up for right, up in shape], steps=5)


def _neck(pose: Pose) -> tuple[Outline, ...]:
    base, _ = spine_at(pose, 0.93)
    head, neck = pose.joints["head"], pose.joints["neck"]
    across = 1j * unit(head - base)
    path = [base + across * 2.6, neck + across * 2.0, head + across * 1.9]
    other = [head - across * 1.9, neck - across * 2.0, base - across * 2.6]
    return (Outline("skin", smooth([*path, *other])),)


def face_turned(pose: Pose) -> bool:
    """Whether the face is seen from the front: facing or turned to the viewer, or prone with the head aside."""
    low = pose.floor is not None and pose.joints["head"].imag - pose.floor < 1.5 * pose.head_radius
    return pose.facing == "viewer" or pose.turned > 0.5 or (pose.facing == "down" and low)


def _head(pose: Pose) -> tuple[Outline, ...]:
    head, radius = pose.joints["head"], pose.head_radius
    up = radius * unit(head - pose.joints["neck"])
    front = pose.turn * -1j * up
    if face_turned(pose):
        return _front_head(head, front, up)
    eye = ellipse(head + 0.66 * front + 0.14 * up, 0.1 * front, 0.15 * up, 12)
    brow = (head + 0.54 * front + 0.42 * up, head + 0.86 * front + 0.40 * up)
    mouth = (head + 0.72 * front - 0.64 * up, head + 0.97 * front - 0.6 * up)
    ear = ellipse(head - 0.08 * front - 0.08 * up, 0.19 * front, 0.28 * up, 16)
    return (
        Outline("skin", _place(FACE, head, front, up)),
        Outline("hair", _place(HAIR, head, front, up)),
        Outline("ear", ear),
        Outline("eye", eye),
        Outline("brow", brow, 0.5),
        Outline("mouth", mouth, 0.45),
    )


def _front_head(head: complex, right: complex, up: complex) -> tuple[Outline, ...]:
    ears = [ellipse(head + side * 0.98 * right - 0.05 * up, 0.2 * right, 0.28 * up, 16) for side in (-1, 1)]
    eyes = [ellipse(head + side * 0.38 * right + 0.1 * up, 0.1 * right, 0.13 * up, 12) for side in (-1, 1)]
    nose = smooth(
        [head + 0.04 * right, head + 0.14 * right - 0.32 * up, head - 0.04 * right - 0.34 * up], closed=False
    )
    mouth = smooth(
        [head - 0.26 * right - 0.62 * up, head - 0.7 * up, head + 0.26 * right - 0.62 * up], closed=False
    )
    return (
        *(Outline("ear", ear) for ear in ears),
        Outline("skin", ellipse(head - 0.03 * up, 0.98 * right, 1.1 * up)),
        Outline("hair", _place(FRONT_HAIR, head, right, up)),
        *(Outline("eye", eye) for eye in eyes),
        Outline("mouth", nose, 0.4),
        Outline("mouth", mouth, 0.45),
    )


def _trunk(pose: Pose) -> tuple[Outline, ...]:
    profile = TRUNK if pose.profile else TRUNK_FRONT

    def edge(start: float, end: float) -> tuple[complex, ...]:
        rows = [start + (end - start) * step / 24 for step in range(25)]
        right = [trunk_edge(pose, t, 1) for t in rows]
        left = [trunk_edge(pose, t, -1) for t in reversed(rows)]
        return (*smooth(right, closed=False, steps=2), *smooth(left, closed=False, steps=2))

    return (
        Outline("shorts", edge(profile[0][0], WAIST + 0.04)),
        Outline("shirt", edge(WAIST - 0.02, profile[-1][0] + pose.turned * 0.09)),
        *_neckline(pose),
    )


def _neckline(pose: Pose) -> tuple[Outline, ...]:
    """Tells a chest from a back."""
    if pose.facing != "viewer" and pose.turned < 0.5:
        return ()
    return (Outline("skin", (spine_at(pose, 1.16)[0], spine_at(pose, 1.09)[0]), 4.4),)


def _arm(pose: Pose, side: str) -> tuple[Outline, ...]:
    shoulder = pose.root(side, "shoulder")
    elbow, wrist = pose.joints[f"{side}_elbow"], pose.joints[f"{side}_wrist"]
    upper, lower = front_of(pose, shoulder, elbow), front_of(pose, elbow, wrist)
    return (
        *_hand(pose, elbow, wrist),
        Outline("skin", tapered(elbow, wrist, FOREARM, lower)),
        Outline("skin", tapered(shoulder, elbow, UPPER_ARM, upper)),
        Outline("shirt", tapered(shoulder, elbow, UPPER_ARM, upper, until=SLEEVE_END, grow=0.45, hem=True)),
        *_armhole(pose, shoulder, elbow),
    )


def _armhole(pose: Pose, shoulder: complex, elbow: complex) -> tuple[Outline, ...]:
    """Joins the sleeve to a shirt that is seen from the front or the back."""
    if pose.profile and pose.turned < 0.5:
        return ()
    inwards = unit(pose.joints["spine"] - shoulder)
    return (Outline("shirt", (shoulder + 0.8 * unit(elbow - shoulder), shoulder + 3 * inwards), 4.2),)


def grips(pose: Pose) -> list[complex]:
    """Places a hand closes on: a foot, the ends of a strap, the bars of the bike, the top of a chair's back."""
    places = [(pose.joints[f"{side}_ankle"] + pose.joints[f"{side}_toe"]) / 2 for side in SIDES]
    for prop in pose.props:
        if prop["type"] == "strap":
            places += [complex(*end) for end in prop["points"]]
        elif prop["type"] == "bike":
            places.append(complex(*prop["handle"]))
        elif prop["type"] == "chair" and (top := chair_back(prop)) is not None:
            places.append(top)
    return places


def chair_back(prop: Mapping[str, Any]) -> complex | None:
    """The top of a chair's back rest; None for a stool."""
    lefts = {"left": prop["x"] - 0.3, "right": prop["x"] + prop["w"] + 0.3}
    left = lefts.get(prop.get("back", "none"))
    return None if left is None else complex(left, prop["y"] + prop["h"] + CHAIR_BACK)


def _hand(pose: Pose, elbow: complex, wrist: complex) -> tuple[Outline, ...]:
    along = unit(wrist - elbow)
    if any(abs(wrist - place) < GRIP for place in grips(pose)):
        return (Outline("skin", ellipse(wrist + along * 1.2, 2.1 * along, 1.8j * along)),)
    along = _hand_on_surface(pose, wrist, along)
    up = 1j * along
    if (up.imag < 0) if abs(up.imag) > 0.3 else (up.real * pose.turn < 0):
        up = -up
    return (Outline("skin", _place(THUMB, wrist, along, up)), Outline("skin", _place(PALM, wrist, along, up)))


def _hand_on_surface(pose: Pose, wrist: complex, along: complex) -> complex:
    """The direction of the hand: on from the forearm, but flat where that would go through floor or wall."""
    tip = wrist + HAND * along
    if pose.floor is not None and tip.imag < pose.floor + 0.8 and wrist.imag < pose.floor + HAND:
        headwards = (pose.joints["head"] - pose.joints["hip"]).real
        forward = along.real if abs(along.real) > 0.35 else headwards
        return complex(math.copysign(1, forward), 0)
    for prop in pose.props:
        if prop["type"] == "wall" and (tip.real - prop["x"]) * (pose.joints["hip"].real - prop["x"]) < 0:
            return 1j
    return along


def _leg(pose: Pose, side: str) -> tuple[Outline, ...]:
    return (*_shank(pose, side), *_thigh(pose, side))


def _shank(pose: Pose, side: str) -> tuple[Outline, ...]:
    knee, ankle = pose.joints[f"{side}_knee"], pose.joints[f"{side}_ankle"]
    return (
        Outline("skin", tapered(knee, ankle, SHANK, front_of(pose, knee, ankle))),
        Outline("shoe", _foot(pose, knee, ankle, pose.joints[f"{side}_toe"])),
    )


def _thigh(pose: Pose, side: str) -> tuple[Outline, ...]:
    hip = pose.root(side, "hip")
    knee, ankle = pose.joints[f"{side}_knee"], pose.joints[f"{side}_ankle"]
    thigh = front_of(pose, hip, knee)
    return (
        Outline("skin", tapered(hip, knee, THIGH, thigh)),
        Outline("shorts", tapered(hip, knee, THIGH, thigh, until=SHORTS_END, grow=0.5, hem=True)),
        *_crease(hip, knee, ankle, thigh),
    )


def _crease(hip: complex, knee: complex, ankle: complex, front: complex) -> tuple[Outline, ...]:
    """Thins out from the hollow of the knee along the thigh, as far as the shank really lies on it."""
    if abs(cmath.phase((ankle - knee) / (hip - knee))) > math.radians(62):
        return ()
    inner = math.copysign(1, ((ankle - knee) * front.conjugate()).real)
    line = [
        (knee + (hip - knee) * t + front * inner * widths(THIGH, 1 - t)[inner < 0], t)
        for t in (CREASE_START + CREASE * step / 6 for step in range(7))
    ]
    touching = [(place, t) for place, t in line if _on_shank(place, knee, ankle)]
    if len(touching) < 3:
        return ()
    end = touching[-1][1]
    halves = [0.26 * (end - t) / (end - CREASE_START) * front for _, t in touching]
    places = [place for place, _ in touching]
    upper = [place + half for place, half in zip(places, halves, strict=True)]
    lower = [place - half for place, half in zip(places, halves, strict=True)]
    return (Outline("crease", (*upper, *reversed(lower))),)


def _on_shank(place: complex, knee: complex, ankle: complex) -> bool:
    along = unit(ankle - knee).conjugate() * (place - knee)
    return along.real > 0 and abs(along.imag) < min(widths(SHANK, along.real / abs(ankle - knee)))


def _foot(pose: Pose, knee: complex, ankle: complex, toe: complex) -> tuple[complex, ...]:
    towards = unit(toe - ankle)
    bend = ((toe - ankle) * (ankle - knee).conjugate()).imag
    turn = pose.turn if pose.profile else round(math.copysign(1, bend))
    height = 2.5 if pose.profile else 3.4
    sole = towards * cmath.rect(1, turn * math.asin((height - 0.8) / 7))
    up = sole * 1j * turn
    return _place(SHOE, ankle - up * (height + 0.1), sole, up)


def muscle_areas(pose: Pose) -> list[Outline]:
    """The highlighted areas; painted with soft edges over trunk and near leg, under the near arm."""
    sides = SIDES if pose.both_sides else ("near",)
    return [Outline("muscle", _muscle(pose, muscle, side)) for muscle in pose.muscles for side in sides]


def _muscle(pose: Pose, muscle: Muscle, limb_side: str) -> tuple[complex, ...]:
    side = {"front": 1.0, "back": -1.0, "both": 0.0}[muscle.face]
    start, end = _apart_at_the_knee(pose, muscle, limb_side)
    reach = max((end - start) / 2, SHORTEST_MARK)
    rows = [(start + end) / 2 + reach * (step / 5 - 1) for step in range(11)]
    edges = [_limits(pose, muscle, limb_side, t) for t in rows]
    nerve = "nerve" in muscle.name
    if not pose.profile:
        side = _sideways(pose, muscle)
    middles = [centre + normal * _shift(side, normal_width) for centre, normal, normal_width in edges]
    left, right = [], []
    for step, (middle, (_, normal, (front, back))) in enumerate(zip(middles, edges, strict=True)):
        room = min((front, back)[side < 0], (front + back) / 2) if side else (front + back) / 2
        full = 0.75 if nerve else 0.42 * room
        half = full * math.sqrt(max(0.0, 1 - (step / 5 - 1) ** 4)) + 0.15
        left.append(middle + normal * half)
        right.append(middle - normal * half)
    return smooth([*left, *reversed(right)], steps=4)


def _apart_at_the_knee(pose: Pose, muscle: Muscle, limb_side: str) -> tuple[float, float]:
    """Where the mark starts and ends, so that the two of a nerve meet in the hollow of a bent knee uncrossed."""
    hip, knee, ankle = (
        pose.root(limb_side, "hip"),
        *(pose.joints[f"{limb_side}_{j}"] for j in ("knee", "ankle")),
    )
    bend = abs(cmath.phase((ankle - knee) / (knee - hip)))
    depth = MARK_DEPTH * widths(THIGH, 1.0)[1] * math.tan(bend / 2) / abs(knee - hip)
    behind = muscle.face == "back"
    starts_at_it = behind and muscle.segment == "shank" and muscle.start == 0
    ends_at_it = behind and muscle.segment == "thigh" and muscle.end == 1
    return muscle.start + depth * starts_at_it, muscle.end - depth * ends_at_it


def _shift(side: float, width: tuple[float, float]) -> float:
    return side * MARK_DEPTH * (width[0] if side > 0 else width[1])


def _sideways(pose: Pose, muscle: Muscle) -> float:
    """Where on the breadth of a segment seen from the front a muscle lies (+1: away from the midline)."""
    if muscle.segment != "torso":
        return SIDEWAYS.get(muscle.name, 0.0)
    if muscle.face != "both":
        return 0.0
    # In a side plank the flank that holds the body up is the lower one.
    lower_side_works = pose.lying and pose.floor is not None
    return -1.0 if lower_side_works else 1.0


def _limits(
    pose: Pose, muscle: Muscle, limb_side: str, t: float
) -> tuple[complex, complex, tuple[float, float]]:
    """Axis point, unit vector to the front (or outwards) and half widths of a segment at t."""
    if muscle.segment == "torso":
        centre, _ = spine_at(pose, t)
        front, back = trunk_edge(pose, t, 1), trunk_edge(pose, t, -1)
        return centre, unit(front - back), (abs(front - centre), abs(back - centre))
    upper, lower = (pose.root(limb_side, joint) for joint in MUSCLE_ENDS[muscle.segment])
    profile = THIGH if muscle.segment == "thigh" else SHANK
    normal = front_of(pose, upper, lower)
    if not pose.profile:
        outwards = (pose.root(limb_side, "hip") - pose.joints["hip"]) * normal.conjugate()
        normal = normal if outwards.real >= 0 else -normal
    return upper + (lower - upper) * t, normal, widths(profile, t)
