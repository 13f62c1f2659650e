"""The safety screen, against the labelled sets and against what people do to a text."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.rules.redflag_spelling import SIGN_WORDS
from exercises.rules.redflag_tables.course import COURSE_WORDS
from exercises.rules.redflag_tables.harmless import HARMLESS
from exercises.rules.redflag_tables.net_rules import WEIGHINGS
from exercises.rules.redflag_tables.net_words import NET_WORDS
from exercises.rules.redflag_tables.signs import LEVELS, SIGNS, TOGETHER
from exercises.rules.redflags import RULES_VERSION, Category, Screen, Urgency, screen

DATA = Path(__file__).parents[2] / "data"
MOST_FALSE_ALARMS = 0.15
LEAST_ANY_FLAG = 0.98


class Example(NamedTuple):
    text: str
    urgency: Urgency
    category: Category | None


class Rates(NamedTuple):
    emergencies_flagged: float
    emergencies_as_such: float
    flagged: float
    false_alarms: float
    category: float


def _examples(name: str) -> list[Example]:
    rows = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))["examples"]
    return [
        Example(row["text"], Urgency(row["urgency"]), row["category"] and Category(row["category"]))
        for row in rows
    ]


def _share(rows: list[Example], holds: Callable[[Example], bool]) -> float:
    return sum(map(holds, rows)) / len(rows)


def _rates(examples: list[Example]) -> Rates:
    emergencies = [row for row in examples if row.urgency == Urgency.EMERGENCY]
    signs = [row for row in examples if row.urgency != Urgency.NONE]
    others = [row for row in examples if row.urgency == Urgency.NONE]
    return Rates(
        _share(emergencies, lambda row: screen(row.text).flagged),
        _share(emergencies, lambda row: screen(row.text).urgency == Urgency.EMERGENCY),
        _share(signs, lambda row: screen(row.text).flagged),
        _share(others, lambda row: screen(row.text).flagged),
        _share(signs, lambda row: screen(row.text).category == row.category),
    )


def _missed(examples: list[Example]) -> list[str]:
    return [row.text for row in examples if row.urgency != Urgency.NONE and not screen(row.text).flagged]


@pytest.mark.parametrize("name", ["safety_examples.yaml", "redflag_texts.yaml"])
def test_no_emergency_is_missed_and_few_alarms_are_false(name: str) -> None:
    examples = _examples(name)
    rates = _rates(examples)
    print(f"\n{name}: " + ", ".join(f"{what} {rate:.1%}" for what, rate in rates._asdict().items()))
    assert rates.emergencies_flagged == 1, _missed(examples)
    assert rates.emergencies_as_such >= LEAST_ANY_FLAG
    assert rates.flagged >= LEAST_ANY_FLAG, _missed(examples)
    assert rates.false_alarms <= MOST_FALSE_ALARMS


NOW, TODAY, REVIEW, NONE = Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.REVIEW, Urgency.NONE
TABLE = [
    ("no feeling is a sign", "no feeling between my legs", NOW, Category.CAUDA_EQUINA),
    ("no control is a sign", "no control of my bladder", NOW, Category.CAUDA_EQUINA),
    ("nothing comes out is a sign", "i go to the loo and nothing comes out", NOW, Category.CAUDA_EQUINA),
    ("a no reaches over a list", "no numbness, bladder or bowel problems", NONE, None),
    ("but ends a no", "no pain but my bum is numb", NOW, Category.CAUDA_EQUINA),
    ("a new subject ends a no", "no pain, my bum is numb", NOW, Category.CAUDA_EQUINA),
    ("an adjective ends a no", "no pain, numb bum", NOW, Category.CAUDA_EQUINA),
    ("the end of a list ends a no", "no bladder problems tingling in my groin", NOW, Category.CAUDA_EQUINA),
    ("not that is asked back", "not that i cant pee, just more often", REVIEW, Category.CAUDA_EQUINA),
    ("no longer is recent", "no longer numb down there", TODAY, Category.CAUDA_EQUINA),
    ("gone is lower", "couldnt pee on monday, fine now", TODAY, Category.CAUDA_EQUINA),
    ("what is fine must be the sign", "numb bum, knee fine now", NOW, Category.CAUDA_EQUINA),
    ("gone numb is not gone", "its gone numb down below", NOW, Category.CAUDA_EQUINA),
    ("sat on and gone", "numb bum from the hard chair, gone when i stood up", REVIEW, Category.CAUDA_EQUINA),
    ("old and stable", "numb toes for years, nothing new", NONE, None),
    ("old but worse", "numb toes for years but worse today", REVIEW, Category.LEG_WEAKNESS),
    ("passing out stays an emergency", "passed out after needling, ok now", NOW, Category.NEURO_OTHER),
    ("long ago", "had a stroke in 2011", NONE, None),
    ("another person", "my dad cant pee and his legs are weak", NOW, Category.CAUDA_EQUINA),
    ("own body in a question", "is it normal to have a numb bottom", NOW, Category.CAUDA_EQUINA),
    ("information in a question", "what were the warning signs of numbness", NONE, None),
    ("answered no", "any numbness? no", NONE, None),
    ("split word", "num b bum", NOW, Category.CAUDA_EQUINA),
    ("spelled out", "cant p e e", NOW, Category.CAUDA_EQUINA),
    ("two misspellings", "cant controll my blader", NOW, Category.CAUDA_EQUINA),
    ("no space", "cantpee", NOW, Category.CAUDA_EQUINA),
    ("emoji", "numb \U0001f351 since this morning", NOW, Category.CAUDA_EQUINA),
    ("curly quote", "I can\u2019t feel my bum", NOW, Category.CAUDA_EQUINA),
    ("staccato", "Numb. Bum.", NOW, Category.CAUDA_EQUINA),
    ("full-width letters", "\uff43\uff41\uff4e\uff54 pee", NOW, Category.CAUDA_EQUINA),
    ("small in Scots", "my wee boy did them with me", NONE, None),
    ("water in Scots", "i cannae wee", NOW, Category.CAUDA_EQUINA),
    ("the carrier word alone", "STOP", NONE, None),
    ("the carrier word and a sign", "STOP i cant feel down there", NOW, Category.CAUDA_EQUINA),
    ("an END that is none", "I want to end it all", NOW, Category.SELF_HARM),
    ("an end of something else", "want to end it early today", NONE, None),
    ("no is no comfort far away", "no bladder trouble, i want to die", NOW, Category.SELF_HARM),
    ("not suicidal", "i am not suicidal", NONE, None),
    ("dead bug", "the dead bug was hard", NONE, None),
    ("dead bug and a sign", "the dead bug was hard and my bum is numb", NOW, Category.CAUDA_EQUINA),
    ("a song", "comfortably numb on the radio", NONE, None),
    ("a song and a sign", "comfortably numb on the radio, my bum is numb too", NOW, Category.CAUDA_EQUINA),
    ("laughing", "wet myself laughing at the plank", NONE, None),
    ("clot alone", "left calf swollen and red", TODAY, Category.BLOOD_CLOT),
    ("clot with breathlessness", "left calf swollen and red, breathless", NOW, Category.BLOOD_CLOT),
    ("cancer alone is history", "i had cancer in my 50s", NONE, None),
    ("cancer and new pain", "i had cancer and the back pain is new", TODAY, Category.SERIOUS_SYSTEMIC),
    ("cancer and walking", "i have cancer and cant walk properly", NOW, Category.SERIOUS_SYSTEMIC),
    ("fever by number", "temp 38.4 and my back is bad", TODAY, Category.INFECTION),
    ("no fever by number", "temp 36.8, done 2", NONE, None),
    ("a fall", "fell off a ladder", TODAY, Category.FRACTURE_TRAUMA),
    ("a fall and cannot stand", "fell off a ladder and cant stand up", NOW, Category.FRACTURE_TRAUMA),
    ("ten alone is a number", "done, pain 10", NONE, None),
    ("ten and no sleep", "pain 10/10 cant sleep", TODAY, Category.SEVERE_PAIN),
    ("pressed for long", "pressed it 20 mins and its still bleeding", NOW, Category.BLEEDING),
    ("nothing", "", NONE, None),
]


@pytest.mark.parametrize(("label", "text", "urgency", "category"), TABLE, ids=[row[0] for row in TABLE])
def test_rule(label: str, text: str, urgency: Urgency, category: Category | None) -> None:
    assert screen(text) == Screen(urgency != NONE, urgency, category, RULES_VERSION), label


EMERGENCIES = [row.text for row in _examples("safety_examples.yaml") if row.urgency == Urgency.EMERGENCY]
HARMLESS_TEXTS = [row.text for row in _examples("safety_examples.yaml") if row.urgency == Urgency.NONE]
emergencies = st.sampled_from(EMERGENCIES)


@given(st.text(max_size=1600))
@settings(max_examples=300)
def test_any_text_has_an_answer(text: str) -> None:
    answer = screen(text)
    assert answer.flagged == (answer.category is not None) == (answer.urgency != Urgency.NONE)


@given(
    st.lists(st.sampled_from(sorted({word for text in EMERGENCIES for word in text.split()})), max_size=300)
)
def test_any_heap_of_words_has_an_answer(words: list[str]) -> None:
    assert screen(" ".join(words)).rules_version == RULES_VERSION


@pytest.mark.parametrize(
    "text", ["\ud800", "\x00", "\u0663\u0668.\u0669 temp", "\u200b", "9" * 1600, "1.2.3/10"]
)
def test_odd_characters_do_no_harm(text: str) -> None:
    assert isinstance(screen(text), Screen)


@given(
    emergencies,
    st.sampled_from(["STOP ", "Done 3. ", "hi, sorry to bother you but ", "END. ", "did all of them. "]),
)
def test_words_before_an_emergency_leave_it_one(text: str, before: str) -> None:
    assert screen(before + text).urgency == Urgency.EMERGENCY


@given(
    emergencies,
    st.sampled_from([" thanks", ". Done 2", ", what should i do", " please ring me", " lol", "!!!"]),
)
def test_words_after_an_emergency_leave_it_one(text: str, after: str) -> None:
    assert screen(text + after).urgency == Urgency.EMERGENCY


@given(emergencies, st.sampled_from(HARMLESS_TEXTS))
def test_a_harmless_text_before_does_not_hide_an_emergency(text: str, before: str) -> None:
    assert screen(f"{before}. But {text}").flagged


@given(emergencies, st.sampled_from([str.upper, str.title, str.lower]))
def test_case_does_not_matter(text: str, cased: Callable[[str], str]) -> None:
    assert screen(cased(text)).urgency == Urgency.EMERGENCY


@given(emergencies, st.integers(min_value=2, max_value=6))
def test_a_letter_drawn_out_does_not_matter(text: str, times: int) -> None:
    assert screen(text + text[-1] * times if text[-1].isalpha() else text).flagged


@pytest.mark.parametrize("text", EMERGENCIES)
def test_apostrophes_and_spaces_do_not_matter(text: str) -> None:
    assert screen(f"  {text.replace(' ', '   ')}  ").urgency == Urgency.EMERGENCY


def test_every_list_named_by_a_rule_exists_and_every_list_is_used() -> None:
    named = {name for sign in SIGNS for name in (sign.what, sign.near) if name}
    assert named == set(SIGN_WORDS)
    assert {rule.what for rule in HARMLESS} <= set(SIGN_WORDS)


def test_every_list_named_by_the_net_exists_and_every_list_is_used() -> None:
    named = {name for rule in WEIGHINGS for names, _ in rule.adds for name in names}
    named |= {rule.anchor for rule in WEIGHINGS} | {"net is it ok"}
    assert named - set(COURSE_WORDS) == set(NET_WORDS)


def test_combinations_name_signs_there_are() -> None:
    names = {sign.name for sign in SIGNS}
    for both in TOGETHER:
        assert set(both.first + both.second) <= names


def test_every_category_and_every_level_can_be_reached() -> None:
    answers = [screen(row.text) for row in _examples("safety_examples.yaml")]
    assert {answer.category for answer in answers} == {*Category, None}
    assert {answer.urgency for answer in answers} == set(LEVELS)
