"""What a clinic may text in place of the standard words: tables of what is refused, and of what is not."""

import pytest

from exercises.rules.own_texts import (
    CHANGEABLE,
    FIXED,
    Sender,
    kept_of,
    preview,
    problems,
    usual_values,
)
from exercises.rules.texts import placeholders
from exercises.rules.wording import LANGUAGES, TEXTS, template_of

HARBOUR = Sender("Harbour Clinic", "+16045550123", "604 555 0199", "911", "811")
REMINDER = "{clinic}: time to move{which}, {first_name}. STOP ends texts."
SAFETY = "Call {emergency_number}."


def test_every_fixed_name_is_the_name_of_a_text() -> None:
    assert set(TEXTS["en"]) >= FIXED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHANGEABLE)
def test_the_standard_texts_keep_what_is_asked_of_a_clinic_s_own(name: str, language: str) -> None:
    assert problems(name, language, template_of(name, language), HARBOUR) == []


@pytest.mark.parametrize("name", CHANGEABLE)
def test_whatever_a_text_may_hold_has_a_usual_value(name: str) -> None:
    assert kept_of(name).may_hold <= usual_values("en", HARBOUR).keys()


REFUSED: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "an unknown placeholder": (
        "reminder",
        "en",
        REMINDER + " {code}",
        ("Unknown placeholder: {code}", "{clinic}, {first_name}, {which}"),
    ),
    "a surname": ("reminder", "en", REMINDER + " {last_name}", ("Unknown placeholder: {last_name}",)),
    "a brace that is left open": ("reminder", "en", REMINDER + " {clinic", ("{ is not a placeholder",)),
    "an attribute": ("reminder", "en", "{clinic.sender}" + REMINDER, ("{clinic.sender} is not",)),
    "no way out": ("reminder", "en", "{clinic}: move{which}.", ("Left out: STOP",)),
    "the way out in small letters": ("reminder", "en", "{clinic}{which}. stop ends.", ("Left out: STOP",)),
    "a word that only holds the way out": ("reminder", "en", "{clinic}{which} NONSTOP", ("Left out: STOP",)),
    "no sender": ("reminder", "en", "Move{which}. STOP ends texts.", ("Left out: {clinic}",)),
    "no round": ("reminder", "fr", "{clinic} : bougez. STOP", ("Left out: {which}",)),
    "no emergency number": ("safety_back", "en", "Go to a hospital.", ("Left out: {emergency_number}",)),
    "help without help": (
        "help",
        "en",
        "{clinic}. Reply STOP to end.",
        ("Left out: {emergency_number}, {phone}",),
    ),
    "stopped, and no way back": ("stopped", "es", "{clinic}: fin.", ("Left out: START",)),
    "nothing": ("log_how", "en", " ", ("empty",)),
    "a letter outside GSM-7 in English": ("reminder", "en", REMINDER + " Ś ę", ("GSM-7", "Ś ę")),
    "an emoji in English": ("reminder", "en", REMINDER + " \U0001f4aa", ("\U0001f4aa",)),
    "three segments": ("reminder", "en", REMINDER + " Move." * 50, ("Too long: 3 segments", "306")),
    "three segments for one letter": (
        "reminder",
        "fr",
        REMINDER
        + " Bougez bien. Ça fait du bien, même à la fin de la journée, et dans la bonne humeur, toujours.",
        ("Too long: 3 segments", "134"),
    ),
    "a diagnosis": ("reminder", "en", REMINDER + " Your Sciatica waits.", ('"sciatica" tells a diagnosis',)),
    "a symptom": ("follow_up", "en", REMINDER + " Still numb?", ('"numb" tells a symptom',)),
    "a part of the body": ("noted", "en", "{noted}. Good for your back!", ('"your back" tells a part',)),
    "a treatment": ("started", "en", "{clinic}: dry needling. STOP, HELP", ('"needling" tells a treatment',)),
    "a speciality": ("passed_on", "en", "{clinic}, a physio {emergency_number}", ('"physio" tells a spec',)),
    "French with accents": ("log_how", "fr", "Vos symptômes?", ('"symptomes" tells a symptom',)),
    "a French part of the body": ("log_how", "fr", "Comment va votre dos?", ('"votre dos" tells a part',)),
    "Spanish": ("log_how", "es", "¿Y su ciática?", ('"ciatica" tells a diagnosis',)),
    "English in a French text": ("log_how", "fr", "Pour votre sciatica", ('"sciatica" tells a diagnosis',)),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_must_not_be_texted_is_refused_with_the_way_out(which: str) -> None:
    name, language, body, words = REFUSED[which]
    [found] = problems(name, language, body, HARBOUR)
    assert [word for word in words if word not in found] == []


ALLOWED = {
    "plain": ("reminder", "en", REMINDER),
    "without the first name": ("reminder", "en", "{clinic}: move{which}. STOP ends texts."),
    "curly quotes, which become plain": ("reminder", "en", REMINDER + " Don\u2019t wait \u2014 go"),
    "the pain number": ("reminder", "en", REMINDER + " Reply with your pain 0-10."),
    "back as a direction": ("log_how", "en", "Text back which days."),
    "a number": ("log_how", "en", "Reply with the number of days."),
    "two in Spanish": ("log_how", "es", "Diga los dos días."),
    "UCS-2 within two segments": ("log_how", "fr", "Quels jours ? Ça peut être il y a deux semaines."),
    "signs in a safety text": ("safety_back", "en", "Numb? Nerves? Call {emergency_number}."),
}


@pytest.mark.parametrize("which", ALLOWED)
def test_what_may_be_texted_is_not_refused(which: str) -> None:
    name, language, body = ALLOWED[which]
    assert problems(name, language, body, HARBOUR) == []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(problems("reminder", "en", "Ś sciatica, numb", HARBOUR)) == 5


def test_a_long_name_of_the_clinic_counts() -> None:
    body = REMINDER + " Move." * 35
    assert problems("reminder", "en", body, HARBOUR) == []
    long = Sender("Harbour " * 12, "+16045550123", "604 555 0199", "911", "811")
    [found] = problems("reminder", "en", body, long)
    assert "Too long" in found


def test_a_preview_is_the_text_as_it_arrives() -> None:
    shown = preview("en", REMINDER, HARBOUR)
    assert shown.text == "Harbour Clinic: time to move (round 2 of 3), Alexandra. STOP ends texts."
    assert (shown.sender, shown.lock_screen) == ("+16045550123", shown.text)
    assert (shown.size.encoding, shown.size.count) == ("GSM-7", 1)
    assert "(séance 2 de 3)" in preview("fr", REMINDER, HARBOUR).text


def test_a_locked_phone_shows_whole_words_of_the_beginning() -> None:
    shown = preview("en", REMINDER + " Move.\nMove." * 10, HARBOUR)
    assert len(shown.lock_screen) <= 110
    assert shown.lock_screen.endswith(" Move.…")
    assert "\n" not in shown.lock_screen
    assert len(preview("en", "x" * 300, HARBOUR).lock_screen) == 110


def test_a_clinic_without_numbers_has_a_preview_too() -> None:
    bare = Sender("Harbour", "+16045550123", "", "", "")
    for name in CHANGEABLE:
        for language in LANGUAGES:
            assert not placeholders(preview(language, template_of(name, language), bare).text)
