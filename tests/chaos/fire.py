"""The run in which it happens, and what came of it."""

import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import requests

from tests.chaos.decisions import Act, Conversation, Decisions, Event, decide
from tests.chaos.evidence import Evidence, gather
from tests.chaos.stage import Stage, answers
from tests.chaos.verdict import verdict
from tests.postgres import Cluster
from tests.standin import eventually

SETTLED_WITHIN_SECONDS = 240.0
QUIET_SECONDS = 5.0
"""When all is settled nothing may happen for so long: lists are read again, late callbacks have come."""
PATIENT_THREADS = 96
PATIENCE_SECONDS = 10.0
"""The stand-in gives a webhook up after 15 s."""

Tell = Callable[[str], None]


@dataclass
class Outcome:
    """What was done for one seed, and every promise that was broken."""

    seed: int
    seconds: float = 0
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    evidence: Evidence | None = None


def burn(cluster: Cluster, seed: int, patients: int, *, seconds: float, folder: Path, tell: Tell) -> Outcome:
    """Lets happen what the seed decides, waits until all is settled, and compares. What ran is ended, always."""
    began, outcome = time.monotonic(), Outcome(seed)
    stage = Stage(cluster, folder, patients)
    decisions = decide(seed, patients, seconds)
    try:
        tell("making the patients")
        stage.fill()
        tell("starting")
        stage.begin()
        _Fire(stage, outcome, tell).burn(decisions, seconds)
        waiting = _settled(stage, tell)
    finally:
        if cluster.process is None:
            cluster.start()
        stage.end()
        shutil.copyfile(cluster.log, folder / "postgres.log")
    tell("judging")
    outcome.evidence = gather(stage.ask, stage.ledger, patients)
    outcome.wrong = [*stage.fallen, *waiting, *verdict(outcome.evidence)]
    outcome.counts.update(outcome.evidence.counts())
    outcome.seconds = time.monotonic() - began
    return outcome


class _Fire:
    """`counts` is told of what was done."""

    def __init__(self, stage: Stage, outcome: Outcome, tell: Tell) -> None:
        self.stage, self.counts, self.tell = stage, outcome.counts, tell
        self.weather: dict[str, object] = {}

    def burn(self, decisions: Decisions, seconds: float) -> None:
        """Each event at its instant; the clock stands still while one is waited for. At the end all runs again."""
        patients = ThreadPoolExecutor(PATIENT_THREADS, thread_name_prefix="patient")
        try:
            self.stage.ignite(decisions.due)
            began = time.monotonic()
            for event in decisions.events:
                time.sleep(max(0.0, began + event.at - time.monotonic()))
                self.tell(f"on fire: {min(event.at, seconds):.0f} of {seconds:.0f} s")
                if event.conversation:
                    patients.submit(self._converse, event.conversation)
                else:
                    before = time.monotonic()
                    self._happen(event)
                    began += time.monotonic() - before
            patients.shutdown()
        finally:
            patients.shutdown(wait=False, cancel_futures=True)

    def _happen(self, event: Event) -> None:
        stage = self.stage
        match event.act:
            case Act.KILL:
                if event.name == "sandbox":
                    self.counts["faults"] += stage.order(self.weather)
                elif event.name == "web":
                    eventually(lambda: answers(f"{stage.public}/health/live"), 60)
                stage.kill(event.name)
            case Act.END:
                stage.kill(event.name, signal.SIGTERM)
            case Act.START:
                stage.start(event.name)
                if event.name == "sandbox":
                    eventually(lambda: answers(f"{stage.twilio}/health"), 30)
                    stage.order(self.weather)
            case Act.STALL:
                stage.stall(event.name)
            case Act.GO_ON:
                stage.go_on(event.name)
            case Act.KILL_WORKER:
                stage.kill_worker(event.which)
            case Act.REFUSE:
                stage.refuse()
            case Act.REFUSE_NO_MORE:
                stage.refuse_no_more()
            case Act.DATABASE_DOWN:
                stage.cluster.stop("immediate")
            case Act.DATABASE_UP:
                stage.cluster.start()
            case Act.WEATHER:
                self.weather = event.weather
                if "sandbox" in stage.up:
                    self.counts["faults"] += stage.order(event.weather)
        self.counts["kills"] += event.act in (Act.KILL, Act.KILL_WORKER, Act.DATABASE_DOWN)
        self.counts["starts"] += event.act in (Act.START, Act.DATABASE_UP)

    def _converse(self, conversation: Conversation) -> None:
        """Where the provider is gone a text is not even sent. Who has to wait for long says no more: the webhook
        may still be read, and does not tell when it was written."""
        for words in conversation.words:
            time.sleep(words.after)
            form = {"from": conversation.sender, "to": conversation.to, "body": words.body}
            try:
                answer = self._post(form)
                if answer.status_code == 502 and words.again_after is not None:
                    time.sleep(words.again_after)
                    self._post({"sid": answer.headers["X-Message-Sid"]})
            except requests.RequestException:
                return

    def _post(self, form: dict[str, str]) -> requests.Response:
        answer = requests.post(f"{self.stage.twilio}/reply", data=form, timeout=30)
        if answer.elapsed.total_seconds() > PATIENCE_SECONDS:
            raise requests.Timeout
        return answer


def _settled(stage: Stage, tell: Tell) -> list[str]:
    """Waits until nothing waits and nothing happens any more; what still does when the time is over."""
    until, quiet_since = time.monotonic() + SETTLED_WITHIN_SECONDS, time.monotonic()
    before: dict[str, int] = {}
    while time.monotonic() < until:
        ours, theirs = stage.unsettled(), stage.noted()
        steps, heard = ours.pop("steps"), ours.pop("heard")
        waiting = ours | {"texts to deliver": theirs["under way"], "texts in to read": theirs["in"] - heard}
        now = {**waiting, **theirs, "steps": steps}
        if now != before or any(waiting.values()):
            quiet_since = time.monotonic()
        if time.monotonic() - quiet_since > QUIET_SECONDS:
            return []
        before = now
        tell(f"settling: {sum(waiting.values())} left")
        time.sleep(0.5)
    left = ", ".join(f"{count} {what}" for what, count in waiting.items() if count)
    return [
        f"not settled {SETTLED_WITHIN_SECONDS:.0f} s after the last fault: {left or 'it never comes to rest'}"
    ]
