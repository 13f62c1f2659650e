"""What we text: only known placeholders, short, and nothing that tells a stranger of an illness."""

import re

import pytest

from exercises.rules.texts import placeholders, segments
from exercises.rules.wording import SAFETY_LINE, TEXTS, noted_text, reminder_text, say
from exercises.terms import Outcome

EVERY = [(language, name) for language, texts in TEXTS.items() for name in texts]

# Long as they come: the clinic and the first name are what a text may hold of somebody.
LONG = {
    "clinic": "Harbourfront Physiotherapy & Sports Injury Clinic",
    "first_name": "Bartholomew-Alexander",
    "which": " (rounds 10 to 11 of 12)",
    "emergency_number": "your emergency number",
    "urgent_line": "+44 (0)20 7946 0888",
    "phone": "+44 (0)20 7946 0999 ext. 1234",
    "code": "123456",
    "noted": "not this time, pain 10",
    "time": "Wed 23:59",
    "days": "Mon, Tue, Wed, Thu, Fri, Sat, Sun, Mon, Tue, Wed, Thu, Fri, Sat, Sun",
    "pain": "10",
    "first": "10",
    "last": "11",
    "of": "12",
    "practitioner": "Bartholomew-Alexander Featherstonehaugh-Cholmondeley",
    "slots": "Wed 08:30, Wed 12:00, Wed 18:00",
    "times": "08:00, 09:30, 11:00, 12:30, 14:00, 15:30, 17:00, 18:30",
    "day": "Wed 25 Nov",
    "from": "08:00",
    "until": "21:00",
    "most": "14",
}

# What each text may hold. {surname}, {exercise}, {program} and the like are in none.
MAY_HOLD = {
    "reminder": {"clinic", "first_name", "which"},
    "follow_up": {"clinic", "first_name", "which"},
    "which_one": {"first", "of"},
    "which_some": {"first", "last", "of"},
    "which_all": {"of"},
    "noted": {"first_name", "noted"},
    "noted_high_pain": {"first_name", "noted", "emergency_number"},
    "logged": {"first_name", "days"},
    "log_how": {"first_name"},
    "snoozed": {"first_name", "time"},
    "snoozed_next": {"first_name", "time"},
    "snoozed_open": {"first_name"},
    "asked_back": {"first_name"},
    "passed_on": {"clinic", "emergency_number"},
    "pain": {"pain"},
    "stopped": {"clinic"},
    "started": {"clinic"},
    "help": {"clinic", "phone", "emergency_number"},
    "notice_subject": {"clinic"},
    "notice_raised": {"clinic"},
    "notice_not_reached": {"clinic"},
    "notice_escalated": {"clinic"},
    "code": {"clinic", "code"},
    "safety_back": {"emergency_number"},
    "safety_chest": {"emergency_number"},
    "safety_self_harm": {"emergency_number"},
    "safety_emergency": {"emergency_number"},
    "safety_same_day": {"phone", "urgent_line"},
    "safety_review": {"urgent_line", "emergency_number"},
    "flare_check": {"clinic", "first_name", "emergency_number"},
    "flare_opened": {"clinic", "first_name", "time", "emergency_number"},
    "flare_opened_unasked": {"clinic", "first_name", "emergency_number"},
    "flare_known": {"first_name", "day", "emergency_number"},
    "flare_waits": {"clinic", "first_name", "emergency_number"},
    "call_asked": {"clinic", "first_name", "emergency_number"},
    "who": {"practitioner", "clinic", "first_name", "phone"},
    "who_clinic": {"clinic", "first_name", "phone"},
    "when": {"first_name", "slots"},
    "when_none": {"first_name"},
    "when_paused": {"first_name", "day"},
    "times_changed": {"first_name", "times", "slots"},
    "times_how": {"first_name"},
    "times_quiet": {"first_name", "from", "until"},
    "times_many": {"first_name", "most"},
    "paused": {"first_name", "day"},
    "pause_how": {"first_name", "most"},
    "resumed": {"first_name", "slots"},
}

ENDS_ON_SAFETY = [
    "noted_high_pain",
    "passed_on",
    "help",
    "safety_review",
    "flare_check",
    "flare_opened",
    "call_asked",
]

