"""All settings, read from the environment; .env.example lists every variable.

A malformed or missing value stops the start and names the variable. Nothing secret has a default outside
development.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
import structlog
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data"
DATA.mkdir(exist_ok=True)

env = environ.Env()
environ.Env.read_env(ROOT / ".env")

DEBUG = env.bool("DEBUG", default=True)


def secret(name: str, in_development: str) -> str:
    """A value that must be set outside development; development has a known one."""
    value = env.str(name, default=in_development if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: it has no default when DEBUG is off.")
    return str(value)


def positive(name: str, default: int) -> int:
    value = env.int(name, default=default)
    if value <= 0:
        raise ImproperlyConfigured(f"{name} must be a whole number above 0, not {value}.")
    return int(value)


def address(name: str, default: str) -> str:
    """A base address such as https://example.org, without a slash at its end."""
    value = str(env.str(name, default=default)).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be an address such as https://example.org, not {value!r}.")
    return value


PORT = positive("PORT", 8000)
SANDBOX_PORT = positive("SANDBOX_PORT", PORT + 1)

SECRET_KEY = secret("SECRET_KEY", "development-only-not-a-secret-0123456789abcdefghijklmnopqrstuvwxyz")
PUBLIC_URL = address("PUBLIC_URL", f"http://127.0.0.1:{PORT}" if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if DEBUG else [urlsplit(PUBLIC_URL).hostname])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# --- texts -----------------------------------------------------------------------------------------------
TWILIO_ACCOUNT_SID = secret("TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000")
TWILIO_AUTH_TOKEN = secret("TWILIO_AUTH_TOKEN", "sandbox-auth-token")
TWILIO_AUTH_TOKENS_ALSO_VALID = env.list("TWILIO_AUTH_TOKENS_ALSO_VALID", default=[])
TWILIO_API_URL = address(
    "TWILIO_API_URL", f"http://127.0.0.1:{SANDBOX_PORT}" if DEBUG else "https://api.twilio.com"
)
TWILIO_TIMEOUT_SECONDS = positive("TWILIO_TIMEOUT_SECONDS", 10)
SMS_OPT_OUT_BY = env.str("SMS_OPT_OUT_BY", default="provider")
if SMS_OPT_OUT_BY not in ("provider", "us"):
    raise ImproperlyConfigured(f"SMS_OPT_OUT_BY must be 'provider' or 'us', not {SMS_OPT_OUT_BY!r}.")
SANDBOX_ALLOWED = env.bool("SANDBOX_ALLOWED", default=DEBUG)
SANDBOX_LEDGER = Path(env.str("SANDBOX_LEDGER", default=str(DATA / "sandbox.sqlite3")))

# --- scheduler -------------------------------------------------------------------------------------------
SCHEDULER_TICK_SECONDS = positive("SCHEDULER_TICK_SECONDS", 5)
SEND_THREADS = positive("SEND_THREADS", 8)
CLAIM_LEASE_SECONDS = positive("CLAIM_LEASE_SECONDS", 60)
LOOK_UP_AFTER_SECONDS = positive("LOOK_UP_AFTER_SECONDS", 30)
ABSENT_AFTER_SECONDS = positive("ABSENT_AFTER_SECONDS", 180)
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

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
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

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if PUBLIC_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=3600)

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
        "anon": env.str("THROTTLE_ANONYMOUS", default="60/min"),
        "user": env.str("THROTTLE_SIGNED_IN", default="600/min"),
        "sign-in": env.str("THROTTLE_SIGN_IN", default="20/min"),
    },
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0),
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# How long a sign-in lasts is decided in backend/api/identity.py, by who it is.
STAFF_TOKEN_HOURS = positive("STAFF_TOKEN_HOURS", 12)
PATIENT_TOKEN_DAYS = positive("PATIENT_TOKEN_DAYS", 90)
SEND_CODES_IN_BACKGROUND = env.bool("SEND_CODES_IN_BACKGROUND", default=True)
DEFAULT_COUNTRY = env.str("DEFAULT_COUNTRY", default="CA")
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
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.format_exc_info,
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
            "processor": structlog.dev.ConsoleRenderer(colors=False)
            if DEBUG
            else structlog.processors.JSONRenderer(),
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
