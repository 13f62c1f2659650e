from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.rules.figure import SIDES, Pose
from exercises.rules.figure_motion import (
    HOLD,
    LONG_HOLD,
    REST,
    TURN,
    between,
    is_cut,
    is_gait,
    stepped,
    timeline,
)
from tests.exercises.rules.test_figure import EXERCISES, parsed

POSES = {slug: [parsed(keyframe) for keyframe in keyframes] for slug, keyframes in EXERCISES.items()}
BONES = [
    ("hip", "spine"), ("spine", "shoulder"), ("shoulder", "neck"), ("neck", "head"),
    *(
        (f"{side}_{a}", f"{side}_{b}")
        for side in SIDES
        for a, b in (("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle"), ("ankle", "toe"))
    ),
]  # fmt: skip
# Limbs that come towards the viewer on their way, and so look shorter.
FORESHORTENED = {
    "knee-rolls": {"near_knee", "far_knee", "near_ankle", "far_ankle"},
    "open-book": {"near_elbow", "near_wrist"},
    "knee-to-opposite-shoulder": {"near_knee", "near_ankle"},
    "clamshell": {"near_knee", "near_ankle"},
}
LONGEST_JUMP = 10.0


def ways(slug: str) -> list[tuple[Pose, Pose]]:
    """From each keyframe to the next one, as the movement goes through them."""
    poses = POSES[slug]
    if is_gait(poses):
        poses = [*poses, *map(stepped, poses), poses[0]]
    return [way for way in pairwise(poses) if not is_cut(*way)]


def length(pose: Pose, a: str, b: str) -> float:
    def at(name: str) -> complex:
        return pose.joints[name if name in pose.joints else name.partition("_")[2]]

    return abs(at(a) - at(b))


@settings(max_examples=300, deadline=None)
@given(slug=st.sampled_from(sorted(POSES)), share=st.floats(0, 1))
def test_bones_keep_their_length_on_the_way(slug: str, share: float):
    for start, end in ways(slug):
        now = between(start, end, share)
        for a, b in BONES:
            first, last = length(start, a, b), length(end, a, b)
            wanted = first + (last - first) * share
            if b in FORESHORTENED.get(slug, ()):
                assert length(now, a, b) <= wanted * 1.01, (a, b)
            else:
                assert length(now, a, b) == pytest.approx(wanted, rel=0.01), (a, b)


@settings(max_examples=300, deadline=None)
@given(slug=st.sampled_from(sorted(POSES)), share=st.floats(0, 1))
def test_a_foot_or_hand_that_stays_does_not_move_and_nothing_sinks_into_the_floor(slug: str, share: float):
    for start, end in ways(slug):
        now = between(start, end, share)
        for joint in (f"{side}_{name}" for side in SIDES for name in ("ankle", "wrist")):
            a, b = start.joints[joint], end.joints[joint]
            if abs(b - a) < 0.5 and not any(prop["type"] == "bike" for prop in start.props):
                assert abs(now.joints[joint] - a) <= 0.6, joint
        if now.floor is not None:
            for joint, place in now.joints.items():
                lowest = min(start.joints[joint].imag, end.joints[joint].imag, now.floor + 2)
                assert place.imag >= lowest - 1, joint


@pytest.mark.parametrize("slug", POSES)
def test_the_ways_begin_and_end_at_the_keyframes_without_a_jump(slug: str):
    for start, end in ways(slug):
        assert between(start, end, 0) is start and between(start, end, 1) is end
        for share, keyframe in ((1e-6, start), (1 - 1e-6, end)):
            now = between(start, end, share)
            assert all(abs(now.joints[name] - place) < 0.3 for name, place in keyframe.joints.items())


@pytest.mark.parametrize("slug", POSES)
@pytest.mark.parametrize("hold", [None, 30])
def test_a_movement_is_a_loop_in_which_nothing_jumps(slug: str, hold: int | None):
    frames = timeline(POSES[slug], hold)
    poses = [frame.pose for frame in frames]
    for now, after in pairwise([*poses, poses[0]]):
        if not is_cut(now, after):
            assert all(abs(after.joints[name] - place) < LONGEST_JUMP for name, place in now.joints.items())
    moving = [frame for frame in frames if frame.milliseconds <= 100]
    assert len(moving) >= 8, "ten pictures a second or more"
    assert all(keyframe in poses for keyframe in POSES[slug])
    assert 900 <= sum(frame.milliseconds for frame in frames) <= 7000


