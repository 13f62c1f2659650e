"""What texts from patients mean, and above all which ones are not guessed at."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.replies import Intent, Reply, is_yes, read_reply


def done(pain: int | None = None, difficulty: str | None = None) -> Reply:
    return Reply(Intent.DONE, 1.0, pain, difficulty, needs_human=pain is not None and pain >= 8)


def skipped(pain: int | None = None, reason: str | None = None) -> Reply:
    return Reply(Intent.SKIP, 0.0, pain, None, needs_human=pain is not None and pain >= 8, reason=reason)


def hurts(pain: int) -> Reply:
    return Reply(Intent.PAIN_ONLY, None, pain, None, needs_human=pain >= 8)


UNREAD = Reply(Intent.UNKNOWN, needs_human=True)

REPORTS = [
    ("done", done()),
    ("DONE", done()),
    ("  Done.\n", done()),
    ("Done!!! 1", done(1)),
    ("DONE 4", done(4)),
    ("done4", done(4)),
    ("done,4", done(4)),
    ("done.4", done(4)),
    ("Done\r\n4", done(4)),
    ("done (4)", done(4)),
    ("DONE=3", done(3)),
    ("done - 2", done(2)),
    ("done\x00 2\x00", done(2)),
    ("done, pain 4/10", done(4)),
    ("done pain: 4 / 10", done(4)),
    ("Done pain was 4 out of 10", done(4)),
    ("done pain three", done(3)),
    ("done 3-4", done(4)),
    ("done 3 \u2013 4", done(4)),
    ("done, no pain", done(0)),
    ("all done pain free", done(0)),
    ("done 0", done(0)),
    ("done 6.5", done(7)),
    ("done 6.4", done(6)),
    ("done 7.5", done(8)),
    ("done 7", done(7)),
    ("done 8", done(8)),
    ("Done 10", done(10)),
    ("done 11", done(10)),
    ("done \U0001f44d", done()),
    ("done\U0001f44d\U0001f3fd\U0001f44d\U0001f3fd", done()),
    ("\U0001f4aa done 2", done(2)),
    ("done 3 \u2705\ufe0f", done(3)),
    ("done \U0001f3c3\U0001f3fb\u200d\u2640\ufe0f", done()),
    ("done thanks", done()),
    ("Done 4, thank you!", done(4)),
    ("done easy 1", done(1, "easy")),
    ("Done too easy now, 0", done(0, "easy")),
    ("done but really hard, 5", done(5, "hard")),
    ("done 3 easy", done(3, "easy")),
    ("yes", done()),
    ("Y", done()),
    ("yep 2", done(2)),
    ("Yes, pain 3/10", done(3)),
    ("yes done", done()),
    ("finished", done()),
    ("Completed 6/10", done(6)),
    ("did it", done()),
    ("did them all", done()),
    ("dne 4", done(4)),
    ("\uff24\uff2f\uff2e\uff25 \uff14", done(4)),
    ("\u202edone\u202c 4", done(4)),
    ("do\u0301ne", done()),
    ("skip", skipped()),
    ("SKIP!", skipped()),
    ("skipped", skipped()),
    ("Skipped it today, sorry", skipped()),
    ("skip 6", skipped(6)),
    ("skip, pain 9", skipped(9, "pain")),
    ("skip no pain", skipped(0)),
    ("no", skipped()),
    ("Nope.", skipped()),
    ("not today", skipped()),
    ("4", hurts(4)),
    ("0", hurts(0)),
    ("10", hurts(10)),
    ("7", hurts(7)),
    ("8", hurts(8)),
    (" 4. ", hurts(4)),
    ("pain 6", hurts(6)),
    ("Pain:6", hurts(6)),
    ("pain6", hurts(6)),
    ("pain 6/10", hurts(6)),
    ("6/10", hurts(6)),
    ("6 out of ten", hurts(6)),
    ("Pain is 8 today", hurts(8)),
    ("pain level 2", hurts(2)),
    ("pain zero", hurts(0)),
    ("pain ten", hurts(10)),
    ("no pain", hurts(0)),
    ("No pain today", hurts(0)),
    ("11", hurts(10)),
    ("12/10", hurts(10)),
    ("4\ufe0f\u20e3", hurts(4)),
    ("\u0664", hurts(4)),  # an Arabic-Indic four
    ("4 \U0001f642", hurts(4)),
]


@pytest.mark.parametrize(("text", "reply"), REPORTS, ids=[ascii(text) for text, _ in REPORTS])
def test_short_answers_are_read(text: str, reply: Reply) -> None:
    assert read_reply(text) == reply


NOT_GUESSED = [
    "not done",
    "done nothing",
    "didn't do it",
    "I'm done with this, my leg is numb",
    "done with this",
    "Im done",
    "nearly done",
    "half done",
    "done half",
    "done 2 of 3",
    "2/3",
    "6 of 10",
    "done two",
    "done one",
    "done zero",
    "done?",
    "done 4?",
    "done 4 but my leg is numb",
    "done, cannot feel my foot",
    "done 2 5",
    "done 3 sets",
    "done x2",
    "done 10 min",
    "done at 10:30",
    "7.30",
    "10:30",
    "done too hard",
    "done \U0001f62d",
    "done \U0001f691",
    "done \U0001f44e",
    "\U0001f44d",
    "\U0001f44d 4",
    "\U0001f602",
    "yes but it hurts",
    "yes?",
    "no pain 4",
    "no 4",
    "no, too sore",
    "skip the plank",
    "skip? it hurts",
    "4 times",
    "1000",
    "123456",
    "604 555 0101",
    "+4",
    "4%",
    "done +4",
    "4/5/2026",
    "pain",
    "pain bad",
    "pain everywhere 4",
    "my pain is 4 and my bladder is not working",
    "don't",
    "do ne",
    "do\x00ne",
    "done\ufffd4\ufffd",
    "ok",
    "thanks",
    "?",
    "",
    " ",
    "\x00",
    "...",
    "\u0301\u0302",
    "\u200f\u200e",
    "stopped",
    "stopped half way",
    "had to stop",
    "Stop half way, pain 7",
    "stop'd at 4",
    "non-stop pain",
    "bus stop",
    "stopwatch broke",
    "cancel my appt on fri pls",
    "end of the week?",
    "quit smoking today",
    "remove the plank",
    "help ive fallen and cant get up",
    "information please",
    "restart",
    "start 4",
    "can i start tomorrow",
    "done " * 300,
    "cancel" + "." * 200 + " my appointment",
    "help" + "." * 200 + " i have fallen",
    "done" + "!" * 1596,
]


@pytest.mark.parametrize("text", NOT_GUESSED, ids=[ascii(text[:40]) for text in NOT_GUESSED])
def test_anything_else_is_left_to_a_person(text: str) -> None:
    assert read_reply(text) == UNREAD


KEYWORDS = [
    *[
        (word, Intent.STOP)
        for word in (
            *("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"),
            *("OPT OUT", "OPT-OUT", "ARRET", "ARR\u00caT", "REMOVE"),
        )
    ],
    *[(word, Intent.START) for word in ("START", "UNSTOP")],
    *[(word, Intent.HELP) for word in ("HELP", "INFO")],
]
DRESSED = [
    "{}",
    " {}\n",
    "{}.",
    "{}!!!",
    '"{}"',
    "*{}*",
    "\U0001f621{}",
    "{} \U0001f64f",
    "({})",
    "{}?",
    "\x00{}",
]


@pytest.mark.parametrize("dress", DRESSED, ids=[ascii(dress) for dress in DRESSED])
@pytest.mark.parametrize(("word", "intent"), KEYWORDS, ids=[ascii(word) for word, _ in KEYWORDS])
def test_a_carrier_keyword_alone_counts_in_any_dress(word: str, intent: Intent, dress: str) -> None:
    for written in (word, word.lower(), word.title()):
        assert read_reply(dress.format(written)) == Reply(intent)


OPT_OUTS = [
    ("stop texting me", False),
    ("STOP sending me these messages", False),
    ("stop all texts please", False),
    ("Stop it", False),
    ("stop please", False),
    ("please stop", False),
    ("Pls stop, thanks", False),
    ("unsubscribe me", False),
    ("please take me off this list", False),
    ("don\u2019t text me any more", False),
    ("Stop. It hurts too much 9", True),
    ("stop, my foot is numb", True),
    ("stop 9", True),
    ("stop i am moving to another clinic", True),
    ("stop " + "it hurts " * 170, True),
    ("stop " + "texting me " * 20 + "my leg is numb", True),
    ("!" * 500 + "stop " + "x" * 1000, True),
]


@pytest.mark.parametrize(("text", "human"), OPT_OUTS, ids=[ascii(text[:40]) for text, _ in OPT_OUTS])
def test_an_opt_out_in_words_counts_and_says_whether_there_is_more_to_read(text: str, human: bool) -> None:
    assert read_reply(text) == Reply(Intent.STOP, needs_human=human)


YES = ["yes", " YES! ", "Yes \U0001f44d"]
NOT_YES = ["yes please", "yes 4", "y", "yep", "no", "", "yes" * 600]


@pytest.mark.parametrize("text", YES)
def test_the_keyword_alone_is_yes(text: str) -> None:
    assert is_yes(text)


@pytest.mark.parametrize("text", NOT_YES, ids=[text[:10] for text in NOT_YES])
def test_more_or_less_than_the_keyword_is_not_yes(text: str) -> None:
    assert not is_yes(text)


WORDS = [
    *("done", "skip", "stop", "pain", "no", "yes", "4", "10", "/", "-", ".", ",", "?", "out", "of", "half"),
    *("help", "not", "easy", "hard", "numb", "\U0001f44d", "\x00", "\u200f"),
]


@given(st.text(max_size=1600) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_text_is_answered_and_says_only_what_its_intent_allows(text: str) -> None:
    reply = read_reply(text)

    assert reply.completed == {Intent.DONE: 1.0, Intent.SKIP: 0.0}.get(reply.intent)
    assert reply.pain is None or 0 <= reply.pain <= 10
    assert reply.needs_human or reply.intent is not Intent.UNKNOWN
    assert reply.needs_human or reply.pain is None or reply.pain < 8
    assert reply.pain is not None or reply.intent is not Intent.PAIN_ONLY
    assert reply.difficulty is None or reply.intent is Intent.DONE
    assert reply.reason is None or reply.intent is Intent.SKIP


@given(st.sampled_from(["done", "skip", "4", "done 4", "pain 6"]), st.text(alphabet="abcdefghij", min_size=4))
def test_a_word_that_is_not_known_makes_the_whole_text_unread(answer: str, word: str) -> None:
    assert read_reply(f"{answer} {word}") == UNREAD
    assert read_reply(f"{word} {answer}") == UNREAD


@given(st.text(max_size=60))
def test_a_text_that_begins_with_the_word_stop_is_never_missed(rest: str) -> None:
    reply = read_reply("STOP, " + rest)

    assert reply.intent is Intent.STOP or "half" in rest.lower() or "way" in rest.lower()


COSTLY = {
    "letters": "a" * 1600,
    "nothing but spaces inside": "1" + " " * 118 + "x",
    "numbers and dashes": "1 - " * 30,
    "words of the grammar": "done pain " * 12,
    "one character that unfolds into eighteen": "\ufdfa" * 1600,
    "and just short enough to be read": "\ufdfa" * 120,
    "marks": "d" + "\u0336" * 1599,
    "null bytes": "\x00" * 1600,
    "punctuation before a stop": "!" * 1590 + "stop",
}


@pytest.mark.parametrize("text", COSTLY.values(), ids=COSTLY.keys())
def test_no_text_takes_long(text: str) -> None:
    """A backtracking pattern would take seconds here; the bound leaves room for a busy machine."""

    def seconds() -> float:
        start = time.perf_counter()
        read_reply(text)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.02
