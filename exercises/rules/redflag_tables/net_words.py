"""All lists of the wide net by name, with the endings written out."""

from collections.abc import Mapping

from exercises.rules.redflag_tables.net_complaints import NET_COMPLAINTS
from exercises.rules.redflag_tables.net_dampers import NET_DAMPERS
from exercises.rules.redflag_tables.net_events import NET_EVENTS
from exercises.rules.redflag_tables.net_mind import NET_MIND
from exercises.rules.redflag_tables.net_places import NET_PLACES


def _with_endings(phrase: str) -> list[str]:
    """ "stumble~ over" as "stumble over", "stumbles over", "stumbled over", "stumbling over"."""
    if "~" not in phrase:
        return [phrase]
    before, after = phrase.split("~", 1)
    stem = before[:-1] if before.endswith("e") else before
    forms = [before, f"{before}s", f"{stem}ed", f"{stem}ing"]
    if before[-1] not in "aeiouy":
        forms += [f"{before}{before[-1]}ed", f"{before}{before[-1]}ing", f"{before}es"]
    return [form + after for form in forms]


NET_WORDS: Mapping[str, str] = {
    name: ", ".join(form for phrase in phrases.split(",") for form in _with_endings(phrase.strip()))
    for name, phrases in {**NET_PLACES, **NET_COMPLAINTS, **NET_EVENTS, **NET_MIND, **NET_DAMPERS}.items()
}

__all__ = ["NET_DAMPERS", "NET_WORDS"]
