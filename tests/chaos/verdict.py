"""The provider's ledger and our tables compared: every promise that was broken, one sentence each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from urllib.parse import urlsplit
from uuid import UUID

from backend.sms.sandbox.errors import REFUSED_RECIPIENTS
from backend.sms.sandbox.ledger import Message as Noted
from tests.chaos.evidence import Evidence, Opting, Slot, Step, Text
from tests.chaos.patients import MEANING, Means
from tests.chaos.stage import CALL_SECONDS

SEEN_AFTER = timedelta(seconds=0.5)
"""A transaction's commit has its time a moment before others see what it wrote."""
CALL = timedelta(seconds=CALL_SECONDS)
NEVER = datetime.max.replace(tzinfo=UTC)
UNSUBSCRIBED = "21610"
REFUSALS = {phone: str(code) for phone, (code, *_) in REFUSED_RECIPIENTS.items()}


def verdict(evidence: Evidence) -> list[str]:
    """Empty when every promise was kept."""
    case = Case(evidence)
    rules = (slots, answers, ties, inbound, check_ins, alarms, states, flights, opt_outs, last_words)
    return [sentence for rule in rules for sentence in rule(case)]


@dataclass(frozen=True)
class Case:
    """The evidence, with what is looked up in it again and again."""

    all: Evidence

    @cached_property
    def texts(self) -> dict[UUID, Text]:
        return {text.id: text for text in self.all.texts}

    @cached_property
    def out(self) -> list[Text]:
        return [text for text in self.all.texts if text.direction == "out"]

    @cached_property
    def taken(self) -> dict[UUID, list[Noted]]:
        """What the provider has of each of our texts: it was given our id with each."""
        found: dict[UUID, list[Noted]] = defaultdict(list)
        for one in self.all.noted:
            if one.direction == "out" and one.origin != "provider" and one.callback:
                found[UUID(urlsplit(one.callback).path.rpartition("/")[2])].append(one)
        return found

    @cached_property
    def steps(self) -> dict[UUID, list[Step]]:
        found: dict[UUID, list[Step]] = defaultdict(list)
        for step in self.all.steps:
            found[step.message].append(step)
        return found

    @cached_property
    def optings(self) -> dict[tuple[UUID, str], list[Opting]]:
        found: dict[tuple[UUID, str], list[Opting]] = defaultdict(list)
        for one in sorted(self.all.optings, key=lambda one: (one.committed, one.id)):
            found[one.clinic, one.phone].append(one)
        return found

    @cached_property
    def heard(self) -> list[Noted]:
        return [one for one in self.all.noted if one.direction == "in"]

    @cached_property
    def known(self) -> dict[str, Text]:
        """Our texts in, by the provider's id."""
        return {text.sid: text for text in self.all.texts if text.direction == "in" and text.sid}

    @cached_property
    def by_reminder(self) -> dict[UUID, Text]:
        return {text.reminder: text for text in self.out if text.reminder}

    @cached_property
    def sharing(self) -> set[tuple[UUID, str]]:
        """Numbers that several patients of a clinic share."""
        found = Counter((slot.clinic, slot.phone) for slot in self.all.slots)
        return {number for number, count in found.items() if count > 1}

    def story(self, text: Text) -> str:
        """All that happened to one of our texts."""
        steps = [
            f"{step.committed:%H:%M:%S.%f} {step.state} {step.sid or ''}{' (guessed)' if step.guessed else ''}"
            f" attempt {step.attempts} of {_clock(step.attempted_at)}"
            for step in self.steps[text.id]
        ]
        noted = [
            f"{_clock(_at(one.created))} the provider took {one.sid}: {one.status}"
            for one in self.taken[text.id]
        ]
        return "\n    " + "\n    ".join([f"{text.kind} {text.id} to {text.their_number}", *steps, *noted])


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _clock(at: datetime | None) -> str:
    return f"{at:%H:%M:%S.%f}" if at else "never"