ILLNESS = re.compile(
    r"\b(sciatica|back|spine|spinal|dis[ck]s?|nerves?|needl\w+|hernia\w*|injur\w+|diagnos\w+|symptoms?|numb\w*"
    r"|tingl\w+|weak\w*|treat\w*|therap\w+|patients?|surger\w+|medic\w+|bladder|bowel|leg|legs|hip|hips|knee"
    r"|sore\w*|swelling|condition|disease|illness|rehab\w*|prescri\w+|doctor)\b",
    re.IGNORECASE,
)
REASSURANCE = re.compile(
    r"\b(normal|don'?t worry|do not worry|nothing to worry|fine|harmless|no problem|okay)\b", re.I
)


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_text_holds_only_the_placeholders_it_may(language: str, name: str) -> None:
    assert placeholders(TEXTS[language][name]) <= MAY_HOLD.get(name, set())


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_text_is_gsm_7_and_at_most_two_segments_with_the_longest_names(language: str, name: str) -> None:
    found = segments(say(name, language, LONG))
    assert (found.encoding, found.count <= 2) == ("GSM-7", True), found


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_text_speaks_of_no_illness_and_does_not_reassure(language: str, name: str) -> None:
    text = TEXTS[language][name]
    # A safety text must name the signs; it answers a text that told of them.
    assert name.startswith("safety_") or ILLNESS.findall(text) == []
    assert REASSURANCE.findall(text) == []


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("name", ENDS_ON_SAFETY)
def test_the_safety_line_stands_last(language: str, name: str) -> None:
    template = TEXTS[language][name]
    assert "{emergency_number}" in template.rsplit(". ", 1)[-1]
    assert template.endswith(SAFETY_LINE) or language != "en"


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_has_no_text_that_english_has_not(language: str) -> None:
    assert set(TEXTS[language]) <= set(TEXTS["en"])


def test_a_language_without_texts_is_answered_in_english() -> None:
    assert say("started", "xx", {"clinic": "Harbour"}) == say("started", "en", {"clinic": "Harbour"})


def test_what_a_text_needs_and_is_not_given_is_named() -> None:
    with pytest.raises(ValueError, match="clinic"):
        say("started", "en", {})


@pytest.mark.parametrize("language", TEXTS)
def test_a_reminder_says_how_to_stop(language: str) -> None:
    assert "STOP" in TEXTS[language]["reminder"]
    assert "START" in TEXTS[language]["stopped"]
    assert "STOP" in TEXTS[language]["help"]


def remind(template: str = "", *, asked: tuple[int, int] = (1, 1), rounds: int = 1, name: str = "Ana") -> str:
    return reminder_text(template, "en", clinic="Harbour", first_name=name, asked=asked, rounds=rounds)


REST = "Reply DONE or SKIP and your pain 0-10, like DONE 3. STOP ends texts."


@pytest.mark.parametrize(
    ("asked", "rounds", "said"),
    [
        ((1, 1), 1, "Harbour: time for your exercises, Ana."),
        ((1, 1), 3, "Harbour: time for your exercises (round 1 of 3), Ana."),
        ((3, 3), 3, "Harbour: time for your exercises (round 3 of 3), Ana."),
        ((1, 2), 4, "Harbour: time for your exercises (rounds 1 to 2 of 4), Ana."),
        ((3, 4), 4, "Harbour: time for your exercises (rounds 3 to 4 of 4), Ana."),
        ((1, 4), 4, "Harbour: time for your exercises (4 rounds today), Ana."),
    ],
)
def test_a_reminder_names_the_rounds_it_asks_about(asked: tuple[int, int], rounds: int, said: str) -> None:
    assert remind(asked=asked, rounds=rounds) == f"{said} {REST}"


def test_a_clinic_s_own_reminder_stands_in_its_place() -> None:
    own = "Time to move, {first_name}{which}. {clinic}. STOP ends texts."
    assert (
        remind(own, asked=(2, 2), rounds=3) == "Time to move, Ana (round 2 of 3). Harbour. STOP ends texts."
    )


def test_typographic_characters_of_names_are_made_plain() -> None:
    assert "D'Arcy" in remind(name="D\u2019Arcy")
    assert segments(remind(name="D\u2019Arcy")).encoding == "GSM-7"


def test_braces_in_a_name_are_left_as_they_are() -> None:
    assert "{clinic}" in remind(name="{clinic}")


@pytest.mark.parametrize(
    ("outcome", "pain", "noted"),
    [
        (Outcome.DONE, None, "done"),
        (Outcome.DONE, 4, "done, pain 4"),
        (Outcome.PART, 0, "part done, pain 0"),
        (Outcome.SKIPPED, None, "not this time"),
        (None, 10, "pain 10"),
    ],
)
def test_the_answer_says_what_was_understood(outcome: Outcome | None, pain: int | None, noted: str) -> None:
    def answer(high: bool) -> str:
        return noted_text(
            "en", first_name="Ana", outcome=outcome, pain=pain, high=high, emergency_number="911"
        )

    assert answer(high=False) == f"Thank you, Ana. Noted: {noted}."
    assert answer(high=True) == (
        f"Thank you, Ana. Noted: {noted}. Your clinic will look at this. "
        "Not for emergencies. In an emergency call 911."
    )
