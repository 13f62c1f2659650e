"""How a pose becomes the next one: the poses in between, in which order they are shown and for how long.

Bones are turned, not joints moved: so an arm stays as long as it is. What rests on floor, wall, step or pedal leads,
and the joint in the middle of a limb (elbow, knee) follows from both its ends.
"""

import cmath
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from exercises.rules.figure import BOX, PAIRED_JOINTS, SIDES, Pose, unit

STILL = 1.0
"""A joint that moves less than this from one keyframe to the next stays put."""
LOW = 7.0
"""How far above the floor a hand, foot, knee or elbow that rests on it may have its joint."""
LEVEL = 2.0
"""Two places that differ less than this in height (or, on a wall, sideways) lie on one surface."""
LIFT = 2.5
"""How high a foot is raised that is set down elsewhere while the other one stands."""
TURNED_OVER = 0.3
"""The sine of a bend: what bends that much one way and then the other has turned over towards the viewer."""
TURNED_ROUND = math.radians(100)
"""Seen from the front or from above, what turns further than this comes towards the viewer: legs and arms of those
who lie do not sweep over the floor."""
STRAIGHT = math.radians(20)
"""A leg that bends no further than this in both keyframes is straight on its way too."""
OBLIQUE = 0.3
"""What comes towards the viewer is not quite lost from sight: so much of its turn is seen."""
CLEAR = 2.0
"""How high above the floor a joint stays on its way, unless it lies lower in a keyframe."""
SLIGHT = 4.0
"""A movement in which no joint moves further than this is hardly seen."""
STRADDLE = 20.0
"""Walking, the feet are further apart than this in the first keyframe."""

FRAME = 80
"""Milliseconds of one picture of a movement."""
SWING = 4.0
"""How far the fastest joint moves from one picture to the next, on average."""
FEWEST, MOST = 6, 14
STRIDE = 8.5
"""How far the fastest joint moves from one picture to the next when walking or cycling."""
REST, TURN, HOLD, LONG_HOLD = 700, 300, 800, 1600
"""Milliseconds shown at the first pose, and at the last one without a hold, with one, and with one over 3 s. Nobody
watches a picture hold still for 30 s: how long is said by the dose."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a movement and how long it is shown. On the way back it is the very same pose."""

    pose: Pose
    milliseconds: int


def stepped(pose: Pose) -> Pose:
    """The same with the other leg and the other arm: near and far exchanged."""
    other = {"near": "far", "far": "near"}

    def swapped(name: str) -> str:
        side, _, joint = name.partition("_")
        return f"{other[side]}_{joint}" if side in other else name

    return replace(pose, joints={swapped(name): place for name, place in pose.joints.items()})


def is_cut(start: Pose, end: Pose) -> bool:
    """Whether nothing lies in between: seen from elsewhere, or turned round, the outline would turn inside out."""
    return (start.view, start.profile, start.turn) != (end.view, end.profile, end.turn)


def between(start: Pose, end: Pose, share: float) -> Pose:
    """The pose at `share` (0 to 1) of the way from one keyframe to the next; a cut changes half way."""
    if share <= 0 or share >= 1 or is_cut(start, end):
        return start if share < 0.5 else end
    nearer = start if share < 0.5 else end
    joints = _joints(start, end, share)
    return replace(
        nearer,
        floor=None if start.floor is None or end.floor is None else _mix(start.floor, end.floor, share),
        joints=joints,
        props=tuple(_props(start, end, share, joints)),
        belly=_mix(start.belly, end.belly, share),
        arrows=(),
    )