# --- no slot lost, none twice --------------------------------------------------------------------------------
def slots(case: Case) -> Iterator[str]:
    by_setting: dict[int, list[Slot]] = defaultdict(list)
    for slot in case.all.slots:
        by_setting[slot.setting].append(slot)
    for setting in case.all.due:
        if len(by_setting[setting]) != 1:
            yield f"slot lost or doubled: setting {setting} has {len(by_setting[setting])} reminders"
    for slot in case.all.slots:
        text = case.by_reminder.get(slot.id)
        taken = case.taken[text.id] if text else []
        story = case.story(text) if text else f"reminder {slot.id} to {slot.phone} has no text"
        if len(taken) > 1:
            yield f"slot twice: the provider took its text {len(taken)} times: {story}"
        elif slot.state == "written" and not taken:
            yield f"slot lost: written, and the provider has no such text: {story}"
        elif slot.state == "held" and taken:
            yield f"slot held ({slot.held}) though the provider took its text: {story}"
        elif slot.state == "held" and not _is_rightly_held(case, slot, text):
            yield f"slot lost: held as {slot.held}, for which there is no reason: {story}"
        elif slot.state not in ("written", "held"):
            yield f"slot lost: still {slot.state}: {story}"
        elif slot.state == "written" and text and text.sid not in {one.sid for one in taken}:
            yield f"slot tied to a text that is not its own ({text.sid}): {story}"


def _is_rightly_held(case: Case, slot: Slot, text: Text | None) -> bool:
    """Whether something shows that the reason is true. Nothing in this test makes any other reason true."""
    alerts = {alert.kind for alert in case.all.alerts if alert.patient == slot.patient}
    match slot.held:
        case "opted_out":
            return bool(case.optings[slot.clinic, slot.phone])
        case "already_reported":
            return any(one.patient == slot.patient and one.day == slot.day for one in case.all.check_ins)
        case "open_safety_alert":
            return "safety" in alerts
        case "unreachable":
            return "unreachable" in alerts
        case "refused":
            expected = REFUSALS.get(slot.phone, UNSUBSCRIBED)
            return text is not None and (text.state, text.error_code) == ("refused", expected)
    return False


def answers(case: Case) -> Iterator[str]:
    """Answers of the same words to one number stand for each other: they are settled by their count."""
    ours: dict[tuple[UUID, str, str], list[Text]] = defaultdict(list)
    for text in case.out:
        if text.kind != "reminder":
            ours[text.clinic, text.their_number, text.body].append(text)
    for texts in ours.values():
        taken = sum(len(case.taken[text.id]) for text in texts)
        if taken > len(texts):
            yield f"answer twice: {len(texts)} written, {taken} taken: {''.join(map(case.story, texts))}"
        given_up = sum(
            text.state == "refused" or (text.state == "absent" and not text.try_at) for text in texts
        )
        if taken + given_up < len(texts):
            yield f"answer lost: {len(texts)} written, {taken} taken: {''.join(map(case.story, texts))}"


def ties(case: Case) -> Iterator[str]:
    """What the provider took is what we wrote, and what we took for it is there."""
    for one in case.all.noted:
        if one.direction == "out" and one.origin != "provider" and not one.callback:
            yield f"text without our id: {one.sid} to {one.recipient}"
    for id_, taken in case.taken.items():
        text = case.texts.get(id_)
        for one in taken:
            if text is None or (one.recipient, one.body) != (text.their_number, text.body):
                yield f"text that we did not write: {one.sid} to {one.recipient}"
    recipients = {one.sid: one.recipient for one in case.all.noted if one.direction == "out"}
    for text in case.out:
        if text.sid and recipients.get(text.sid) != text.their_number:
            yield f"text tied to what the provider does not have: {case.story(text)}"


