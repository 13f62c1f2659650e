"""The body of a picture: from the joints of a keyframe to smooth outlines, in the units of the figure box.

Points are complex numbers, x to the right and y up, in a box of 0 to 100. Nothing here knows about pixels or
colours: every outline carries a `role` ("skin", "shirt", …) that whoever paints it looks up.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

VIEWS = frozenset({"side", "front", "top"})
FRONTAL = frozenset({"viewer", "away"})
FACINGS = FRONTAL | {"right", "left", "up", "down"}
SPINE = ("head", "neck", "shoulder", "spine", "hip")
SIDES = ("near", "far")
LIMB_JOINTS = tuple(
    f"{side}_{joint}" for side in SIDES for joint in ("elbow", "wrist", "knee", "ankle", "toe")
)
PAIRED_JOINTS = tuple(f"{side}_{joint}" for side in SIDES for joint in ("shoulder", "hip"))
MUSCLE_ENDS = {"thigh": ("hip", "knee"), "shank": ("knee", "ankle"), "torso": ("shoulder", "hip")}
# How far apart the shoulders are on the picture: of a profile seen a little from the front, and across.
SHOULDERS_ASIDE, SHOULDERS_ACROSS = 5.0, 15.0
HIPS_ACROSS = 9.0  # of a pelvis that has not rolled to its side
BOX = ("x", "y", "w", "h")
# The numbers and the points of a prop; those with neither have a list of `points`.
PROPS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(("mat", "chair", "step", "table", "pillow"), (BOX, ())),
    "wall": (("x", "y", "h"), ()),
    "bike": (("floor", "crank_r", "wheel_r"), ("seat", "handle", "crank", "wheel")),
    "band": ((), ()),
    "strap": ((), ()),
}
# From the front a muscle on the axis of the thigh shows on its outer (+) or inner (-) side.
SIDEWAYS = {"gluteus medius": 1.0, "adductor longus": -1.0}

# Half widths along a limb: (fraction from the proximal joint, towards the front, towards the back).
Profile = tuple[tuple[float, float, float], ...]
THIGH: Profile = ((0.0, 4.1, 4.4), (0.3, 4.1, 4.0), (0.7, 3.3, 3.2), (1.0, 2.9, 2.6))
SHANK: Profile = ((0.0, 2.8, 2.6), (0.28, 2.5, 3.2), (0.6, 2.0, 2.4), (1.0, 1.6, 1.6))
UPPER_ARM: Profile = ((0.0, 2.6, 2.6), (0.4, 2.3, 2.3), (1.0, 1.8, 1.8))
FOREARM: Profile = ((0.0, 1.8, 1.8), (0.3, 2.0, 1.9), (1.0, 1.25, 1.25))
TRUNK: Profile = (  # from hip (0) to shoulder (1)
    (-0.12, 2.6, 3.4),
    (0.0, 4.0, 4.8),
    (0.14, 4.2, 4.7),
    (0.4, 3.9, 3.5),
    (0.7, 4.5, 4.2),
    (0.9, 3.9, 4.1),
    (1.0, 2.8, 3.2),
    (1.08, 1.7, 2.0),
)
TRUNK_FRONT: Profile = (
    (-0.13, 4.0, 4.0),
    (-0.06, 7.2, 7.2),
    (0.06, 7.8, 7.8),
    (0.18, 7.1, 7.1),
    (0.42, 5.9, 5.9),
    (0.7, 6.8, 6.8),
    (0.88, 7.8, 7.8),
    (0.98, 8.2, 8.2),
    (1.05, 7.4, 7.4),
    (1.09, 5.6, 5.6),
    (1.13, 3.2, 3.2),
    (1.17, 2.0, 2.0),
)


@dataclass(frozen=True)
class Outline:
    """A filled outline, or an open line when `width` is given."""

    role: str
    points: tuple[complex, ...]
    width: float | None = None


@dataclass(frozen=True)
class Part:
    """Outlines that share one contour, such as all of an arm; `far` parts are painted paler."""

    name: str
    outlines: tuple[Outline, ...]
    far: bool = False


@dataclass(frozen=True)
class Muscle:
    """Where a working muscle lies: on `segment` of the near side, in fractions from the proximal joint."""

    name: str
    segment: str
    face: str
    start: float
    end: float


@dataclass(frozen=True)
class Pose:
    """One keyframe.

    `floor` is None when seen from above; `belly` is how far the belly stands out (0 at rest); `arrows`
    replace those that are otherwise found by comparing with the keyframe before (None: find them);
    `both_sides` marks the muscle on the far side as well; `crosses` says that the foot of the near leg is set
    down beyond the far leg.
    """

    view: str
    facing: str
    floor: float | None
    joints: Mapping[str, complex]
    props: tuple[Mapping[str, Any], ...]
    muscles: tuple[Muscle, ...]
    head_radius: float
    belly: float = 0.0
    arrows: tuple[tuple[complex, ...], ...] | None = None
    both_sides: bool = False
    crosses: bool = False

    @property
    def profile(self) -> bool:
        """Whether the body is seen from its side (from above too, when it lies on its side)."""
        return self.facing not in FRONTAL

    @property
    def turn(self) -> int:
        """+1 when the front of the body lies to the right of the line from feet to head, else -1."""
        return 1 if self.facing in ("right", "up") else -1

    @property
    def lying(self) -> bool:
        trunk = self.joints["shoulder"] - self.joints["hip"]
        return abs(trunk.real) > abs(trunk.imag)

    @property
    def upright(self) -> bool:
        """Whether the body stands or sits with its front or back to the viewer."""
        return not self.profile and self.floor is not None and not self.lying

    @property
    def turned(self) -> float:
        """How far the chest of a profile has turned to the viewer, 0 to 1: its shoulders stand apart."""
        if not self.profile:
            return 0.0
        apart = abs(self.root("near", "shoulder") - self.root("far", "shoulder"))
        return min(max((apart - SHOULDERS_ASIDE) / (SHOULDERS_ACROSS - SHOULDERS_ASIDE), 0.0), 1.0)

    def root(self, side: str, joint: str) -> complex:
        """A joint of one side; where the sides share it (hip and shoulder in profile), the shared one."""
        own = f"{side}_{joint}"
        return self.joints[own if own in self.joints else joint]


def point(value: object, where: str) -> complex:
    """`[x, y]` as a point; ValueError naming `where` for anything else or outside the box."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        raise ValueError(f"{where}: expected [x, y], got {value!r}")
    x, y = (number(part, where) for part in value)
    if not (0 <= x <= 100 and 0 <= y <= 100):
        raise ValueError(f"{where}: {value!r} lies outside the box of 0 to 100")
    return complex(x, y)


