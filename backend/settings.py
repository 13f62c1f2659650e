"""All settings, read from the environment; .env.example lists every variable.

A malformed or missing value stops the start and names the variable. Nothing secret has a default outside
development.
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
import structlog
from django.core.exceptions import ImproperlyConfigured

from backend.logs import without_links, without_words

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data"
DATA.mkdir(exist_ok=True)

env = environ.Env()
environ.Env.read_env(ROOT / ".env")

SWITCHES = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


def switch(name: str, default: bool) -> bool:
    word = env.str(name, default="1" if default else "0").lower()
    if word not in SWITCHES:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {word!r}.")
    return SWITCHES[word]


DEBUG = switch("DEBUG", True)


def secret(name: str, in_development: str) -> str:
    """A value that must be set outside development; development has a known one."""
    value = env.str(name, default=in_development if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(f"{name} must be set: it has no default when DEBUG is off.")
    return str(value)


def whole(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    word = str(env.str(name, default=str(default)))
    if not re.fullmatch(r"[0-9]{1,10}", word) or not least <= int(word) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {word!r}.")
    return int(word)


def positive(name: str, default: int) -> int:
    return whole(name, default, least=1)


def shaped(name: str, default: str, shape: str, like: str) -> str:
    """A word of the given shape, a regular expression."""
    word = str(env.str(name, default=default))
    if not re.fullmatch(shape, word):
        raise ImproperlyConfigured(f"{name} must be {like}, not {word!r}.")
    return word


def rate(name: str, default: str) -> str:
    return shaped(name, default, r"[0-9]{1,9}/(sec|min|hour|day)", "a rate such as 20/min")


def service(name: str, read: Callable[..., Any], default: str, like: str) -> dict[str, Any]:
    """Where a database or cache is. The value is not repeated: it may hold a password."""
    try:
        found = dict(read(name, default=default))
    except (ImproperlyConfigured, ValueError):
        found = {}
    if not {"ENGINE", "BACKEND"} & set(found):
        raise ImproperlyConfigured(f"{name} must be an address such as {like}.")
    return found


def address(name: str, default: str) -> str:
    """A base address such as https://example.org, without a slash at its end."""
    value = str(env.str(name, default=default)).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be an address such as https://example.org, not {value!r}.")
    return value


def stored(bucket: str, url: str | None) -> dict[str, Any]:
    """Where pictures lie: below MEDIA_ROOT, or in a bucket, whose keys boto3 takes from the environment itself."""
    if not bucket:
        return {"BACKEND": "backend.pictures.store.LocalStore"}
    name, _, folder = bucket.removeprefix("s3://").partition("/")
    options = {
        "bucket_name": name,
        "location": folder,
        "endpoint_url": url,
        "default_acl": None,
        "file_overwrite": True,
    }
    return {"BACKEND": "backend.pictures.bucket.BucketStore", "OPTIONS": options}


PORT = whole("PORT", 8000, least=1, most=65534)
SANDBOX_PORT = whole("SANDBOX_PORT", PORT + 1, least=1, most=65535)

SECRET_KEY = secret("SECRET_KEY", "development-only-not-a-secret-0123456789abcdefghijklmnopqrstuvwxyz")
PUBLIC_URL = address("PUBLIC_URL", f"http://127.0.0.1:{PORT}" if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if DEBUG else [urlsplit(PUBLIC_URL).hostname])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
if DEBUG and PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "DEBUG must be 0 where PUBLIC_URL is an https address: it shows what is private."
    )

# --- texts -----------------------------------------------------------------------------------------------
TWILIO_ACCOUNT_SID = secret("TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000")
TWILIO_AUTH_TOKEN = secret("TWILIO_AUTH_TOKEN", "sandbox-auth-token")
TWILIO_AUTH_TOKENS_ALSO_VALID = env.list("TWILIO_AUTH_TOKENS_ALSO_VALID", default=[])
TWILIO_API_URL = address(
    "TWILIO_API_URL", f"http://127.0.0.1:{SANDBOX_PORT}" if DEBUG else "https://api.twilio.com"
)
TWILIO_TIMEOUT_SECONDS = positive("TWILIO_TIMEOUT_SECONDS", 10)
SMS_OPT_OUT_BY = shaped("SMS_OPT_OUT_BY", "provider", "provider|us", "'provider' or 'us'")
SANDBOX_ALLOWED = switch("SANDBOX_ALLOWED", DEBUG)
SANDBOX_LEDGER = Path(env.str("SANDBOX_LEDGER", default=str(DATA / "sandbox.sqlite3")))

# --- e-mail to staff -------------------------------------------------------------------------------------
MAIL_SERVER = str(env.str("EMAIL_URL", default=""))
if MAIL_SERVER and not re.fullmatch(r"(smtp|smtps|smtp\+tls)://\S+", MAIL_SERVER):
    # The value is not repeated: it may hold a password.
    raise ImproperlyConfigured("EMAIL_URL must be an address such as smtp+tls://user:password@host:587.")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default=f"homestretch@{urlsplit(PUBLIC_URL).hostname}")
