"""Fits the weights of `exercises/rules/redflag_tables/word_weights.py` again, and prints its table.

    python tests/fit_word_weights.py    # some minutes

Logistic regression with a quadratic penalty over the words of the labelled texts. Sets that are held out
(`safety_b`, `safety_d`) are not used.
"""

import math
from collections import Counter, defaultdict
from pathlib import Path

import yaml

from exercises.rules.redflag_reading import read

DATA = Path(__file__).parent / "data"
FLAGGED = {"redflag_texts": 1, "safety_examples": 1, "unseen/safety_a": 2, "unseen/safety_c": 2}
REPLIES = ("replies", "unseen/replies_a")
PENALTY, STEPS, RATE = 1.5, 300, 0.05
RAREST, LEAST, SCALE = 3, 2, 10
STOP_WORDS = "and the to a an of in is it that on at for with so as or by all also this s cancer"
STOP = frozenset(STOP_WORDS.split())
"""Small words would flag what is merely long, and cancer alone is history."""


def texts() -> list[tuple[frozenset[str], bool, int]]:
    """The words of each text, whether it is a red flag, and how often it counts."""
    found = []
    for name, times in FLAGGED.items():
        for row in yaml.safe_load((DATA / f"{name}.yaml").read_text())["examples"]:
            found.append((words_of(row["text"]), row["urgency"] != "none", times))
    for name in REPLIES:
        for row in yaml.safe_load((DATA / f"{name}.yaml").read_text())["examples"]:
            if not row["needs_human"]:
                found.append((words_of(row["text"]), False, 1))
    return found


def words_of(text: str) -> frozenset[str]:
    return frozenset(word.text for word in read(text).words if not word.text[0].isdigit()) - STOP


def fitted(rows: list[tuple[frozenset[str], bool, int]]) -> tuple[dict[str, float], float]:
    """Weights and start by Adam; the start is not penalised."""
    counts = Counter(word for words, _, _ in rows for word in words)
    kept = [word for word, count in counts.items() if count >= RAREST]
    place = {word: at for at, word in enumerate(kept)}
    start = len(kept)
    sparse = [([place[word] for word in words if word in place] + [start], y, n) for words, y, n in rows]
    weights, first, second = ([0.0] * (start + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = [PENALTY * weight for weight in weights]
        slope[start] = 0.0
        for places, flagged, times in sparse:
            guess = 1 / (1 + math.exp(-sum(weights[at] for at in places)))
            for at in places:
                slope[at] += times * (guess - flagged)
        for at, by in enumerate(slope):
            first[at] = 0.9 * first[at] + 0.1 * by
            second[at] = 0.99 * second[at] + 0.01 * by * by
            lean = first[at] / (1 - 0.9**step)
            weights[at] -= RATE * lean / (math.sqrt(second[at] / (1 - 0.99**step)) + 1e-8)
    return {word: weights[at] for word, at in place.items()}, weights[start]


def main() -> None:
    weights, start = fitted(texts())
    by_weight = defaultdict(list)
    for word, weight in weights.items():
        if abs(round(SCALE * weight)) >= LEAST:
            by_weight[round(SCALE * weight)].append(word)
    print("START =", round(SCALE * start))
    for weight in sorted(by_weight, reverse=True):
        print(f"{weight}:", *sorted(by_weight[weight]))


if __name__ == "__main__":
    main()