def number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{where}: expected a number, got {value!r}")
    return float(value)


def pose(keyframe: Mapping[str, Any], *, figure: Mapping[str, Any], muscle_map: Mapping[str, Any]) -> Pose:
    """A keyframe of the exercise file as a Pose; ValueError says what is wrong with a malformed one."""
    where = f"keyframe {keyframe.get('name', '?')!r}"
    view, facing = keyframe.get("view"), keyframe.get("facing")
    if view not in VIEWS:
        raise ValueError(f"{where}: view {view!r} is none of {sorted(VIEWS)}")
    if facing not in FACINGS:
        raise ValueError(f"{where}: facing {facing!r} is none of {sorted(FACINGS)}")
    floor = keyframe.get("floor_y")
    if (floor is None) != (view == "top"):
        raise ValueError(f"{where}: floor_y is a number, except in the top view, where it is null")
    arrows = keyframe.get("arrows")
    return Pose(
        view=view,
        facing=facing,
        floor=None if floor is None else number(floor, f"{where}: floor_y"),
        joints=_joints(keyframe.get("joints"), where, paired=facing in FRONTAL),
        props=tuple(_prop(prop, where) for prop in _sequence(keyframe.get("props"), f"{where}: props")),
        muscles=_muscles(_sequence(keyframe.get("highlight"), f"{where}: highlight"), muscle_map, where),
        head_radius=number(figure.get("head_radius"), "figure: head_radius"),
        belly=number(keyframe.get("belly", 0), f"{where}: belly"),
        arrows=None if arrows is None else _arrows(arrows, f"{where}: arrows"),
        both_sides=keyframe.get("both_sides") is True,
        crosses=keyframe.get("crosses") is True,
    )


