import copy
import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from exercises.rules import figure
from exercises.rules.figure import Pose, pose
from exercises.rules.figure_body import body, face_turned, muscle_areas
from exercises.rules.figure_scene import before, behind, movement, viewport_of

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
    [("squat", 0, (1, 0)), ("bird-dog", 0, (0, -1)), ("bridge", 0, (0, 1)), ("glute-squeeze", 0, (0, -1))],
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
    assert face_turned(parsed(EXERCISES["glute-squeeze"][0])), "prone, the head is turned to the viewer"
    assert not face_turned(parsed(EXERCISES["bridge"][0]))


def test_far_parts_come_first_in_profile():
    under, over = body(parsed(EXERCISES["dead-bug"][1]))
    assert [part.far for part in (*under, *over)] == [True, True, False, False, False, False]


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
    keyframe = EXERCISES["glute-squeeze"][1] | {"arrows": [[[30, 30], [40, 20]]], "belly": 2}
    (arrow,) = movement(None, parsed(keyframe))
    assert abs(arrow.head[0] - (40 + 20j)) < 0.1
    flat, round_ = (figure.trunk_edge(parsed(k), 0.42, 1) for k in (keyframe | {"belly": 0}, keyframe))
    assert abs(round_ - flat) == pytest.approx(2)