if MAIL_SERVER:
    mail = env.email_url_config(MAIL_SERVER)
    EMAIL_BACKEND = mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"] or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"] or "", mail["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = (MAIL_SERVER.startswith(kind) for kind in ("smtp+tls:", "smtps:"))
elif DEBUG:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"

# --- scheduler -------------------------------------------------------------------------------------------
SCHEDULER_TICK_SECONDS = positive("SCHEDULER_TICK_SECONDS", 5)
SEND_THREADS = positive("SEND_THREADS", 8)
CLAIM_LEASE_SECONDS = positive("CLAIM_LEASE_SECONDS", 60)
LOOK_UP_AFTER_SECONDS = positive("LOOK_UP_AFTER_SECONDS", 30)
ABSENT_AFTER_SECONDS = positive("ABSENT_AFTER_SECONDS", 180)
CALL_SECONDS = 20 + 5 + 2 * TWILIO_TIMEOUT_SECONDS
"""From the commit of a text to the end of its call at the latest: the wait for a thread, some slack, the time to
connect and the time to be answered."""
if ABSENT_AFTER_SECONDS < CALL_SECONDS:
    raise ImproperlyConfigured(
        f"ABSENT_AFTER_SECONDS must be at least 25 + 2 × TWILIO_TIMEOUT_SECONDS, here {CALL_SECONDS}: "
        "a text still on its way would be believed lost and sent twice."
    )
if LOOK_UP_AFTER_SECONDS >= ABSENT_AFTER_SECONDS:
    raise ImproperlyConfigured("LOOK_UP_AFTER_SECONDS must be less than ABSENT_AFTER_SECONDS.")
COLLECT_SECONDS = positive("COLLECT_SECONDS", 60)

# --- Django ----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_structlog",
    "exercises",
    "backend",
    "backend.phone",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backend.logs.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {
    "default": service(
        "DATABASE_URL", env.db, f"sqlite:///{DATA / 'db.sqlite3'}", "postgres://user:password@host:5432/name"
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = whole("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # All three are needed for several processes on one file: see docs/running.md.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;",
    }

AUTH_USER_MODEL = "exercises.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / ".data" / "static"
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(ROOT / "media")))
MEDIA_STORE = shaped(
    "MEDIA_STORE",
    "",
    r"(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._-]+)*)?",
    "empty, or a bucket such as s3://name-of-the-bucket/folder",
)
MEDIA_STORE_URL = address("MEDIA_STORE_URL", "") if env.str("MEDIA_STORE_URL", default="") else None
STORAGES = {
    "default": stored(MEDIA_STORE, MEDIA_STORE_URL),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_HOURS = whole("MEDIA_HOURS", 4, least=1, most=720)
PICTURE_LINK_DAYS = whole("PICTURE_LINK_DAYS", 7, least=1, most=365)

CACHES = {"default": service("CACHE_URL", env.cache, "locmemcache://", "dbcache://name_of_the_table")}

SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if PUBLIC_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = whole("SECURE_HSTS_SECONDS", 3600)

# --- API -------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["backend.api.identity.TokenSignIn"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "backend.api.schema.Schema",
    "EXCEPTION_HANDLER": "backend.api.problems.handle",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": rate("THROTTLE_ANONYMOUS", "60/min"),
        "user": rate("THROTTLE_SIGNED_IN", "600/min"),
        "sign-in": rate("THROTTLE_SIGN_IN", "20/min"),
        "link": rate("THROTTLE_LINK", "30/min"),
    },
    "NUM_PROXIES": whole("NUM_PROXIES", 0),
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# How long a sign-in lasts is decided in backend/api/identity.py, by who it is.
STAFF_TOKEN_HOURS = positive("STAFF_TOKEN_HOURS", 12)
PATIENT_TOKEN_DAYS = positive("PATIENT_TOKEN_DAYS", 90)
LINK_DAYS = positive("LINK_DAYS", 14)
SEND_CODES_IN_BACKGROUND = switch("SEND_CODES_IN_BACKGROUND", True)
DEFAULT_COUNTRY = shaped("DEFAULT_COUNTRY", "CA", "[A-Z]{2}", "a country's two letters such as CA")
CODES_AN_HOUR_A_NUMBER = positive("CODES_AN_HOUR_A_NUMBER", 5)
CODES_AN_HOUR_AN_ADDRESS = positive("CODES_AN_HOUR_AN_ADDRESS", 30)

SPECTACULAR_SETTINGS = {
    "TITLE": "Homestretch",
    "DESCRIPTION": "Home exercise programs: today's exercises, check-ins, reminders, assignments and the caseload.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    # Choices stand where they are used: named apart, those of two fields of one name would clash.
    "POSTPROCESSING_HOOKS": [],
}

# --- logs: structured, without numbers, names or bodies ---------------------------------------------------
LOG_LEVEL = shaped(
    "LOG_LEVEL", "INFO", "|".join(logging.getLevelNamesMapping()), "a level such as INFO or WARNING"
)
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                # Everything that is logged comes through here, by whatever logger.
                structlog.processors.format_exc_info if DEBUG else without_words,
                without_links,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(colors=False) if DEBUG else structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Its INFO lines hold request addresses with phone numbers in them.
        "twilio": {"level": "WARNING"},
        "urllib3": {"level": "ERROR"},
        "django_structlog": {"level": "WARNING" if DEBUG else LOG_LEVEL},
        "apscheduler": {"level": "WARNING"},
        "PIL": {"level": "WARNING"},
    },
}
DJANGO_STRUCTLOG_USER_ID_FIELD = None

# --- numbers for Prometheus --------------------------------------------------------------------------------
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
if not re.fullmatch(r"([!-~]{16,})?", METRICS_TOKEN):
    raise ImproperlyConfigured("METRICS_TOKEN must be empty, or 16 or more characters without spaces.")
METRICS_PORT = whole("METRICS_PORT", 0, most=65535)
