"""The safety screen on French and Spanish texts. The rates are printed (pytest -s).

The hold-out set was written after the tables, and its texts were not worked with: look at its rates, not at its texts.
"""

import time
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.rules.redflag_fr_es import SIGN_LISTS, holds_no_english, told
from exercises.rules.redflag_tables.fr_es.course import COURSE_FR_ES
from exercises.rules.redflag_tables.fr_es.signs import EASED_BY_EFFORT, SIGNS_FR_ES, TOGETHER_FR_ES
from exercises.rules.redflags import RULES_VERSION, Category, Screen, Urgency, screen

DATA = Path(__file__).parents[2] / "data"
MOST_FALSE_ALARMS = 0.05
MOST_SECONDS = 0.002
"""For one text, averaged over all of them."""


class Example(NamedTuple):
    text: str
    language: str
    urgency: Urgency
    category: Category | None


def _examples(name: str, language: str) -> list[Example]:
    rows = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))["examples"]
    return [
        Example(
            row["text"],
            row["language"],
            Urgency(row["urgency"]),
            Category(row["category"]) if row["category"] else None,
        )
        for row in rows
        if row["language"] == language
    ]


def _share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


@pytest.mark.parametrize(
    ("name", "language", "as_emergency", "flagged"),
    [
        ("redflag_texts_fr_es.yaml", "fr", 1.0, 1.0),
        ("redflag_texts_fr_es.yaml", "es", 0.99, 0.99),
        ("unseen/safety_fr_es.yaml", "fr", 0.81, 0.95),
        ("unseen/safety_fr_es.yaml", "es", 1.0, 0.95),
    ],
)
def test_danger_is_flagged_and_few_alarms_are_false(
    name: str, language: str, as_emergency: float, flagged: float
) -> None:
    found = [(one, screen(one.text)) for one in _examples(name, language)]
    emergencies = _share([s.urgency == one.urgency for one, s in found if one.urgency == Urgency.EMERGENCY])
    signs = _share([s.flagged for one, s in found if one.urgency != Urgency.NONE])
    false = _share([s.flagged for one, s in found if one.urgency == Urgency.NONE])
    missed = [one.text for one, s in found if one.urgency != Urgency.NONE and not s.flagged]
    print(
        f"\n{name} {language}: emergencies {emergencies:.0%}, any flag {signs:.0%}, false alarms {false:.0%}"
    )
    assert emergencies >= as_emergency
    assert signs >= flagged, missed
    assert false <= MOST_FALSE_ALARMS


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_category_and_every_urgency_is_found(language: str) -> None:
    answers = [screen(one.text) for one in _examples("redflag_texts_fr_es.yaml", language)]
    assert {answer.category for answer in answers} == {*Category, None}
    assert {answer.urgency for answer in answers} == set(Urgency)