def _sequence(value: object, where: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{where}: expected a list, got {value!r}")
    return value


def _joints(value: object, where: str, *, paired: bool) -> dict[str, complex]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where}: joints is not a mapping")
    needed = (*SPINE, *LIMB_JOINTS, *(PAIRED_JOINTS if paired else ()))
    if missing := [name for name in needed if name not in value]:
        raise ValueError(f"{where}: joint {missing[0]} is missing")
    if unknown := set(value) - {*SPINE, *LIMB_JOINTS, *PAIRED_JOINTS}:
        raise ValueError(f"{where}: unknown joint {min(unknown)}")
    return {name: point(place, f"{where}: joint {name}") for name, place in value.items()}


def _prop(prop: object, where: str) -> Mapping[str, Any]:
    """The prop as it is, once it has every number and point that drawing it needs."""
    if not isinstance(prop, Mapping):
        raise ValueError(f"{where}: unknown prop {prop!r}")
    kind = str(prop.get("type"))
    if kind not in PROPS:
        raise ValueError(f"{where}: unknown prop {kind!r}")
    numbers, points = PROPS[kind]
    for key in numbers:
        number(prop.get(key), f"{where}: {kind} {key}")
    for key in points:
        point(prop.get(key), f"{where}: {kind} {key}")
    if not numbers:
        places = _sequence(prop.get("points"), f"{where}: {kind} points")
        if len([point(place, f"{where}: {kind} points") for place in places]) < 2:
            raise ValueError(f"{where}: a {kind} needs two points")
    return prop


def _muscles(names: Sequence[Any], muscle_map: Mapping[str, Any], where: str) -> tuple[Muscle, ...]:
    if unknown := [name for name in names if name not in muscle_map]:
        raise ValueError(f"{where}: muscle {unknown[0]!r} is not in the muscle map")
    found = [
        Muscle(name, place["segment"], place["face"], float(place["from"]), float(place["to"]))
        for name in names
        for place in muscle_map[name]
    ]
    if bad := [muscle for muscle in found if muscle.segment not in MUSCLE_ENDS]:
        raise ValueError(f"{where}: muscle {bad[0].name!r} lies on an unknown segment {bad[0].segment!r}")
    return tuple(found)


def _arrows(value: object, where: str) -> tuple[tuple[complex, ...], ...]:
    lines = [_sequence(line, where) for line in _sequence(value, where)]
    if any(len(line) not in (2, 3) for line in lines):
        raise ValueError(f"{where}: an arrow is [[x, y], [x, y]], or three such points when it bends")
    return tuple(tuple(point(place, where) for place in line) for line in lines)


def unit(vector: complex) -> complex:
    return vector / abs(vector) if vector else 1 + 0j


def smooth(points: Sequence[complex], *, closed: bool = True, steps: int = 8) -> tuple[complex, ...]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    ring = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    curve = []
    for index in range(count if closed else count - 1):
        a, b, c, d = ring[index : index + 4]
        for step in range(steps):
            t = step / steps
            curve.append(b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))))
    return tuple(curve if closed else [*curve, points[-1]])


def ellipse(centre: complex, right: complex, up: complex, steps: int = 40) -> tuple[complex, ...]:
    """An ellipse with the half axes `right` and `up`."""
    angles = [2 * math.pi * step / steps for step in range(steps)]
    return tuple(centre + right * math.cos(angle) + up * math.sin(angle) for angle in angles)


def widths(profile: Profile, t: float) -> tuple[float, float]:
    """The half widths (front, back) at fraction t, straight between the rows of the profile."""
    if t <= profile[0][0]:
        return profile[0][1:]
    for (t0, front0, back0), (t1, front1, back1) in pairwise(profile):
        if t <= t1:
            share = (t - t0) / (t1 - t0)
            return front0 + share * (front1 - front0), back0 + share * (back1 - back0)
    return profile[-1][1:]


