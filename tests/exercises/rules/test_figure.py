import cmath
import copy
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from exercises.rules import figure
from exercises.rules.figure import Outline, Pose, pose
from exercises.rules.figure_body import GRIP, body, chair_back, face_turned, muscle_areas
from exercises.rules.figure_scene import before, behind, distance, movement, viewport_of

LIBRARY = Path(figure.__file__).parents[1] / "library" / "exercises.yaml"
FILE = yaml.load(LIBRARY.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
EXERCISES = {exercise["slug"]: exercise["keyframes"] for exercise in FILE["exercises"]}


def parsed(keyframe: dict[str, Any]) -> Pose:
    return pose(keyframe, figure=FILE["figure"], muscle_map=FILE["muscle_map"])


def changed(path: tuple[str, ...], value: object) -> dict[str, Any]:
    """The first keyframe of the bridge with one place changed; a value of None takes the place away."""
    keyframe = copy.deepcopy(EXERCISES["bridge"][0])
    place = keyframe
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return keyframe


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_outline_of_every_exercise_is_finite_and_near_the_box(slug: str):
    for now in map(parsed, EXERCISES[slug]):
        under, over = body(now)
        parts = [*under, *over, *before(now)]
        places = [place for part in parts for outline in part.outlines for place in outline.points]
        places += [place for area in muscle_areas(now) for place in area.points]
        assert all(math.isfinite(place.real) and math.isfinite(place.imag) for place in places)
        assert all(-12 < place.real < 112 and -12 < place.imag < 112 for place in places)
        assert muscle_areas(now)
        assert behind(now) or not now.props or before(now)


@pytest.mark.parametrize("slug", EXERCISES)
def test_the_viewport_holds_the_whole_body_of_every_keyframe(slug: str):
    poses = [parsed(keyframe) for keyframe in EXERCISES[slug]]
    view = viewport_of(poses)
    assert view.width / view.height in (pytest.approx(1), pytest.approx(4 / 3))
    for now in poses:
        for part in (*body(now)[0], *body(now)[1]):
            for place in (place for outline in part.outlines for place in outline.points):
                assert view.x < place.real < view.x + view.width
                assert view.y < place.imag < view.y + view.height


@pytest.mark.parametrize(
    ("label", "path", "value", "message"),
    [
        ("unknown view", ("view",), "below", "view 'below'"),
        ("unknown facing", ("facing",), "north", "facing 'north'"),
        ("no joints", ("joints",), None, "joints is not a mapping"),
        ("a joint missing", ("joints", "near_knee"), None, "joint near_knee is missing"),
        ("a joint too many", ("joints", "tail"), [1, 2], "unknown joint tail"),
        ("one coordinate", ("joints", "hip"), [4], r"joint hip: expected \[x, y\]"),
        ("a word for a number", ("joints", "hip"), [4, "high"], "expected a number"),
        ("not a number", ("joints", "hip"), [4, math.nan], "expected a number"),
        ("outside the box", ("joints", "hip"), [4, 140], "outside the box"),
        ("no floor", ("floor_y",), None, "floor_y is a number"),
        ("unknown muscle", ("highlight",), ["funny bone"], "'funny bone' is not in the muscle map"),
        ("props not a list", ("props",), "mat", "props: expected a list"),
        ("half an arrow", ("arrows",), [[[1, 2]]], "an arrow is"),
    ],
)
def test_a_malformed_keyframe_is_refused_with_its_place(
    label: str, path: tuple[str, ...], value: object, message: str
):
    with pytest.raises(ValueError, match=message):
        parsed(changed(path, value))


def test_a_body_seen_from_the_front_needs_both_shoulders_and_hips():
    keyframe = copy.deepcopy(EXERCISES["butterfly-stretch"][0])
    del keyframe["joints"]["far_hip"]
    with pytest.raises(ValueError, match="far_hip is missing"):
        parsed(keyframe)


@pytest.mark.parametrize(
    ("prop", "message"),
    [
        ({"type": "trampoline"}, "unknown prop 'trampoline'"),
        ({"type": "mat", "x": 1, "y": 1, "w": 3}, "mat h: expected a number, got None"),
        ({"type": "strap", "points": [[1, 1]]}, "a strap needs two points"),
        ({"type": "band"}, "band points: expected a list"),
        ({"type": "bike", "floor": 8, "crank_r": 7, "wheel_r": 13}, "bike seat"),
        ("mat", "unknown prop 'mat'"),
    ],
)
def test_a_malformed_prop_is_refused(prop: object, message: str):
    with pytest.raises(ValueError, match=message):
        parsed(changed(("props",), [prop]))


@pytest.mark.parametrize(
    ("slug", "number", "front"),
    [
        ("squat", 0, (1, 0)),
        ("bird-dog", 0, (0, -1)),
        ("bridge", 0, (0, 1)),
        ("prone-hip-extension", 0, (0, -1)),
    ],
)
def test_the_belly_lies_where_the_chest_faces(slug: str, number: int, front: tuple[int, int]):
    now = parsed(EXERCISES[slug][number])
    edge = figure.trunk_edge(now, 0.5, 1) - figure.trunk_edge(now, 0.5, -1)
    assert edge.real * front[0] + edge.imag * front[1] > 0.8 * abs(edge)


def test_the_toes_point_forward_and_the_heel_backward_when_standing():
    now = parsed(EXERCISES["squat"][0])
    (shoe,) = (
        outline
        for part in body(now)[0]
        if part.name == "trunk and near leg"
        for outline in part.outlines
        if outline.role == "shoe"
    )
    ankle = now.joints["near_ankle"].real
    assert max(place.real for place in shoe.points) - ankle > 6
    assert 1 < ankle - min(place.real for place in shoe.points) < 4


def test_a_nose_shows_which_way_a_profile_looks():
    for slug, side in (("squat", 1), ("plank", -1)):
        now = parsed(EXERCISES[slug][0])
        (face,) = (part.outlines[0] for part in body(now)[0] if part.name == "head")
        reach = [(place.real - now.joints["head"].real) * side for place in face.points]
        assert max(reach) > 1.1 * now.head_radius
    assert face_turned(parsed(EXERCISES["prone-hip-extension"][0])), "prone, the head is turned to the viewer"
    assert not face_turned(parsed(EXERCISES["bridge"][0]))


def test_far_parts_come_first_in_profile():
    under, over = body(parsed(EXERCISES["dead-bug"][1]))
    assert [part.far for part in (*under, *over)] == [True, True, False, False, False, False]


def test_a_foot_that_crosses_over_is_set_down_beyond_the_other_leg():
    for now, order in zip(
        map(parsed, EXERCISES["long-sitting-glute-stretch"]),
        (["far leg", "trunk and near leg"], ["near shank", "far leg", "trunk and near leg"]),
        strict=True,
    ):
        parts = [part for part in body(now)[0] if part.name in ("near shank", *order)]
        assert [part.name for part in parts] == order
        assert sum(o.role == "shoe" for part in parts if not part.far for o in part.outlines) == 1


def test_feet_stand_side_by_side_and_the_top_foot_lies_on_the_lower():
    leaning, lifted = (parsed(EXERCISES[slug][1]) for slug in ("side-plank-wall", "side-plank"))
    for bone in (("hip", "knee"), ("knee", "ankle")):
        near, far = (leaning.root(s, bone[1]) - leaning.root(s, bone[0]) for s in figure.SIDES)
        assert abs(figure.unit(near) - figure.unit(far)) < 0.05, "one leg as the other"
    assert leaning.joints["near_ankle"].real - leaning.joints["far_ankle"].real > 6
    assert abs(lifted.joints["near_ankle"] - lifted.joints["far_ankle"]) < 5


def test_the_saddle_is_so_high_that_the_knee_is_nearly_straight_at_the_bottom():
    now = parsed(EXERCISES["stationary-cycling"][0])
    hip, knee, ankle = (now.joints[name] for name in ("hip", "near_knee", "near_ankle"))
    assert 20 < math.degrees(cmath.phase((knee - hip) / (ankle - knee))) < 40


@pytest.mark.parametrize(
    ("slug", "number", "turned"),
    [
        ("bridge", 1, [(0, 1)]),
        ("squat", 1, [(0, -1)]),
        ("side-lying-leg-raise", 1, [(0, 1)]),
        ("open-book", 1, [(-1, 0)]),
        ("heel-slide", 1, [(1, 0)]),
        ("bird-dog", 1, [(0, 1), (0, 1)]),
        ("glute-squeeze", 0, []),
    ],
)
def test_arrows_point_the_way_the_body_moved(slug: str, number: int, turned: list[tuple[int, int]]):
    poses = [parsed(keyframe) for keyframe in EXERCISES[slug]]
    arrows = movement(poses[number - 1] if number else None, poses[number])
    assert len(arrows) == len(turned)
    for arrow, (x, y) in zip(arrows, turned, strict=True):
        heading = arrow.head[0] - arrow.shaft[0]
        assert heading.real * x + heading.imag * y > 0.6 * abs(heading)


def test_a_keyframe_may_name_its_own_arrows_and_belly():
    keyframe = EXERCISES["bridge"][1] | {"arrows": [[[30, 30], [40, 20]]], "belly": 2}
    (arrow,) = movement(None, parsed(keyframe))
    assert abs(arrow.head[0] - (40 + 20j)) < 0.1
    flat, round_ = (figure.trunk_edge(parsed(k), 0.42, 1) for k in (keyframe | {"belly": 0}, keyframe))
    assert abs(round_ - flat) == pytest.approx(2)


def inside(place: complex, ring: Sequence[complex]) -> bool:
    """Whether a point lies within a closed outline (by the crossings of a ray to the right)."""
    crossings = 0
    for a, b in pairwise((*ring, ring[0])):
        if (a.imag > place.imag) != (b.imag > place.imag):
            crossings += a.real + (place.imag - a.imag) * (b - a).real / (b - a).imag > place.real
    return crossings % 2 == 1


def outlines(now: Pose, *names: str) -> list[Outline]:
    return [
        outline
        for part in (*body(now)[0], *body(now)[1])
        if part.name in names or not names
        for outline in part.outlines
        if outline.width is None
    ]


def every_pose() -> list[Any]:
    frames = [(slug, k) for slug, keyframes in EXERCISES.items() for k in keyframes]
    return [pytest.param(slug, parsed(k), id=f"{slug}: {k['name']}") for slug, k in frames]


@pytest.mark.parametrize(("slug", "now"), every_pose())
def test_limbs_keep_their_lengths(slug: str, now: Pose):
    nominal, tolerance = FILE["figure"]["segments"], FILE["figure"]["tolerance"]
    spine = [
        ("torso", "hip", "shoulder"),
        ("half_torso", "hip", "spine"),
        ("half_torso", "spine", "shoulder"),
    ]
    heads = [("neck", "shoulder", "neck"), ("head", "neck", "head")]
    limbs = [("upper_arm", "shoulder", "elbow"), ("forearm", "elbow", "wrist")]
    limbs += [("thigh", "hip", "knee"), ("shank", "knee", "ankle"), ("foot", "ankle", "toe")]
    bones = [(name, now.joints[a], now.joints[b]) for name, a, b in (*spine, *heads)]
    bones += [(name, now.root(side, a), now.root(side, b)) for side in figure.SIDES for name, a, b in limbs]
    for name, a, b in bones:
        assert abs(b - a) == pytest.approx(nominal[name], rel=tolerance), name


@pytest.mark.parametrize(("slug", "now"), every_pose())
def test_the_mark_of_a_muscle_lies_on_the_trunk_or_the_leg_that_works(slug: str, now: Pose):
    rings = outlines(now, "trunk and near leg", "trunk and legs", *(["far leg"] if now.both_sides else []))
    for area in muscle_areas(now):
        within = [any(inside(place, ring.points) for ring in rings) for place in area.points]
        assert sum(within) > 0.9 * len(within)


@pytest.mark.parametrize(("slug", "now"), every_pose())
def test_no_part_of_the_body_sinks_through_the_floor(slug: str, now: Pose):
    if now.floor is not None:
        # The mat and the floor are seen a little from above: what lies nearest reaches somewhat below its edge.
        lowest = min(place.imag for outline in outlines(now) for place in outline.points)
        assert lowest > now.floor - 2.4


@pytest.mark.parametrize(("slug", "now"), every_pose())
def test_who_stands_stands_on_the_floor_or_a_step(slug: str, now: Pose):
    standing = {exercise["slug"] for exercise in FILE["exercises"] if exercise["position"] == "standing"}
    if slug in standing and slug != "walk-run-intervals":
        assert now.floor is not None
        steps = [prop["y"] + prop["h"] for prop in now.props if prop["type"] == "step"]
        soles = [min(place.imag for place in o.points) for o in outlines(now) if o.role == "shoe"]
        assert any(abs(sole - ground) < 1.2 for sole in soles for ground in (now.floor, *steps))


@pytest.mark.parametrize(("slug", "now"), every_pose())
def test_a_hand_holds_the_strap_and_the_strap_holds_a_foot(slug: str, now: Pose):
    for prop in now.props:
        if prop["type"] == "strap":
            ends = [complex(*place) for place in prop["points"]]
            assert min(abs(now.joints[f"{side}_wrist"] - ends[0]) for side in figure.SIDES) < 1
            feet = [
                tuple(now.joints[f"{side}_{joint}"] for joint in ("ankle", "toe")) for side in figure.SIDES
            ]
            assert min(distance(ends[-1], *foot) for foot in feet) < 0.5


@pytest.mark.parametrize(
    "slug",
    [
        *("heel-raise", "single-leg-heel-raise", "single-leg-stance"),
        *("quad-stretch-standing", "standing-hip-abduction"),
    ],
)
def test_who_holds_a_chair_has_a_hand_on_its_back(slug: str):
    for now in map(parsed, EXERCISES[slug]):
        (top,) = [chair_back(prop) for prop in now.props if prop["type"] == "chair"]
        assert top is not None
        assert min(abs(now.joints[f"{side}_wrist"] - top) for side in figure.SIDES) < GRIP


@pytest.mark.parametrize("slug", ["calf-stretch-wall", "standing-side-glide", "side-plank-wall", "hip-hitch"])
def test_who_leans_on_a_wall_touches_it_and_goes_no_further(slug: str):
    for now in map(parsed, EXERCISES[slug]):
        (wall,) = [prop["x"] for prop in now.props if prop["type"] == "wall"]
        away = math.copysign(1, now.joints["hip"].real - wall)
        arm = [place for outline in outlines(now, "near arm") for place in outline.points]
        assert -1 < min((place.real - wall) * away for place in arm) < 1.5


@pytest.mark.parametrize("slug", EXERCISES)
def test_no_arrow_runs_over_the_face(slug: str):
    poses = [parsed(keyframe) for keyframe in EXERCISES[slug]]
    for previous, now in zip([None, *poses], poses, strict=False):
        for mark in movement(previous, now):
            line = (*mark.shaft, *mark.head)
            assert min(abs(place - now.joints["head"]) for place in line) > now.head_radius


def test_each_leg_that_marches_has_an_arrow_of_its_own():
    down, other = movement(None, parsed(EXERCISES["bridge-march"][2]))
    assert (down.head[0] - down.shaft[0]).imag * (other.head[0] - other.shaft[0]).imag < 0


def test_a_chest_that_turns_to_the_viewer_is_seen_from_the_front():
    closed, opened = (parsed(keyframe) for keyframe in EXERCISES["open-book"])
    assert (closed.turned, opened.turned) == (0, 1)
    assert (face_turned(closed), face_turned(opened)) == (False, True)
    chest = [
        abs(figure.trunk_edge(now, 0.9, 1) - figure.trunk_edge(now, 0.9, -1)) for now in (closed, opened)
    ]
    hips = [abs(figure.trunk_edge(now, 0.0, 1) - figure.trunk_edge(now, 0.0, -1)) for now in (closed, opened)]
    assert chest[1] > 1.7 * chest[0], "the trunk turns"
    assert hips[0] == pytest.approx(hips[1]), "the hips stay"


def test_a_back_shows_no_neckline_and_a_squeeze_marks_both_buttocks():
    back, chest = parsed(EXERCISES["glute-squeeze"][1]), parsed(EXERCISES["butterfly-stretch"][0])
    lines = [
        [o for part in body(now)[0] if part.name.startswith("trunk") for o in part.outlines if o.width == 4.4]
        for now in (back, chest)
    ]
    assert [len(found) for found in lines] == [0, 1]
    near, far = (sum(area.points) / len(area.points) for area in muscle_areas(back))
    assert near.imag - 50 == pytest.approx(50 - far.imag, abs=0.1)


@pytest.mark.parametrize(
    ("slug", "side"),
    [
        ("squat", "right"),
        ("plank", "left"),
        ("bridge", "right"),
        ("standing-side-glide", "left"),
        ("hip-hitch", "right"),
        ("knee-to-opposite-shoulder", "left"),
        ("glute-squeeze", "right"),
    ],
)
def test_the_near_side_is_the_bodys_own_left_or_right(slug: str, side: str):
    assert figure.near_side(parsed(EXERCISES[slug][0])) == side


def test_a_crease_is_a_thin_line_close_to_a_sharply_bent_knee():
    found = 0
    for slug, keyframes in EXERCISES.items():
        for now in map(parsed, keyframes):
            for crease in (o for o in outlines(now) if o.role == "crease"):
                found += 1
                knees = [now.joints[f"{side}_knee"] for side in figure.SIDES]
                knee = min(knees, key=lambda place, line=crease: min(abs(place - p) for p in line.points))
                assert max(abs(place - knee) for place in crease.points) < 8, slug
                assert (
                    min(abs(a - b) for a, b in zip(crease.points, reversed(crease.points), strict=True)) < 0.1
                )
    assert found > 5
    straight = EXERCISES["heel-slide"][1]
    assert not [o for o in outlines(parsed(straight), "trunk and near leg") if o.role == "crease"]


def test_a_hand_closes_on_the_foot_it_holds():
    standing, holding = map(parsed, EXERCISES["quad-stretch-standing"])
    fist, hand = (
        max(abs(place - now.joints["near_wrist"]) for place in next(p for p in over).points)
        for now, over in (
            (holding, outlines(holding, "near arm")),
            (standing, outlines(standing, "near arm")),
        )
    )
    assert fist < hand
    foot = (holding.joints["near_ankle"] + holding.joints["near_toe"]) / 2
    assert abs(holding.joints["near_wrist"] - foot) < GRIP


def test_a_strap_goes_on_beyond_the_hand_and_round_the_foot():
    now = parsed(EXERCISES["hamstring-stretch-strap"][1])
    ((line, loop),) = [part.outlines for part in before(now)]
    hand, foot = now.joints["near_wrist"], (now.joints["near_ankle"], now.joints["near_toe"])
    assert abs(line.points[0] - hand) > 3 and distance(hand, line.points[0], line.points[-1]) < 0.5
    middle = sum(loop.points) / 2
    assert distance(middle, *foot) < 0.5
    assert abs(((loop.points[0] - middle) * (foot[1] - foot[0]).conjugate()).real) < 0.1


def test_a_pelvis_that_rolls_is_seen_narrower_than_the_chest_it_hangs_on():
    rolled, flat = parsed(EXERCISES["knee-rolls"][0]), parsed(EXERCISES["knee-to-opposite-shoulder"][0])
    across = [
        [abs(figure.trunk_edge(now, t, 1) - figure.trunk_edge(now, t, -1)) for t in (0.0, 1.0)]
        for now in (rolled, flat)
    ]
    assert across[0][0] < 0.8 * across[1][0]
    assert across[0][1] == pytest.approx(across[1][1])


def test_the_marks_of_a_nerve_meet_behind_a_bent_knee_without_crossing():
    now = parsed(EXERCISES["sciatic-slider-supine"][0])
    hip, knee, ankle = (now.joints[name] for name in ("hip", "near_knee", "near_ankle"))
    thigh, shank = muscle_areas(now)
    assert (
        max(((place - hip) * (knee - hip).conjugate()).real for place in thigh.points) / abs(knee - hip) < 21
    )
    assert (
        min(((place - knee) * (ankle - knee).conjugate()).real for place in shank.points) / abs(ankle - knee)
        > 1
    )
    assert min(abs(a - b) for a in thigh.points for b in shank.points) < 1
    leg = parsed(EXERCISES["sciatic-slider-seated"][1])
    thigh, shank = muscle_areas(leg)
    assert min(abs(a - b) for a in thigh.points for b in shank.points) < 1
