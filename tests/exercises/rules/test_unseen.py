"""How well the reading and the screen do on texts they were not written for. The rates are printed (pytest -s).

Sets A and C may be worked with; B and D are held out: look at their rates, not at their texts. The floors are what
was reached, and go up with the rules; the aims are 97 % of replies, every emergency, 98 % of flags and at most 15 %
false alarms.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from exercises.rules.redflags import Urgency, screen
from exercises.rules.replies import Intent, read_reply

UNSEEN = Path(__file__).parents[2] / "data/unseen"
FIELDS = ("intent", "completed", "pain", "difficulty", "needs_human", "reason")
MOST_FALSE_ALARMS = 0.15


def examples(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((UNSEEN / f"{name}.yaml").read_text())["examples"]
    return found


def rate(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


@pytest.mark.parametrize(("which", "floor"), [("a", 0.99), ("b", 0.86)])
def test_replies_never_seen_are_read_whole(which: str, floor: float) -> None:
    replies = examples(f"replies_{which}")
    whole = rate(
        [
            all(getattr(read, name) == one[name] for name in FIELDS)
            for one in replies
            for read in [read_reply(one["text"])]
        ]
    )
    print(f"replies {which}: {whole:.0%} of {len(replies)} whole")
    assert whole >= floor


@pytest.mark.parametrize("which", ["a", "b"])
def test_no_opt_out_is_missed_or_invented(which: str) -> None:
    replies = examples(f"replies_{which}")
    wrong = [
        one["text"]
        for one in replies
        if (read_reply(one["text"]).intent == Intent.STOP) != (one["intent"] == Intent.STOP)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("which", "emergencies", "flags"),
    [("a", 1.0, 1.0), ("b", 0.98, 0.99), ("c", 0.99, 0.99), ("d", 1.0, 1.0)],
)
def test_danger_never_told_so_before_is_flagged(which: str, emergencies: float, flags: float) -> None:
    texts = [(one["urgency"], screen(one["text"]).flagged) for one in examples(f"safety_{which}")]
    urgent = rate([flagged for urgency, flagged in texts if urgency == Urgency.EMERGENCY])
    any_flag = rate([flagged for urgency, flagged in texts if urgency != Urgency.NONE])
    false = rate([flagged for urgency, flagged in texts if urgency == Urgency.NONE])
    print(f"safety {which}: emergencies {urgent:.0%}, any flag {any_flag:.0%}, false alarms {false:.0%}")
    assert (urgent >= emergencies, any_flag >= flags, false <= MOST_FALSE_ALARMS) == (True, True, True)


@pytest.mark.parametrize(("name", "most"), [("../replies", 0.0), ("replies_a", 0.02), ("replies_b", 0.02)])
def test_plain_replies_are_not_taken_for_danger(name: str, most: float) -> None:
    plain = [one["text"] for one in examples(name) if not one["needs_human"]]
    false = rate([screen(text).flagged for text in plain])
    print(f"{name}: {false:.1%} of {len(plain)} plain replies flagged")
    assert false <= most