# --- no text in lost, none read twice ------------------------------------------------------------------------
def inbound(case: Case) -> Iterator[str]:
    sids = Counter(text.sid for text in case.all.texts if text.direction == "in")
    for one in case.heard:
        count = sids.pop(one.sid, 0)
        if count != 1:
            what = "lost" if not count else f"kept {count} times"
            yield f"text in {what}: {one.sid} of {_clock(_at(one.created))} from {one.sender}: {one.body!r}"
        elif case.known[one.sid].body != one.body or case.known[one.sid].their_number != one.sender:
            yield f"text in changed: {one.sid} from {one.sender}"
    for sid in sids:
        yield f"text in that nobody sent: {sid}"


def _meant(case: Case, means: Means) -> Iterator[tuple[Noted, Text]]:
    for one in case.heard:
        if MEANING.get(one.body) is means and one.sid in case.known:
            yield one, case.known[one.sid]


def check_ins(case: Case) -> Iterator[str]:
    """One a text that reports; of a shared number at most one, where nobody knows whose it is."""
    count = Counter(one.message for one in case.all.check_ins)
    reporting = set()
    for one, text in _meant(case, Means.CHECK_IN):
        reporting.add(text.id)
        least = 0 if (text.clinic, text.their_number) in case.sharing else 1
        if not least <= count[text.id] <= 1:
            what = "lost" if count[text.id] < least else "twice"
            yield f"check-in {what}: {count[text.id]} for {one.sid} {one.body!r}"
    for message in count.keys() - reporting:
        yield f"check-in that nobody sent: of text {message}"


def alarms(case: Case) -> Iterator[str]:
    alarmed = {alert.message for alert in case.all.alerts if alert.kind == "safety"}
    answered = {text.answers for text in case.out if text.kind == "safety"}
    for one, text in _meant(case, Means.DANGER):
        if text.id not in alarmed:
            yield f"safety alert lost: none for {one.sid} {one.body!r}"
        if text.id not in answered:
            yield f"safety text lost: none for {one.sid} {one.body!r}"


# --- no state backwards --------------------------------------------------------------------------------------
def states(case: Case) -> Iterator[str]:
    for id_, steps in case.steps.items():
        if id_ not in case.texts:
            yield f"text vanished: {id_}"
            continue
        for before, after in pairwise(steps):
            if not _is_forward(before, after):
                yield f"state backwards: {before.state} to {after.state}: {case.story(case.texts[id_])}"
            if after.attempts < before.attempts:
                yield f"attempts backwards: {case.story(case.texts[id_])}"
    for text in case.out:
        for noted in case.taken[text.id]:
            told = [call.status for call in case.all.callbacks.get(noted.sid, []) if call.http_status == 200]
            behind = [word for word in told if text.sid == noted.sid and _is_behind(text.state, word)]
            if behind:
                yield f"state behind what we were told ({behind[-1]}): {case.story(text)}"


# The design's order, written down again: the code that is judged must not be the judge.
_ORDER = (
    *(("accepted", "scheduled"), ("queued",), ("sending",), ("sent",)),
    *(("delivered", "undelivered", "failed", "canceled"), ("read",)),
)
_RANK = {state: rank for rank, states in enumerate(_ORDER) for state in states}
_OWN = {
    "written": {"unknown", "absent", "refused"},
    "unknown": {"absent", "refused"},
    "absent": {"written", "refused"},
    "refused": set[str](),
}
"""Of the states of our own making, where a text may go without a word of the provider."""


def _is_forward(before: Step, after: Step) -> bool:
    if before.state == after.state:
        return True
    if before.state in _OWN:
        return after.state in _RANK or after.state in _OWN[before.state]
    if after.state in _RANK:
        return _RANK[before.state] < _RANK[after.state]
    # A row that was only taken for the provider's message gives it back to the one it belongs to.
    return before.guessed and after.state == "unknown" and after.sid is None


def _is_behind(state: str, word: str) -> bool:
    return _RANK.get(state, -1) < _RANK[word]