def tapered(
    a: complex,
    b: complex,
    profile: Profile,
    front: complex,
    *,
    until: float = 1.0,
    grow: float = 0.0,
    hem: bool = False,
) -> tuple[complex, ...]:
    """The outline of a limb from a towards b: round at a, round at `until` or, with `hem`, cut straight."""
    along = unit(b - a)
    rows = [0.0, *(t for t, _, _ in profile if 0 < t < until), until]
    fronts, backs = [], []
    for t in rows:
        before, behind = widths(profile, t)
        centre = a + (b - a) * t
        fronts.append(centre + front * (before + grow))
        backs.append(centre - front * (behind + grow))
    start = sum(widths(profile, 0.0)) / 2 + grow
    caps_a = [a + start * unit(-along + turn * front) for turn in (-1, 0, 1)]
    if hem:
        side = smooth([*reversed(backs), *caps_a, *fronts], closed=False)
        return side
    end = sum(widths(profile, until)) / 2 + grow
    tip = a + (b - a) * until
    caps_b = [tip + end * unit(along + turn * front) for turn in (1, 0, -1)]
    return smooth([*fronts, *caps_b, *reversed(backs), *caps_a])


def front_of(pose: Pose, proximal: complex, distal: complex) -> complex:
    """The unit vector from the axis of a segment to the front of the body."""
    return pose.turn * -1j * unit(proximal - distal)


def spine_at(pose: Pose, t: float) -> tuple[complex, complex]:
    """Point and unit direction (towards the head) at t on the curve hip, spine, shoulder; straight beyond."""
    hip, middle, shoulder = (pose.joints[name] for name in ("hip", "spine", "shoulder"))
    bow = 2 * middle - (hip + shoulder) / 2
    inside = min(max(t, 0.0), 1.0)
    place = (1 - inside) ** 2 * hip + 2 * inside * (1 - inside) * bow + inside**2 * shoulder
    along = unit((1 - inside) * (bow - hip) + inside * (shoulder - bow))
    return place + along * (t - inside) * abs(shoulder - hip), along


def trunk_edge(pose: Pose, t: float, side: int) -> complex:
    """A point on the outline of the trunk: side +1 is the front (or the near side when facing the viewer)."""
    centre, along = spine_at(pose, t)
    if pose.profile:
        front, back = widths(TRUNK, t)
        belly = pose.belly * math.exp(-(((t - 0.42) / 0.2) ** 2))
        normal = pose.turn * -1j * along
        share = pose.turned * min(max(1.6 * t - 0.1, 0.0), 1.0)
        across = widths(TRUNK_FRONT, t)[0]
        front, back = front + belly + share * (across - front), back + share * (across - back)
        return centre + normal * (front if side > 0 else -back)
    share = min(max(t, 0.0), 1.0)
    hips = pose.joints["near_hip"] - pose.joints["far_hip"]
    shoulders = pose.joints["near_shoulder"] - pose.joints["far_shoulder"]
    rolled = max(1 - abs(hips) / HIPS_ACROSS, 0.0) * (1 - share)
    outwards = side * unit(unit(hips) * (1 - share) + unit(shoulders) * share)
    return centre + outwards * widths(TRUNK_FRONT, t)[0] * (1 - 0.7 * rolled)


def near_side(pose: Pose) -> str:
    """Whether the near limbs, those that work, are the body's "left" or "right" ones."""
    if pose.profile:
        return "right" if pose.turn > 0 else "left"
    up = unit(pose.joints["shoulder"] - pose.joints["hip"])
    outwards = pose.joints["near_hip"] - pose.joints["far_hip"]
    # Who faces the viewer has the left side where the viewer's right is.
    on_the_right = (outwards * (-1j * up).conjugate()).real > 0
    return "left" if on_the_right == (pose.facing == "viewer") else "right"
