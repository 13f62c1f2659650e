"""The words that stand for a picture where it cannot be seen."""

from collections.abc import Sequence

POSITIONS = {
    "supine": "Lying on the back",
    "prone": "Lying on the front",
    "side-lying": "Lying on the side",
    "quadruped": "On hands and knees",
    "seated": "Sitting",
    "long-sitting": "Sitting on the floor",
    "standing": "Standing",
    "half-kneeling": "Kneeling on one knee",
    "kneeling": "Kneeling",
    "plank": "Face down, propped on the arms",
}


def alt_text(exercise_name: str, keyframe_name: str, number: int, count: int, position: str) -> str:
    """Such as "Bridge, picture 2 of 2: lift hips. Lying on the back."

    `number` counts from 1. A position without words of its own is left out.
    """
    return _placed(f"{exercise_name}, picture {number} of {count}: {keyframe_name}.", position)


def motion_text(exercise_name: str, keyframe_names: Sequence[str], position: str) -> str:
    """Such as "Bridge, moving picture: knees bent, then lift hips. Lying on the back." """
    return _placed(f"{exercise_name}, moving picture: {', then '.join(keyframe_names)}.", position)


def _placed(text: str, position: str) -> str:
    words = POSITIONS.get(position)
    return f"{text} {words}." if words else text