NOW, TODAY, REVIEW, NONE = Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.REVIEW, Urgency.NONE
CAUDA, LEG, CHEST = Category.CAUDA_EQUINA, Category.LEG_WEAKNESS, Category.CHEST_BREATHING
TABLE = [
    ("a place and a complaint", "engourdi entre les jambes", NOW, CAUDA),
    ("the other way round", "entre les jambes c'est tout engourdi", NOW, CAUDA),
    ("a no that is a sign", "no siento nada entre las piernas", NOW, CAUDA),
    ("no accents", "je ne sens plus le perinee", NOW, CAUDA),
    ("no apostrophe", "jarrive pas a uriner", NOW, CAUDA),
    ("curly apostrophe", "j\u2019arrive pas \u00e0 uriner", NOW, CAUDA),
    ("capitals", "NO PUEDO ORINAR", NOW, CAUDA),
    ("a letter drawn out", "no puedoooo orinar", NOW, CAUDA),
    ("a slip", "engourdisement dans les fesses", NOW, CAUDA),
    ("pu for plus", "je sens pu mes fesses", NOW, CAUDA),
    ("two languages", "numb entre las piernas", NOW, CAUDA),
    ("a word of English", "fait 3 sets mais mon penis est numb", NOW, CAUDA),
    ("after a report", "Hecho, dolor 3. No puedo orinar", NOW, CAUDA),
    ("someone else", "mi mamá no puede orinar", NOW, CAUDA),
    ("an animal", "mon chien arrive pas a uriner", NONE, None),
    ("gone", "no podía orinar pero ya se me pasó", TODAY, CAUDA),
    ("not gone", "les fesses engourdies et ça passe pas", NOW, CAUDA),
    ("no longer", "je n'ai plus de fuites urinaires", TODAY, CAUDA),
    ("old and stable", "orteil engourdi depuis des années, rien de nouveau", NONE, None),
    ("old but worse", "orteil engourdi depuis des années mais pire aujourd'hui", REVIEW, LEG),
    ("denied", "pas d'engourdissement", NONE, None),
    ("a list denied", "sin hormigueo, fiebre ni problemas para orinar", NONE, None),
    ("but ends a no", "pas de douleur mais les fesses engourdies", NOW, CAUDA),
    ("an adjective ends a no", "sin dolor, dormido entre las piernas", NOW, CAUDA),
    ("a new subject ends a no", "no hice nada me duele el pecho", NOW, CHEST),
    ("answered no", "fièvre? non", NONE, None),
    ("no is no comfort far away", "pas de fièvre, je veux mourir", NOW, Category.SELF_HARM),
    ("no wish to live", "sin ganas de seguir viviendo", NOW, Category.SELF_HARM),
    ("no wish to die", "je n'ai pas envie de mourir", NONE, None),
    ("dying of laughter", "mort de rire", NONE, None),
    ("dying of laughter and a sign", "muerta de risa, pero me duele el pecho", NOW, CHEST),
    ("fell ill", "ma soeur est tombée malade", NONE, None),
    ("fell", "ma soeur est tombée dans l'escalier", TODAY, Category.FRACTURE_TRAUMA),
    ("fell and cannot stand", "me caí y no me puedo parar", NOW, Category.FRACTURE_TRAUMA),
    ("clot alone", "mollet enflé et rouge", TODAY, Category.BLOOD_CLOT),
    ("clot and breath", "mollet enflé et rouge, essoufflé", NOW, Category.BLOOD_CLOT),
    ("cancer alone", "tuve cáncer hace años", NONE, None),
    ("fever by number", "j'ai 38,6 de température", TODAY, Category.INFECTION),
    ("no fever by number", "j'ai 36,8 de température", NONE, None),
    ("a distance is no fever", "j'ai couru 42.2 km", NONE, None),
    ("less of it", "j'ai moins mal dans les deux jambes", NONE, None),
    ("ten alone is a number", "hecho, dolor 10", NONE, None),
    ("breathless of exercise", "essoufflé après la marche", REVIEW, CHEST),
    ("done is no faint", "fait", NONE, None),
    ("information in a question", "cuáles son las señales de alerta de fiebre", NONE, None),
]


@pytest.mark.parametrize(("label", "text", "urgency", "category"), TABLE, ids=[row[0] for row in TABLE])
def test_rule(label: str, text: str, urgency: Urgency, category: Category | None) -> None:
    assert screen(text) == Screen(urgency != NONE, urgency, category, RULES_VERSION), label


ENGLISH = [
    one["text"]
    for name in (
        "safety_examples",
        "redflag_texts",
        "replies",
        *(f"unseen/safety_{which}" for which in "abcd"),
        *(f"unseen/replies_{which}" for which in "ab"),
    )
    for one in yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))["examples"]
]


def test_an_english_text_says_nothing_in_french_or_spanish() -> None:
    assert [text for text in ENGLISH if told(text) != (0, None)] == []


def test_an_english_text_is_read_as_english() -> None:
    left_unread = [text for text in ENGLISH if holds_no_english(text)]
    assert left_unread == []


@given(st.text(max_size=1600))
@settings(max_examples=200)
def test_any_text_has_an_answer(text: str) -> None:
    level, category = told(text)
    assert (level > 0) == (category is not None)


def test_the_screen_is_quick() -> None:
    texts = [one.text for language in ("fr", "es") for one in _examples("redflag_texts_fr_es.yaml", language)]
    for text in texts:
        screen(text)
    begun = time.perf_counter()
    for text in texts:
        screen(text)
    assert (time.perf_counter() - begun) / len(texts) < MOST_SECONDS


def test_every_list_named_by_a_rule_exists_and_every_list_is_used() -> None:
    named = {name for sign in SIGNS_FR_ES for name in (sign.what, sign.near) if name}
    assert named | {"effort"} == set(SIGN_LISTS)
    assert not set(COURSE_FR_ES) & set(SIGN_LISTS)


def test_combinations_name_signs_there_are() -> None:
    names = {sign.name for sign in SIGNS_FR_ES}
    assert names >= EASED_BY_EFFORT
    for both in TOGETHER_FR_ES:
        assert set(both.first + both.second) <= names
