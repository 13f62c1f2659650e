"""What is printed: on which paper, in which words and letters."""

import pytest

from exercises.rules.dose import Dose, frequency, sentence
from exercises.rules.paper import PRINTED, dose_words, paper_of, printed, shown_in
from exercises.rules.texts import placeholders
from exercises.rules.wording import LANGUAGES, template_of
from exercises.terms import Paper


@pytest.mark.parametrize(
    ("country", "paper"),
    [
        ("CA", Paper.LETTER),
        ("us", Paper.LETTER),
        ("MX", Paper.LETTER),
        ("GB", Paper.A4),
        ("FR", Paper.A4),
        ("", Paper.A4),
    ],
)
def test_each_country_has_its_paper(country: str, paper: Paper) -> None:
    assert paper_of(country) == paper


DOSES = [
    (Dose(sets=2, hold_s=30, side="each"), "2 × tenir 30 s, de chaque côté", "2 × mantener 30 s, cada lado"),
    (Dose(sets=3, reps=10, hold_s=2), "3 × 10 répétitions, tenir 2 s", "3 × 10 repeticiones, mantener 2 s"),
    (Dose(reps=1, side="left"), "1 répétition, côté gauche", "1 repetición, lado izquierdo"),
    (Dose(duration_s=630), "10 min 30 s", "10 min 30 s"),
]


@pytest.mark.parametrize(("dose", "french", "spanish"), DOSES, ids=[sentence(dose) for dose, *_ in DOSES])
def test_a_dose_is_said_in_the_language(dose: Dose, french: str, spanish: str) -> None:
    assert sentence(dose, dose_words("fr")) == french
    assert sentence(dose, dose_words("es")) == spanish
    assert sentence(dose, dose_words("en")) == sentence(dose)


@pytest.mark.parametrize(
    ("dose", "french"),
    [
        (Dose(reps=1), "une fois par jour"),
        (Dose(reps=1, per_day=2, days_per_week=1), "deux fois par jour, 1 jour par semaine"),
        (Dose(reps=1, per_day=5, days_per_week=3), "5 fois par jour, 3 jours par semaine"),
    ],
)
def test_how_often_is_said_in_the_language(dose: Dose, french: str) -> None:
    assert frequency(dose, dose_words("fr-CA")) == french


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_when_to_stop_in_the_words_that_are_texted(language: str) -> None:
    texted = template_of("guide_stop_if", language).partition("{")[0].rstrip(" :")
    assert printed("paper_stop_if", language) == texted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PRINTED)
def test_every_printed_text_can_be_said(name: str, language: str) -> None:
    values = dict.fromkeys(placeholders(PRINTED[name]), "7")
    said = printed(name, language, values)
    assert said and "{" not in said


def test_a_value_that_is_missing_is_named() -> None:
    with pytest.raises(ValueError, match="first_name"):
        printed("paper_title", "en")


LETTERS = frozenset(map(ord, "abcdéZ 19.-"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", "abc"),
        ("e\u0301a", "éa"),
        ("  a\n b\t", "a b"),
        ("ab \U0001f600 c", "ab c"),
        ("a\u2764\ufe0fb", "ab"),
        ("a\x00b", "ab"),
        ("a王", None),
        ("a٣", None),
        ("\u0628\u064e", None),
        ("", ""),
    ],
    ids=ascii,
)
def test_a_text_is_shown_whole_but_for_signs_or_not_at_all(text: str, shown: str | None) -> None:
    assert shown_in(text, LETTERS) == shown