def test_the_way_back_is_the_way_there():
    poses = [frame.pose for frame in timeline(POSES["cat-camel"], 2)]
    turn = poses.index(POSES["cat-camel"][-1])
    assert all(a is b for a, b in zip(poses[1:turn], reversed(poses[turn + 1 :]), strict=True))


@pytest.mark.parametrize(("hold", "shown"), [(None, TURN), (0, TURN), (2, HOLD), (30, LONG_HOLD)])
def test_the_last_pose_is_shown_longer_the_longer_its_hold(hold: int | None, shown: int):
    first, *others = timeline(POSES["bridge"], hold)
    assert first.milliseconds == REST
    [last] = [frame for frame in others if frame.pose is POSES["bridge"][-1]]
    assert last.milliseconds == shown


def test_a_single_keyframe_stands_still():
    [frame] = timeline(POSES["bridge"][:1], 2)
    assert frame.pose is POSES["bridge"][0]


def test_only_walks_go_with_one_leg_and_then_with_the_other():
    assert {slug for slug in POSES if is_gait(POSES[slug])} == {"walking", "walk-run-intervals"}
    poses = [frame.pose for frame in timeline(POSES["walking"], None)]
    assert all(stepped(keyframe) in poses for keyframe in POSES["walking"])


def test_pedals_go_round_forwards():
    start, end = POSES["stationary-cycling"]
    [bike] = start.props
    for a, b in ((start, end), (end, start)):
        balls = [
            (now.joints["near_ankle"] + now.joints["near_toe"]) / 2 - complex(*bike["crank"])
            for now in (between(a, b, step / 12) for step in range(13))
        ]
        assert all((after / ball).imag < 0 for ball, after in pairwise(balls)), "clockwise, facing right"


def test_a_foot_is_lifted_when_it_is_set_down_elsewhere_and_slides_when_one_lies():
    for slug, joint, lift in (("band-side-step", "near_ankle", 2.5), ("heel-slide", "near_ankle", 0.0)):
        start, end = POSES[slug]
        a, b = start.joints[joint], end.joints[joint]
        assert abs(b - a) > 4
        assert between(start, end, 0.5).joints[joint].imag - (a.imag + b.imag) / 2 == pytest.approx(
            lift, abs=0.6
        )


def test_a_strap_hangs_between_hand_and_foot_all_the_way():
    start, end = POSES["hamstring-stretch-strap"]
    for share in (0.2, 0.5, 0.8):
        now = between(start, end, share)
        [strap] = [prop for prop in now.props if prop["type"] == "strap"]
        hand, foot = (complex(*place) for place in strap["points"])
        assert abs(hand - now.joints["near_wrist"]) < 5 and abs(foot - now.joints["near_toe"]) < 7


def test_a_pillow_that_is_taken_away_flattens_and_one_that_is_pushed_goes_along():
    pillow = {"type": "pillow", "x": 20.0, "y": 8.0, "w": 18.0, "h": 4.0}
    start = replace(POSES["prone-lying"][0], props=(pillow,))
    gone, pushed = replace(start, props=()), replace(start, props=({**pillow, "x": 40.0},))
    shares = (0, 0.25, 0.75, 1)
    heights = [[prop["h"] for prop in between(start, gone, share).props] for share in shares]
    assert heights == [[4.0], [3.0], [1.0], []]
    assert [between(start, pushed, share).props[0]["x"] for share in shares] == [20, 25, 35, 40]


def test_another_view_is_a_cut_half_way():
    start, end = POSES["squat"][0], POSES["butterfly-stretch"][0]
    assert is_cut(start, end) and not is_cut(*POSES["prone-on-elbows"])
    assert between(start, end, 0.4) is start and between(start, end, 0.6) is end
    assert is_cut(start, replace(start, facing="left")), "turned round, the outline would turn inside out"