def _mix(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _along(a: complex, b: complex, share: float) -> complex:
    return a + (b - a) * share


def _turned(a: complex, b: complex, share: float) -> complex:
    """The vector a on its way to b by the shorter turn, its length on its way too."""
    if not a or not b:
        return _along(a, b, share)
    return unit(a) * cmath.rect(_mix(abs(a), abs(b), share), cmath.phase(b / a) * share)


def _joints(start: Pose, end: Pose, share: float) -> dict[str, complex]:
    feet = {side: _foot(start, end, side, share) for side in SIDES}
    joints = _trunk(start, end, share, feet)
    for side in SIDES:
        shoulder, hip = (joints.get(f"{side}_{root}", joints[root]) for root in ("shoulder", "hip"))
        arm, leg = (_Limb.of(start, end, side, root) for root in ("shoulder", "hip"))
        hand = _led(start, end, f"{side}_wrist", share)
        stiff = leg.is_straight and not _stands(start, end, side)
        elbow, wrist = arm.reaching(shoulder, share, hand)
        knee, ankle = leg.reaching(hip, share, None if stiff else feet[side])
        elbow, wrist = _cleared(start, end, f"{side}_elbow", (shoulder, elbow, wrist))
        joints[f"{side}_elbow"], joints[f"{side}_wrist"] = elbow, wrist
        joints[f"{side}_knee"], joints[f"{side}_ankle"] = knee, ankle
        joints[f"{side}_toe"] = ankle + _bone(start, end, share, f"{side}_ankle", f"{side}_toe")
    return joints


def _cleared(
    start: Pose, end: Pose, elbow: str, places: tuple[complex, complex, complex]
) -> tuple[complex, complex]:
    """Elbow and wrist, the upper arm turned so far up that the elbow is not in the floor."""
    shoulder, place, wrist = places
    if start.floor is None:
        return place, wrist
    lowest = min(start.joints[elbow].imag, end.joints[elbow].imag, start.floor + CLEAR)
    if place.imag >= lowest:
        return place, wrist
    rise, arm = lowest - shoulder.imag, place - shoulder
    raised = shoulder + complex(math.copysign(math.sqrt(max(0.0, abs(arm) ** 2 - rise**2)), arm.real), rise)
    return raised, raised + abs(wrist - place) * unit(wrist - raised)


def _bone(start: Pose, end: Pose, share: float, joint: str, other: str) -> complex:
    """From one joint to another, turned on its way."""
    first, last = (pose.joints[other] - pose.joints[joint] for pose in (start, end))
    return _turned(first, last, share)


def _moved(start: Pose, end: Pose, joint: str) -> float:
    return abs(end.joints[joint] - start.joints[joint])


def _trunk(start: Pose, end: Pose, share: float, feet: Mapping[str, complex | None]) -> dict[str, complex]:
    """Hip to head, built from what carries the body."""

    def bone(joint: str, other: str) -> complex:
        return _bone(start, end, share, joint, other)

    lower, upper = bone("hip", "spine"), bone("spine", "shoulder")
    hip = _hip(start, end, share, feet, lower + upper)
    joints = {"hip": hip, "spine": hip + lower, "shoulder": hip + lower + upper}
    joints["neck"] = joints["shoulder"] + bone("shoulder", "neck")
    joints["head"] = joints["neck"] + bone("neck", "head")
    for name in PAIRED_JOINTS:
        if name in start.joints or name in end.joints:
            side, _, middle = name.partition("_")
            first, last = (pose.root(side, middle) - pose.joints[middle] for pose in (start, end))
            joints[name] = joints[middle] + _turned(first, last, share)
    return joints


def _hip(start: Pose, end: Pose, share: float, feet: Mapping[str, complex | None], trunk: complex) -> complex:
    """Where the hip is: it turns about what carries the body, which is looked for from the trunk outwards."""

    def about(joint: str, at: complex) -> complex:
        return at + _bone(start, end, share, joint, "hip")

    def on_its_way(joint: str) -> complex:
        return _along(start.joints[joint], end.joints[joint], share)

    hips, shoulders = _moved(start, end, "hip"), _moved(start, end, "shoulder")
    if min(hips, shoulders) < STILL:
        return on_its_way("hip") if hips <= shoulders else on_its_way("shoulder") - trunk
    if elbows := [name for side in SIDES if _stays(start, end, name := f"{side}_elbow")]:
        shoulder = on_its_way(elbows[0]) + _bone(start, end, share, elbows[0], "shoulder")
        return shoulder - trunk
    if knees := [name for side in SIDES if _stays(start, end, name := f"{side}_knee")]:
        return about(knees[0], on_its_way(knees[0]))
    standing = [
        about(f"{side}_ankle", foot) for side in SIDES if (foot := feet[side]) and _stands(start, end, side)
    ]
    return sum(standing) / len(standing) if standing else on_its_way("hip")


def _stays(start: Pose, end: Pose, joint: str) -> bool:
    """Whether the joint rests on the floor in the same place."""
    return _moved(start, end, joint) < STILL and all(_low(pose, joint) for pose in (start, end))


def _low(pose: Pose, joint: str) -> bool:
    return pose.floor is not None and pose.joints[joint].imag < pose.floor + LOW


def _stands(start: Pose, end: Pose, side: str) -> bool:
    """Whether the foot, or the tip of it, stays where it is."""
    return min(_moved(start, end, f"{side}_ankle"), _moved(start, end, f"{side}_toe")) < STILL


def _foot(start: Pose, end: Pose, side: str, share: float) -> complex | None:
    """Where the ankle is led; None where it only follows the leg."""
    ankle, toe = f"{side}_ankle", f"{side}_toe"
    if (crank := _crank(start)) is not None:
        return _pedalled(start, end, side, share, crank)
    other = "far" if side == "near" else "near"
    steps = _upright(start, end) and _stands(start, end, other) and not _stands(start, end, side)
    if steps and any(prop["type"] == "step" for prop in start.props):
        return _stepping(start.joints[ankle], end.joints[ankle], share)
    led = _led(start, end, ankle, share) if _moved(start, end, ankle) < STILL else None
    if led is None and (tip := _led(start, end, toe, share)) is not None:
        led = tip + _bone(start, end, share, toe, ankle)
    if led is None:
        led = _led(start, end, ankle, share)
    return led + 1j * LIFT * math.sin(math.pi * share) if led and steps else led


def _stepping(a: complex, b: complex, share: float) -> complex:
    """Up first and then forwards, or forwards first and then down, so that the foot clears the edge of a step."""
    early, late = 1 - (1 - share) ** 2, share**2
    rises = b.imag > a.imag
    return complex(
        _mix(a.real, b.real, late if rises else early), _mix(a.imag, b.imag, early if rises else late)
    )


def _upright(start: Pose, end: Pose) -> bool:
    return not (start.lying or end.lying) and start.view != "top"


def _led(start: Pose, end: Pose, joint: str, share: float) -> complex | None:
    """The way of a hand or foot that stays put or slides along a surface; None where it only follows its limb."""
    a, b = start.joints[joint], end.joints[joint]
    slides = _low(start, joint) and _low(end, joint) and abs(a.imag - b.imag) < LEVEL
    return _along(a, b, share) if slides or abs(b - a) < STILL or _on_wall(start, end, joint) else None


def _on_wall(start: Pose, end: Pose, joint: str) -> bool:
    walls = [prop["x"] for prop in start.props if prop["type"] == "wall"]
    return any(abs(pose.joints[joint].real - x) < LOW for x in walls for pose in (start, end)) and (
        abs(start.joints[joint].real - end.joints[joint].real) < LEVEL
    )


def _crank(pose: Pose) -> complex | None:
    return next((complex(*prop["crank"]) for prop in pose.props if prop["type"] == "bike"), None)


def _pedalled(start: Pose, end: Pose, side: str, share: float, crank: complex) -> complex:
    """The ankle over a pedal, which only ever goes round forwards."""
    ankle, toe = f"{side}_ankle", f"{side}_toe"
    balls = [(pose.joints[ankle] + pose.joints[toe]) / 2 - crank for pose in (start, end)]
    angle = cmath.phase(balls[1] / balls[0])
    round_ = -start.turn * (-start.turn * angle % (2 * math.pi))
    ball = unit(balls[0]) * cmath.rect(_mix(abs(balls[0]), abs(balls[1]), share), round_ * share)
    return crank + ball - _bone(start, end, share, ankle, toe) / 2


@dataclass(frozen=True, slots=True)
class _Limb:
    """An arm or a leg in both keyframes: its upper and its lower bone."""

    uppers: tuple[complex, complex]
    lowers: tuple[complex, complex]
    in_profile: bool

    @classmethod
    def of(cls, start: Pose, end: Pose, side: str, root: str) -> "_Limb":
        middle, tip = {"shoulder": ("elbow", "wrist"), "hip": ("knee", "ankle")}[root]
        places = [
            (pose.root(side, root), pose.joints[f"{side}_{middle}"], pose.joints[f"{side}_{tip}"])
            for pose in (start, end)
        ]
        (a, b, c), (d, e, f) = places
        in_profile = start.view == "side" and start.profile
        return cls((b - a, e - d), (c - b, f - e), in_profile)

    @property
    def bends(self) -> tuple[float, float]:
        """The angles from the upper to the lower bone, in radians, counter-clockwise."""
        upper, lower = self.uppers, self.lowers
        return cmath.phase(lower[0] / upper[0]), cmath.phase(lower[1] / upper[1])

    @property
    def is_straight(self) -> bool:
        return max(map(abs, self.bends)) < STRAIGHT

    @property
    def turns_over(self) -> bool:
        """Whether the limb goes through the line of sight: seen from the front or from above, elbow or knee comes
        out on its other side, for they do not bend backwards, or the limb turns further than it would on the floor."""
        first, last = (math.sin(bend) for bend in self.bends)
        comes_out = first * last < 0 and min(abs(first), abs(last)) > TURNED_OVER
        return not self.in_profile and (
            comes_out or abs(cmath.phase(self.uppers[1] / self.uppers[0])) > TURNED_ROUND
        )

    def reaching(self, root: complex, share: float, led: complex | None) -> tuple[complex, complex]:
        """The middle joint and the tip of the limb that hangs on `root`, and whose tip is where it is led."""
        if self.turns_over:
            # Short on its way, as what points at the viewer is.
            upper, lower = (
                _along(_along(*bones, share), _turned(*bones, share), OBLIQUE)
                for bones in (self.uppers, self.lowers)
            )
            return root + upper, root + upper + lower if led is None else led
        if led is not None:
            return self._bent(root, led, share), led
        upper = _turned(*self.uppers, share)
        lower = unit(upper) * cmath.rect(self._lengths(share)[1], _mix(*self.bends, share))
        return root + upper, root + upper + lower

    def _lengths(self, share: float) -> tuple[float, float]:
        (upper, its_upper), (lower, its_lower) = self.uppers, self.lowers
        return _mix(abs(upper), abs(its_upper), share), _mix(abs(lower), abs(its_lower), share)

    def _bent(self, root: complex, tip: complex, share: float) -> complex:
        """The middle joint between a root and a tip that are given: where both bones meet, on the side to which the
        limb is bent more in either keyframe. A limb that does not reach is stretched."""
        upper, lower = self._lengths(share)
        reach = abs(tip - root)
        if reach >= upper + lower:
            return root + (tip - root) * upper / (upper + lower)
        foot = (upper**2 - lower**2 + reach**2) / (2 * reach)
        side = -math.copysign(1, max(self.bends, key=abs))
        return root + unit(tip - root) * complex(foot, side * math.sqrt(max(0.0, upper**2 - foot**2)))


def _props(start: Pose, end: Pose, share: float, joints: Mapping[str, complex]) -> list[Mapping[str, Any]]:
    """The props on their way: straps and bands hang on the joints that hold them, and what is there in one
    keyframe only (a pillow that is taken away) flattens."""
    props: list[Mapping[str, Any]] = []
    later = list(end.props)
    for prop in start.props:
        same = next((other for other in later if other["type"] == prop["type"]), None)
        if same is None:
            props.append(_flattened(prop, 1 - share))
            continue
        later.remove(same)
        held = "points" in prop and len(prop["points"]) == len(same["points"])
        props.append(_held(prop, same, (start, end), share, joints) if held else _pushed(prop, same, share))
    return [*props, *(_flattened(prop, share) for prop in later)]


def _pushed(prop: Mapping[str, Any], other: Mapping[str, Any], share: float) -> Mapping[str, Any]:
    moved = {key: _mix(prop[key], other[key], share) for key in BOX if key in prop and key in other}
    return prop if moved.items() <= prop.items() else {**prop, **moved}


def _flattened(prop: Mapping[str, Any], share: float) -> Mapping[str, Any]:
    return {**prop, "h": prop["h"] * share} if "h" in prop else prop


def _held(
    prop: Mapping[str, Any],
    other: Mapping[str, Any],
    poses: tuple[Pose, Pose],
    share: float,
    joints: Mapping[str, complex],
) -> Mapping[str, Any]:
    """The ends of a strap or band, each as far from the hand or foot next to it as in the keyframes."""
    start, end = poses
    holders = [name for name in joints if name.endswith(("wrist", "ankle", "toe"))]
    points = []
    for a, b in zip(prop["points"], other["points"], strict=True):
        offsets = {
            name: (complex(*a) - start.joints[name], complex(*b) - end.joints[name]) for name in holders
        }
        _, holder = min((abs(first) + abs(last), name) for name, (first, last) in offsets.items())
        place = joints[holder] + _along(*offsets[holder], share)
        points.append([place.real, place.imag])
    return {**prop, "points": points}


def is_gait(poses: Sequence[Pose]) -> bool:
    """Whether the keyframes are steps on the way: upright, seen from the side, nothing to hold on to, the feet apart
    at first, and neither of them stays where it was."""
    first = poses[0].joints
    return (
        len(poses) > 1
        and all(pose.view == "side" and pose.profile and not pose.lying and not pose.props for pose in poses)
        and abs(first["near_ankle"] - first["far_ankle"]) > STRADDLE
        and not any(_stands(a, b, side) for a, b in pairwise(poses) for side in SIDES)
    )


def is_slight(poses: Sequence[Pose]) -> bool:
    """Whether so little moves that only arrows tell what is done."""
    return all(_farthest(start, end) < SLIGHT for start, end in pairwise(poses))


def timeline(poses: Sequence[Pose], hold_s: float | None) -> tuple[Frame, ...]:
    """The pictures of one round of a movement, to be repeated without an end: through all keyframes and back, with a
    rest at both ends. Walking goes round with one leg and then the other, and cycling goes round.

    `hold_s` are the seconds of the dose's hold, if it has one.
    """
    if is_gait(poses):
        return tuple(_round([*poses, *map(stepped, poses)]))
    if len(poses) > 1 and _crank(poses[0]) is not None:
        return tuple(_round(poses))
    there = [Frame(poses[0], REST)]
    for start, end in pairwise(poses):
        there += [*_swing(start, end), Frame(end, TURN)]
    back = there[-2:0:-1]
    return (*there[:-1], Frame(poses[-1], _hold(hold_s)), *back)


def _hold(hold_s: float | None) -> int:
    if not hold_s:
        return TURN
    return LONG_HOLD if hold_s > 3 else HOLD


def _swing(start: Pose, end: Pose) -> Iterator[Frame]:
    """The pictures between two keyframes, slow at both ends; the farther something moves, the more of them."""
    if is_cut(start, end):
        return
    steps = min(max(math.ceil(_farthest(start, end) / SWING), FEWEST), MOST)
    for step in range(1, steps):
        share = (1 - math.cos(math.pi * step / steps)) / 2
        yield Frame(between(start, end, share), FRAME)


def _round(poses: Sequence[Pose]) -> Iterator[Frame]:
    """Through all keyframes and from the last to the first, at one speed."""
    for start, end in zip(poses, (*poses[1:], poses[0]), strict=True):
        steps = max(math.ceil(_farthest(start, end) / STRIDE), FEWEST)
        yield from (Frame(between(start, end, step / steps), FRAME) for step in range(steps))


def _farthest(start: Pose, end: Pose) -> float:
    return max(_moved(start, end, joint) for joint in start.joints.keys() & end.joints.keys())
