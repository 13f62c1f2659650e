"""What we text: only known placeholders, short, and nothing that tells a stranger of an illness."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from exercises.rules.texts import placeholders, segments
from exercises.rules.wording import (
    CONSENT_WORDING,
    CONSENT_WORDINGS,
    LANGUAGES,
    SAFETY_LINE,
    STOPPED_TEXT,
    TEXTS,
    follow_up_text,
    noted_text,
    reminder_text,
    say,
    spoken,
    template_of,
    weekday,
    with_link,
)
from exercises.terms import Outcome, Topic

EVERY = [(language, name) for language in LANGUAGES for name in TEXTS["en"]]

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
    "words": "Yes, walk on flat ground for twenty minutes and tell us on Friday how it was. " * 2,
    "first": "10",
    "last": "11",
    "of": "12",
    "done": "11",
    "place": "11",
    "names": "Bartholomew-Alexander, Wilhelmina-Charlotte or Maximilian-Frederick",
    "exercise": "Standing single-leg heel raise with a chair",
    "dose": "3 x 12 reps, 5 s hold, each side, red band",
    "cue": " Hands on low back, lean back gently, then stand tall. Use it as a break from sitting.",
    "some": "Bartholomew-Alexander, Wilhelmina-Charlotte",
    "text": "(of any length: such a text goes in parts)",
    "link": "https://exercises.harbourfront-physio.example/t/0123456789abcdef",
    "practitioner": "Bartholomew-Alexander Featherstonehaugh-Cholmondeley",
    "slots": "Wed 08:30, Wed 12:00, Wed 18:00",
    "times": "08:00, 09:30, 11:00, 12:30, 14:00, 15:30, 17:00, 18:30",
    "day": "Wed 25 Nov",
    "from": "08:00",
    "until": "21:00",
    "most": "14",
}

# What each text may hold. {surname}, {program} and the like are in none; {exercise} where the patient asked for it.
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
    "whose": {"names"},
    "one_of": {"some", "last"},
    "guide_first": {"place", "of", "exercise", "dose", "cue"},
    "guide_step": {"place", "of", "exercise", "dose", "cue"},
    "guide_picture": {"exercise"},
    "guide_steps": {"exercise", "text"},
    "guide_careful": {"text"},
    "guide_stop_if": {"text"},
    "guide_hard": {"exercise"},
    "guide_easy": {"exercise"},
    "guide_pain": {"pain"},
    "guide_last": {"first_name"},
    "guide_done_early": {"first_name", "noted"},
    "guide_left": {"first_name", "done", "of"},
    "guide_left_none": {"first_name"},
    "guide_timed_out": {"first_name", "done", "of"},
    "guide_rest_day": {"first_name"},
    "guide_held": {"first_name", "phone"},
    "guide_not_started": {"first_name", "phone"},
    "guide_no_program": {"first_name", "phone"},
    "part_of": {"done", "of"},
    "read_all": {"first_name", "phone"},
    "passed_on": {"clinic", "emergency_number"},
    "pain": {"pain"},
    "stopped": {"clinic"},
    "stopped_exercise": {"clinic"},
    "stopped_visits": {"clinic"},
    "started": {"clinic"},
    "help": {"clinic", "phone", "emergency_number"},
    "notice_subject": {"clinic"},
    "notice_raised": {"clinic"},
    "notice_not_reached": {"clinic"},
    "notice_escalated": {"clinic"},
    "code": {"clinic", "code"},
    "link": {"link"},
    "concern_answered": {"clinic", "first_name"},
    "concern_answers": {"clinic", "words"},
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
    r"\b(sciatica|back|spine|spinal|dis[ck]s?|nerves?|needl\w+|hernia\w*|injur\w+|diagnos\w+|symptoms?|numb(?:ness)?"
    r"|tingl\w+|weak\w*|treat\w*|therap\w+|patients?|surger\w+|medic\w+|bladder|bowel|leg|legs|hip|hips|knee"
    r"|sore\w*|swelling|condition|disease|illness|rehab\w*|prescri\w+|doctor)\b",
    re.IGNORECASE,
)
REASSURANCE = re.compile(
    r"\b(normal|don'?t worry|do not worry|nothing to worry|fine|harmless|no problem|okay)\b", re.I
)


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_text_holds_only_the_placeholders_it_may(language: str, name: str) -> None:
    assert placeholders(template_of(name, language)) <= MAY_HOLD.get(name, set())


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_text_is_gsm_7_and_at_most_two_segments_with_the_longest_names(language: str, name: str) -> None:
    found = segments(say(name, language, LONG))
    # sáb: a Spanish text with a Saturday in it is short enough for UCS-2.
    encoding = "UCS-2" if (language, name) == ("es", "weekday_5") else "GSM-7"
    assert (found.encoding, found.count <= 2) == (encoding, True), found


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_text_speaks_of_no_illness_and_does_not_reassure(language: str, name: str) -> None:
    text = template_of(name, language)
    # A safety text must name the signs; it answers a text that told of them.
    said = text.replace("BACK", "")  # the command
    assert name.startswith("safety_") or ILLNESS.findall(said) == []
    assert REASSURANCE.findall(text) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ENDS_ON_SAFETY)
def test_the_safety_line_stands_last(language: str, name: str) -> None:
    template = template_of(name, language)
    assert "{emergency_number}" in template.rsplit(". ", 1)[-1]
    assert template.endswith(SAFETY_LINE) or language != "en"


def test_a_language_without_texts_is_answered_in_english() -> None:
    assert say("started", "xx", {"clinic": "Harbour"}) == say("started", "en", {"clinic": "Harbour"})


def test_what_a_text_needs_and_is_not_given_is_named() -> None:
    with pytest.raises(ValueError, match="clinic"):
        say("started", "en", {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_says_how_to_stop(language: str) -> None:
    assert "STOP" in template_of("reminder", language)
    assert "START" in template_of("stopped", language)
    assert "STOP" in template_of("help", language)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("FR-ca", "fr"),
        ("es-419", "es"),
        ("de", "en"),
        ("", "en"),
    ],
)
def test_a_language_tag_is_texted_in_its_language_else_in_english(tag: str, language: str) -> None:
    assert spoken(tag) == language
    assert say("done", tag, {}) == {"en": "done", "fr": "fait", "es": "hecho"}[language]


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", "Mon Tue Wed Thu Fri Sat Sun"),
        ("fr-CA", "lun mar mer jeu ven sam dim"),
        ("es", "lun mar mié jue vie sáb dom"),
        ("de", "Mon Tue Wed Thu Fri Sat Sun"),
    ],
)
def test_weekdays_are_named_in_the_patient_s_language(language: str, days: str) -> None:
    assert " ".join(weekday(language, date(2026, 11, day)) for day in range(16, 23)) == days


def remind(own: str = "", *, asked: tuple[int, int] = (1, 1), rounds: int = 1, name: str = "Ana") -> str:
    texts = {"en": {"reminder": own}} if own else None
    return reminder_text("en", clinic="Harbour", first_name=name, asked=asked, rounds=rounds, own=texts)


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


LINK = "https://h.example/t/0123456789abcdef"


def test_a_link_stands_at_the_end_of_a_reminder() -> None:
    assert (
        with_link("Move. STOP ends texts.", "en", LINK) == f"Move. STOP ends texts. Today's exercises: {LINK}"
    )


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("name", ["reminder", "follow_up"])
def test_the_longest_reminder_has_room_for_the_longest_link(language: str, name: str) -> None:
    text = with_link(say(name, language, LONG), language, LONG["link"])
    assert text.endswith(LONG["link"])
    assert segments(text).count == 2


def test_a_link_that_would_take_a_third_segment_is_left_out() -> None:
    fits = "x" * (306 - len(f" Today's exercises: {LINK}"))
    assert with_link(fits, "en", LINK).endswith(LINK)
    assert with_link(fits + "x", "en", LINK) == fits + "x"


OWN = {
    "en": {"noted": "Noted, {first_name}: {noted}"},
    "fr": {"stopped": "{clinic} : fini. START pour reprendre."},
}


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("noted", "en", "Noted, Ana: done"),
        ("noted", "en-GB", "Noted, Ana: done"),
        ("noted", "de", "Noted, Ana: done"),
        ("noted", "fr", "Merci, Ana. Noté : done."),
        ("stopped", "fr-CA", "Harbour : fini. START pour reprendre."),
        ("stopped", "en", "Harbour: you will get no more texts from us. Reply START to begin again."),
    ],
)
def test_an_own_text_stands_for_its_name_and_language_alone(name: str, language: str, said: str) -> None:
    values = {"first_name": "Ana", "noted": "done", "clinic": "Harbour"}
    assert say(name, language, values, OWN) == said


def test_an_own_text_stands_in_every_kind_of_text() -> None:
    own = {"en": {"follow_up": "{clinic}: and{which}? STOP", "noted": "{noted}!"}}
    again = follow_up_text("en", clinic="Harbour", first_name="Ana", asked=(2, 2), rounds=3, own=own)
    noted = noted_text(
        "en", first_name="Ana", outcome="done", pain=2, high=False, emergency_number="911", own=own
    )
    assert (again, noted) == ("Harbour: and (round 2 of 3)? STOP", "done, pain 2!")


@pytest.mark.parametrize("broken", ["Call {nobody} now.", "Call {911 now."])
def test_an_own_text_that_cannot_be_filled_holds_no_safety_text_back(broken: str) -> None:
    values = {"emergency_number": "911"}
    assert say("safety_back", "en", values, {"en": {"safety_back": broken}}) == say(
        "safety_back", "en", values
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


ONCE_SHOWN = {"sms-1": "0e63428e8b92b53c97a84e59e78c1f6e86aaefdd134841343a5d55a52dfb5e45"}
"""The SHA-256 of each sentence that patients have agreed to."""


def test_a_sentence_that_was_agreed_to_never_changes_and_never_goes() -> None:
    digests = {version: sha256(words.encode()).hexdigest() for version, words in CONSENT_WORDINGS.items()}
    assert digests == ONCE_SHOWN
    assert CONSENT_WORDING in CONSENT_WORDINGS


def test_the_sentence_in_use_is_the_one_that_is_documented() -> None:
    document = (Path(__file__).parents[3] / "docs/words.md").read_text()
    quoted = " ".join(line[2:] for line in document.splitlines() if line.startswith("> "))
    assert CONSENT_WORDINGS[CONSENT_WORDING] == quoted.replace("**", "")


@pytest.mark.parametrize("topic", Topic)
def test_every_stop_has_its_confirmation_which_says_how_to_begin_again(topic: Topic) -> None:
    assert "Reply START" in TEXTS["en"][STOPPED_TEXT[topic]]
