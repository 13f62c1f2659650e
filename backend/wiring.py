"""The one place that chooses who carries the texts and the e-mails, and what links are made of."""

from datetime import timedelta
from functools import cache

from django.conf import settings

from backend.mail import DjangoMailer
from backend.sms import keywords
from backend.sms.twilio import TwilioGateway
from exercises.gateway import Mailer, SmsGateway
from exercises.rules.links import LinkMaker


@cache
def gateway() -> SmsGateway:
    """This process's gateway; its connections are shared by all its threads.

    Twilio and the stand-in differ in TWILIO_API_URL alone.
    """
    return TwilioGateway(
        account_sid=settings.TWILIO_ACCOUNT_SID,
        auth_token=settings.TWILIO_AUTH_TOKEN,
        api_url=settings.TWILIO_API_URL,
        public_url=settings.PUBLIC_URL,
        timeout_seconds=settings.TWILIO_TIMEOUT_SECONDS,
        threads=settings.SEND_THREADS + 16,
    )


def mailer() -> Mailer:
    return DjangoMailer()


def answered_by_provider(body: str, opted_out: bool) -> bool:
    """Whether the provider answers this text itself, by the setting SMS_OPT_OUT_BY."""
    return keywords.answered_by_provider(body, opted_out=opted_out, opt_out_by=settings.SMS_OPT_OUT_BY)


def link_maker() -> LinkMaker:
    return LinkMaker(
        address=settings.PUBLIC_URL,
        secret=settings.SECRET_KEY.encode(),
        life=timedelta(days=settings.LINK_DAYS),
    )
