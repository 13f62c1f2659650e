"""What stands around the body, how it moved since the keyframe before, and which part of the box to show."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.rules.figure import SIDES, Outline, Part, Pose, ellipse, front_of, smooth, unit
from exercises.rules.figure_body import body, chair_back

MARGIN = 3.5
SMALLEST_MOVE = 4.0
SHORTEST_ARROW = 8.0
COLLISION = 12.0
MAT_SLANT = 0.25  # how far the sides of a mat run inwards for each unit it goes back
STRAP_TAIL = 4.0  # of a strap beyond the hand that holds it
SEAT = 2.0  # how far below the hips a mat begins behind somebody who sits on it


@dataclass(frozen=True)
class Arrow:
    """A curved arrow: the line of its shaft and the triangle of its head."""

    shaft: tuple[complex, ...]
    head: tuple[complex, complex, complex]


@dataclass(frozen=True)
class Move:
    """How a joint moved of its own (not carried along): `centre` is the point it turned about, `push` how far
    from the joint its arrow keeps, `weight` how much it tells of the exercise."""

    limb: str
    start: complex
    end: complex
    centre: complex
    push: float
    weight: float


@dataclass(frozen=True)
class Viewport:
    """The part of the box a picture shows: its left and bottom edge, its width and height."""

    x: float
    y: float
    width: float
    height: float


def box(left: float, bottom: float, right: float, top: float) -> tuple[complex, ...]:
    return (complex(left, bottom), complex(right, bottom), complex(right, top), complex(left, top))


def behind(pose: Pose) -> list[Part]:
    """Props painted before the body."""
    return [part for prop in pose.props for part in _prop(pose, prop)]


def before(pose: Pose) -> list[Part]:
    """Props painted over the body: bands and straps."""
    lines = [prop for prop in pose.props if prop["type"] in ("band", "strap")]
    return [Part(prop["type"], tuple(_line(pose, prop))) for prop in lines]


def _prop(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Part]:
    if prop["type"] in DRAWN:
        yield Part(prop["type"], tuple(DRAWN[prop["type"]](pose, prop)))


def _corners(prop: Mapping[str, Any]) -> tuple[float, float, float, float]:
    x, y, w, h = (float(prop[key]) for key in "xywh")
    return x, y, x + w, y + h


def _mat(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Outline]:
    left, bottom, right, top = _corners(prop)
    if pose.floor is None:
        yield Outline("mat", box(left, bottom, right, top))
        yield Outline(
            "mat_edge", (*box(left + 2, bottom + 2, right - 2, top - 2), complex(left + 2, bottom + 2)), 0.5
        )
        return
    low, high = top - 3.6, max(top + 2.4, _underside(pose))
    inset = max(3.0, MAT_SLANT * (high - low))
    yield Outline(
        "mat",
        (complex(left, low), complex(right, low), complex(right - inset, high), complex(left + inset, high)),
    )
    yield Outline("mat_edge", box(left, low - 0.9, right, low))


def _underside(pose: Pose) -> float:
    """How high on the picture the mat reaches behind a body that lies or sits across it, seen from above."""
    if pose.view != "front":
        return 0.0
    if not pose.lying:
        return pose.joints["hip"].imag - SEAT
    return min(pose.joints[f"far_{joint}"].imag for joint in ("shoulder", "hip", "elbow")) + 1


def _pillow(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Outline]:
    left, bottom, right, top = _corners(prop)
    middle, right_half, up_half = (
        complex(left + right, bottom + top) / 2,
        complex(right - left, 0) / 2,
        1j * max(top - bottom, 3.2) / 2,
    )
    angles = [2 * math.pi * step / 48 for step in range(48)]

    def rounded(value: float) -> float:
        return math.copysign(abs(value) ** 0.45, value)

    yield Outline(
        "pillow",
        tuple(middle + right_half * rounded(math.cos(a)) + up_half * rounded(math.sin(a)) for a in angles),
    )


def _step(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Outline]:
    left, bottom, right, top = _corners(prop)
    back = top + 2.2
    yield Outline("wood", box(left, bottom - 1.6, right, top - 0.4))
    yield Outline(
        "wood_light",
        (
            complex(left, top - 0.4),
            complex(right, top - 0.4),
            complex(right - 2.5, back),
            complex(left + 2.5, back),
        ),
    )


def _table(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Outline]:
    left, bottom, right, top = _corners(prop)
    for x in (left + 1, right - 3):
        yield Outline("wood", box(x, bottom, x + 2, top))
    yield Outline("wood_light", box(left, top - 2, right, top))


def _chair(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Outline]:
    left, bottom, right, top = _corners(prop)
    for x in (left + 2.6, right - 2.6):
        yield Outline("wood_far", box(x - 0.8, bottom + 2, x + 0.8, top - 1))
    if (top_of_back := chair_back(prop)) is not None:
        lean = -1.2 if prop["back"] == "left" else 1.2
        post = [complex(top_of_back.real - lean, top), top_of_back]
        yield Outline("wood_far", _bar(post[0] + 1.6, post[1] + 1.6, 1.5))
        for share in (0.48, 0.72, 0.96):
            at = post[0] + (post[1] - post[0]) * share
            yield Outline("wood_light", _bar(at - 0.2, at + 2.0, 3.2))
        yield Outline("wood", _bar(post[0], post[1], 1.9))
    for x in (left + 0.9, right - 0.9):
        yield Outline("wood", box(x - 0.9, bottom - 0.8, x + 0.9, top - 1))
    yield Outline("wood_light", box(left - 0.6, top - 2.0, right + 0.6, top))


def _bar(a: complex, b: complex, width: float) -> tuple[complex, ...]:
    across = 1j * unit(b - a) * width / 2
    return (a + across, b + across, b - across, a - across)


def _wall(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Outline]:
    x, y, h = (float(prop[key]) for key in "xyh")
    away = 1 if x > pose.joints["hip"].real else -1
    end = x + away * 60
    low, high = y - 2.5, y + h + 40
    yield Outline("wall", box(min(x, end), low, max(x, end), high))
    for row in range(int((high - low) / 6) + 1):
        line = low + 6 * row
        yield Outline("brick", (complex(x, line), complex(end, line)), 0.4)
        for column in range(6):
            joint = x + away * (5 + 10 * column + 5 * (row % 2))
            yield Outline("brick", (complex(joint, line), complex(joint, line + 6)), 0.4)
    yield Outline("wall_edge", (complex(x + away * 0.5, low), complex(x + away * 0.5, high)), 1.1)


def _bike(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Outline]:
    seat, handle, crank, wheel = (complex(*prop[key]) for key in ("seat", "handle", "crank", "wheel"))
    floor, reach, radius = (float(prop[key]) for key in ("floor", "crank_r", "wheel_r"))
    for foot in (crank.real - 14, wheel.real + 6):
        yield Outline("metal_dark", box(foot - 5, floor - 1, foot + 5, floor + 1))
    yield Outline("metal_dark", ellipse(wheel, radius, radius * 1j))
    yield Outline("metal_light", ellipse(wheel, radius * 0.8, radius * 0.8j))
    yield Outline("metal_dark", ellipse(wheel, 2, 2j))
    post = crank + (seat - crank) * 0.25
    bars = ((complex(crank.real - 14, floor), post), (complex(wheel.real + 6, floor), wheel), (crank, wheel))
    for a, b in (*bars, (crank, seat), (wheel, handle - 6j), (wheel, crank + (seat - crank) * 0.4)):
        yield Outline("metal", _bar(a, b, 2.4))
    yield Outline("metal", smooth([wheel, (wheel + handle) / 2, handle - 1, handle + 3], closed=False), 2.2)
    yield Outline("metal_dark", smooth([handle - 3, handle, handle + 2.5 + 2j], closed=False), 1.8)
    cushion = [seat + offset for offset in (-6 + 0.4j, -5 + 1.6j, 0 + 1.2j, 5 + 0.8j, 6, 0 - 1.2j, -5 - 1.2j)]
    yield Outline("metal_dark", smooth(cushion))
    yield Outline("metal", ellipse(crank, 3.4, 3.4j))
    for side in ("far", "near"):
        ball = (pose.joints[f"{side}_toe"] + pose.joints[f"{side}_ankle"]) / 2
        pedal = crank + reach * unit(ball - crank)
        yield Outline("metal_dark", _bar(crank, pedal, 1.4))
        yield Outline(
            "metal_dark", box(pedal.real - 2.4, pedal.imag - 0.7, pedal.real + 2.4, pedal.imag + 0.7)
        )


DRAWN = {
    "mat": _mat,
    "pillow": _pillow,
    "step": _step,
    "table": _table,
    "chair": _chair,
    "wall": _wall,
    "bike": _bike,
}


def _line(pose: Pose, prop: Mapping[str, Any]) -> Iterator[Outline]:
    points = [complex(*place) for place in prop["points"]]
    if prop["type"] == "strap":
        tail = points[0] + STRAP_TAIL * unit(points[0] - points[1])
        yield Outline("strap", (tail, *points), 1.3)
        yield Outline("strap", _loop(pose, points[-1]), 2.0)
        return
    # A band runs round both ankles: two strands and the loops over the legs.
    reach = 2.4 * unit(points[-1] - points[0])
    ends = [points[0] - reach, *points[1:-1], points[-1] + reach]
    for lift in (-1.1j, 1.1j):
        yield Outline("band", tuple(place + lift for place in ends), 1.2)
    for end in (points[0], points[-1]):
        yield Outline("band", (end - 2.5, end + 2.5), 3.4)


def _loop(pose: Pose, place: complex) -> tuple[complex, complex]:
    """A strap round the foot or the shank it ends on, from edge to edge."""
    bones = [
        (pose.joints[f"{side}_ankle"], pose.joints[f"{side}_{end}"])
        for side in SIDES
        for end in ("toe", "knee")
    ]
    ankle, end = min(bones, key=lambda bone: distance(place, *bone))
    across = 1.5j * unit(end - ankle)
    return place + across, place - across


def viewport_of(poses: Sequence[Pose]) -> Viewport:
    """The part of the box that holds every pose of an exercise: square, or 4:3 where that is broad."""
    places = [place for pose in poses for place in _extent(pose)]
    for previous, now in zip((None, *poses), poses, strict=False):
        places += [place for mark in movement(previous, now) for place in (*mark.shaft, *mark.head)]
    left, right = min(p.real for p in places) - MARGIN, max(p.real for p in places) + MARGIN
    bottom, top = min(p.imag for p in places) - MARGIN, max(p.imag for p in places) + MARGIN
    aspect = 4 / 3 if right - left > 1.12 * (top - bottom) else 1.0
    width = max(right - left, (top - bottom) * aspect)
    height = width / aspect
    middle = (left + right) / 2
    if poses[0].floor is None:
        return Viewport(middle - width / 2, (bottom + top - height) / 2, width, height)
    # Spare height goes mostly above the figure, so that it stands on the ground.
    return Viewport(middle - width / 2, bottom - 0.3 * (height - (top - bottom)), width, height)


def _extent(pose: Pose) -> Iterator[complex]:
    for part in (*body(pose)[0], *body(pose)[1], *before(pose)):
        for outline in part.outlines:
            yield from outline.points
    for prop in pose.props:
        if prop["type"] == "wall":
            away = 1 if prop["x"] > pose.joints["hip"].real else -1
            yield complex(prop["x"] + 5 * away, prop["y"])
        elif prop["type"] == "mat":
            yield complex(pose.joints["hip"].real, prop["y"] - 3)
        else:
            for outline in DRAWN[prop["type"]](pose, prop) if prop["type"] in DRAWN else ():
                yield from outline.points


def movement(previous: Pose | None, now: Pose) -> list[Arrow]:
    """At most two arrows for what moved most since the previous pose, or those that the keyframe names."""
    if now.arrows is not None:
        return [_headed(line) for line in now.arrows]
    if previous is None or previous.view != now.view:
        return []
    moves = sorted(_moves(previous, now), key=lambda move: -move.weight)
    chosen: list[Move] = []
    for move in moves:
        if move.weight < max(SMALLEST_MOVE, 0.5 * moves[0].weight) or len(chosen) == 2:
            break
        if not any(_alike(move, other) for other in chosen):
            chosen.append(move)
    return [arrow(move.start, move.end, move.centre, move.push) for move in chosen]


def _alike(move: Move, other: Move) -> bool:
    """Whether two moves tell the same (a pair of limbs, parts of the trunk) or their arrows would collide."""
    kinds = [next((k for k in ("arm", "leg") if each.limb.endswith(k)), "trunk") for each in (move, other)]
    shift, its = move.end - move.start, other.end - other.start
    if kinds[0] == kinds[1] and abs(shift - its) < 0.4 * max(abs(shift), abs(its)):
        return True
    return abs((move.start + move.end) - (other.start + other.end)) / 2 < COLLISION


def _own(previous: Pose, now: Pose, joint: str, carrier: str) -> float:
    """How far a joint moved, at most as far as it moved against the joint that carries it."""
    shift = now.joints[joint] - previous.joints[joint]
    return min(abs(shift), abs(shift - now.joints[carrier] + previous.joints[carrier]))


def _moves(previous: Pose, now: Pose) -> Iterator[Move]:
    hips = abs(now.joints["hip"] - previous.joints["hip"])
    yield _move(previous, now, "hips", "hip", _hip_centre(previous, now), 10.0, hips)
    head = _own(previous, now, "head", "hip")
    yield _move(previous, now, "head", "head", now.joints["hip"], 7.0, head if hips < 8 else 0.6 * head)
    yield _spine(previous, now)
    for side in SIDES:
        knee, ankle, toe = (
            _own(previous, now, f"{side}_{joint}", "hip") for joint in ("knee", "ankle", "toe")
        )
        planted = ankle < 2 and hips > 4
        if not planted:
            joint, length = _leading(previous, now, side, knee, ankle, toe)
            centre = now.joints["hip" if joint != "toe" else f"{side}_ankle"]
            push = {"knee": 6.0, "ankle": 10.0, "toe": 4.5}[joint]
            yield _move(previous, now, f"{side} leg", f"{side}_{joint}", centre, push, length)
        wrist = _own(previous, now, f"{side}_wrist", "shoulder")
        if not _holds_body(now, now.joints[f"{side}_wrist"]):
            yield _move(
                previous,
                now,
                f"{side} arm",
                f"{side}_wrist",
                now.joints["shoulder"],
                6.0,
                (0.6 if hips < 6 else 0.25) * wrist,
            )


def _move(
    previous: Pose, now: Pose, limb: str, joint: str, centre: complex, push: float, weight: float
) -> Move:
    return Move(limb, previous.joints[joint], now.joints[joint], centre, push, weight)


def _hip_centre(previous: Pose, now: Pose) -> complex:
    """What the arrow of the hips keeps away from: it stays behind the body or pushes from outside."""
    start, end = previous.joints["hip"], now.joints["hip"]
    if now.profile:
        return (start + end) / 2 + 12 * front_of(previous, previous.joints["shoulder"], start)
    return end + 12 * unit(end - start)


def _spine(previous: Pose, now: Pose) -> Move:
    """The bend of the back: little in units, much in meaning. Its arrow keeps above the body."""
    bends = [
        pose.joints["spine"] - (pose.joints["hip"] + pose.joints["shoulder"]) / 2 for pose in (previous, now)
    ]
    upper = 1j * unit(now.joints["shoulder"] - now.joints["hip"])
    upper = upper if upper.imag >= 0 else -upper
    return Move(
        "back", previous.joints["spine"], now.joints["spine"], now.joints["spine"] - 20 * upper, 9.0,
        2.5 * abs(bends[1] - bends[0]) if now.profile or now.lying else 0.0,
    )  # fmt: skip


def _leading(
    previous: Pose, now: Pose, side: str, knee: float, ankle: float, toe: float
) -> tuple[str, float]:
    """The joint of a leg that tells most: the knee, unless the foot slides or the shank swings."""
    if ankle < 0.5 * toe:
        return "toe", toe
    floor = now.floor if now.floor is not None else -100
    slides = all(pose.joints[f"{side}_ankle"].imag < floor + 6 for pose in (previous, now))
    return ("knee", knee) if knee >= 0.55 * ankle and not slides else ("ankle", ankle)


def _holds_body(now: Pose, wrist: complex) -> bool:
    """Whether a hand rests on trunk or leg: then it goes with them and tells nothing of its own."""
    bones = [(now.joints["hip"], now.joints["shoulder"])]
    for side in SIDES:
        hip, knee, ankle = now.root(side, "hip"), now.joints[f"{side}_knee"], now.joints[f"{side}_ankle"]
        bones += [(hip, knee), (knee, ankle)]
    return any(distance(wrist, a, b) < 8 for a, b in bones)


def distance(place: complex, a: complex, b: complex) -> float:
    share = ((place - a) * (b - a).conjugate()).real / abs(b - a) ** 2
    return abs(place - a - (b - a) * min(max(share, 0.0), 1.0))


def arrow(start: complex, end: complex, centre: complex, push: float) -> Arrow:
    """An arrow from start to end, `push` further out from the centre and bent round it; never a mere stub."""
    middle, shift = (start + end) / 2, end - start
    if abs(shift) < SHORTEST_ARROW:
        start, end = middle - unit(shift) * SHORTEST_ARROW / 2, middle + unit(shift) * SHORTEST_ARROW / 2
    out = unit(middle - centre)
    sideways = abs((out * unit(end - start).conjugate()).imag)
    bulge = middle + out * (push + 0.2 * sideways * abs(end - start))
    return _headed((start + out * push, bulge, end + out * push))


def _headed(points: Sequence[complex]) -> Arrow:
    """The arrow whose shaft runs smoothly through the points, its head at the last."""
    curve = smooth(points, closed=False, steps=16)
    size = min(4.4, 2.4 + 0.12 * abs(points[-1] - points[0]))
    tip = curve[-1]
    heading = unit(tip - next(place for place in reversed(curve) if abs(place - tip) > size))
    base = tip - heading * size
    shaft = tuple(place for place in curve if abs(place - tip) > 0.8 * size)
    return Arrow(shaft, (tip, base + 0.55j * heading * size, base - 0.55j * heading * size))
