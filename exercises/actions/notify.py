"""Staff are told of a safety alert at any hour, and somebody else when nobody takes it on in time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from exercises.actions.alert import raise_alert
from exercises.actions.send import text_at_once
from exercises.gateway import Mailer, MailFailed
from exercises.models import Alert, Clinic, Notice
from exercises.rules.reminding import retry_after
from exercises.rules.wording import say
from exercises.terms import AlertKind, MessageKind, NoticeBy, Stage

NOT_TAKEN_ON = "NOT taken on in time. "
EMAIL_LEASE = timedelta(minutes=2)
"""So long an e-mail is left to the process that took it up."""
EMAIL_TRIES = 6


def tell(alert: Alert, stage: Stage, *, now: datetime) -> int:
    """Writes the notices of this stage, to be sent at once; returns how many are new. Once a stage and address."""
    clinic = alert.clinic
    told = 0
    for by, to in _addresses(clinic, stage):
        notice, is_new = Notice.objects.get_or_create(
            alert=alert, stage=stage, by=by, to=to, defaults={"created_at": now}
        )
        if not is_new:
            continue
        told += 1
        if by == NoticeBy.TEXT:
            words = say(f"notice_{stage}", clinic.language, {"clinic": clinic.name})
            notice.message = text_at_once(clinic, MessageKind.NOTICE, to=to, body=words, now=now)
        else:
            notice.try_at = now
        notice.save(update_fields=["message", "try_at"])
    return told


def _addresses(clinic: Clinic, stage: Stage) -> list[tuple[NoticeBy, str]]:
    """Whom to tell: of an escalation the others, where the clinic named any."""
    first = [(NoticeBy.TEXT, clinic.notice_phone), (NoticeBy.EMAIL, clinic.notice_email)]
    others = [(NoticeBy.TEXT, clinic.escalation_phone), (NoticeBy.EMAIL, clinic.escalation_email)]
    wanted = others if stage == Stage.ESCALATED and any(to for _, to in others) else first
    return [(by, to) for by, to in wanted if to]


@transaction.atomic
def escalate(*, now: datetime) -> int:
    """Tells the next person of the safety alerts that nobody took on in time; returns how many."""
    late = list(
        Alert.objects.open()
        .filter(taken_on_at__isnull=True, escalated_at__isnull=True, take_on_by__lte=now)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("clinic")
        .order_by("take_on_by")[:100]
    )
    for alert in late:
        alert.escalated_at, alert.detail = now, NOT_TAKEN_ON + alert.detail
        alert.save(update_fields=["escalated_at", "detail"])
        tell(alert, Stage.ESCALATED, now=now)
    return len(late)


def send_emails(mailer: Mailer, *, now: datetime, limit: int = 20) -> int:
    """Sends the e-mails to staff that are due; returns how many were taken by the mail server.

    A process that dies after the server took one sends it again: twice told is better than never.
    """
    sent = 0
    for notice in _taken_up(now, limit):
        clinic = notice.alert.clinic
        values = {"clinic": clinic.name}
        try:
            mailer.send(
                notice.to,
                say("notice_subject", clinic.language, values),
                say(f"notice_{notice.stage}", clinic.language, values),
            )
        except MailFailed:
            _failed(notice, now)
        else:
            Notice.objects.filter(pk=notice.pk).update(sent_at=now, try_at=None)
            sent += 1
    return sent


@transaction.atomic
def _taken_up(now: datetime, limit: int) -> list[Notice]:
    due = list(
        Notice.objects.filter(try_at__lte=now)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("alert__clinic")
        .order_by("try_at")[:limit]
    )
    Notice.objects.filter(pk__in=[notice.pk for notice in due]).update(
        try_at=now + EMAIL_LEASE, tries=F("tries") + 1
    )
    return due


def _failed(notice: Notice, now: datetime) -> None:
    tries = notice.tries + 1
    if tries < EMAIL_TRIES:
        Notice.objects.filter(pk=notice.pk).update(try_at=now + retry_after(tries, jitter=0))
        return
    Notice.objects.filter(pk=notice.pk).update(try_at=None, failed_at=now)
    raise_alert(
        AlertKind.SENDING,
        clinic=notice.alert.clinic_id,
        patient=None,
        detail="Staff could not be told of a safety alert by e-mail. Look at the address and the mail server.",
        key="notice:email",
        now=now,
    )