# --- nobody has two calls in flight --------------------------------------------------------------------------
def flights(case: Case) -> Iterator[str]:
    out: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for step in sorted(case.all.steps, key=lambda step: (step.committed, step.id)):
        if step.message not in case.texts:
            continue
        text = case.texts[step.message]
        flying = out[text.our_number, text.their_number]
        if not step.in_flight:
            flying.discard(step.message)
        elif flying - {step.message}:
            others = "".join(case.story(case.texts[other]) for other in flying)
            yield f"two calls in flight: {case.story(text)}{others}"
        else:
            flying.add(step.message)


# --- nobody texted who opted out -----------------------------------------------------------------------------
def opt_outs(case: Case) -> Iterator[str]:
    """By what was attempted, and by what the provider took later than any call of before can have reached it."""
    for text in case.out:
        times = list(_silences(case.optings[text.clinic, text.their_number]))
        if not times or _may_go_all_the_same(case, text):
            continue
        attempts = 0
        for step in case.steps[text.id]:
            if step.attempts > attempts and step.attempted_at:
                attempts = step.attempts
                if any(
                    since + SEEN_AFTER < step.attempted_at and until > step.committed
                    for since, until in times
                ):
                    yield f"texted after an opt-out of {_clocks(times)}: {case.story(text)}"
        for noted in case.taken[text.id]:
            at = _at(noted.created)
            if noted.error_code != int(UNSUBSCRIBED) and any(
                since + CALL < at < until for since, until in times
            ):
                yield f"text taken long after an opt-out of {_clocks(times)}: {case.story(text)}"
    yield from _confirmations(case)


def _silences(optings: Iterable[Opting]) -> Iterator[tuple[datetime, datetime]]:
    """From when to when a number was opted out."""
    since = None
    for one in optings:
        if one.stopped and since is None:
            since = one.committed
        elif not one.stopped and since is not None:
            yield since, one.committed
            since = None
    if since is not None:
        yield since, NEVER


def _clocks(times: Sequence[tuple[datetime, datetime]]) -> str:
    return ", ".join(
        f"{_clock(since)} until {_clock(until) if until < NEVER else 'now'}" for since, until in times
    )


def _intent_answered(case: Case, text: Text) -> str | None:
    answered = case.texts.get(text.answers) if text.answers else None
    return answered.intent if answered else None


def _may_go_all_the_same(case: Case, text: Text) -> bool:
    return text.kind == "safety" or _intent_answered(case, text) == "stop"


def _confirmations(case: Case) -> Iterator[str]:
    count = Counter(
        (text.clinic, text.their_number) for text in case.out if _intent_answered(case, text) == "stop"
    )
    for number, confirmed in count.items():
        stopped = sum(1 for _ in _silences(case.optings[number]))
        if confirmed > stopped:
            yield f"opt-out confirmed {confirmed} times, {stopped} opt-outs: {number[1]}"


def last_words(case: Case) -> Iterator[str]:
    """Whoever said STOP last is opted out at the end; whoever said START last is not."""
    keywords: dict[tuple[UUID, str], list[Noted]] = defaultdict(list)
    for one in case.heard:
        if MEANING.get(one.body) in (Means.STOP, Means.START):
            keywords[case.all.clinics[one.recipient], one.sender].append(one)
    for number, words in keywords.items():
        optings, last = case.optings[number], words[-1]
        stopped = bool(optings) and optings[-1].stopped
        if stopped != (MEANING[last.body] is Means.STOP):
            said = [
                f"{_clock(_at(each.created))} {each.body!r}, read {_clock(_read_at(case, each))}"
                for each in words
            ]
            ours = [
                f"{_clock(each.committed)} {'opted out' if each.stopped else 'in again'} ({each.source})"
                for each in optings
            ]
            what = "opted out" if stopped else "not opted out"
            yield f"the last word was {last.body!r} and {last.sender} is {what}\n    " + "\n    ".join(
                [*said, *ours]
            )


def _read_at(case: Case, noted: Noted) -> datetime | None:
    text = case.known.get(noted.sid)
    return text.created_at if text else None
