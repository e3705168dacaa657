"""Every setting of the platform, read once from the environment."""

import gc
import os
import secrets
from ipaddress import ip_network
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.database import database_from_url

# Nearly everything that is loaded stays, and a request leaves little behind: looking for garbage after each seven
# hundred new objects, as Python does by itself, takes a tenth of the time in which a process is ready.
gc.set_threshold(50_000, 20, 50)
BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0") not in ("0", "", "false", "no")


# --- where things are -------------------------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://edinstvo_app@/edinstvo?host=/var/run/postgresql")
DATABASES = {"default": database_from_url(DATABASE_URL)}
FILES_FOLDER = Path(os.environ.get("EDINSTVO_FILES", BASE_DIR / "var" / "files"))
PORT = int(os.environ.get("PORT", "8000"))
LIVE_PORT = PORT + 1
# Behind a proxy the live process is reached under the pages' own origin: EDINSTVO_LIVE_ORIGIN="".
LIVE_ORIGIN = os.environ.get("EDINSTVO_LIVE_ORIGIN", f":{LIVE_PORT}")

# --- what kind of union is kept here ----------------------------------------------------------------------------------
# "demonstration" shows the catalogue of components and the table of logins; "real" knows neither.
MODE = os.environ.get("EDINSTVO_MODE", "real")
IS_DEMONSTRATION = MODE == "demonstration"
# "required" of regional and central staff, as access/second_factor.py says it; "offered": asked of nobody who has none.
SECOND_FACTOR = os.environ.get("EDINSTVO_SECOND_FACTOR") or ("offered" if IS_DEMONSTRATION else "required")
if SECOND_FACTOR not in ("required", "offered"):
    raise ValueError(f"EDINSTVO_SECOND_FACTOR may be required or offered, not {SECOND_FACTOR}")
# Where the source of this very copy is offered to its users (AGPL-3.0, section 13).
SOURCE_URL = os.environ.get("EDINSTVO_SOURCE_URL", "")
# Identifiers a union may lawfully do without: read and checked always, stored only when asked (domain.md 4.1).
STORE_SNILS = _flag("EDINSTVO_STORE_SNILS", default=False)
STORE_INN = _flag("EDINSTVO_STORE_INN", default=False)
# Days after which a transfer that nobody answered happens by itself.
TRANSFER_DAYS = int(os.environ.get("EDINSTVO_TRANSFER_DAYS", "30"))
# Days for which the code in a letter to a chair opens their login.
LETTER_DAYS = int(os.environ.get("EDINSTVO_LETTER_DAYS", "30"))

# --- notices: without the address of a server nothing leaves the house by that way, it is only shown -----------------
SMTP_URL = os.environ.get("EDINSTVO_SMTP_URL", "")
MAIL_FROM = os.environ.get("EDINSTVO_MAIL_FROM", "edinstvo@localhost")
SMS_URL = os.environ.get("EDINSTVO_SMS_URL", "")
SMS_TOKEN = os.environ.get("EDINSTVO_SMS_TOKEN", "")
# How many seconds a server may be silent before it counts as shut.
NOTICE_TIMEOUT = float(os.environ.get("EDINSTVO_NOTICE_TIMEOUT", "10"))

# --- security ---------------------------------------------------------------------------------------------------------
_secret_file = os.environ.get("EDINSTVO_SECRET_KEY_FILE")
SECRET_KEY = Path(_secret_file).read_text().strip() if _secret_file else secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("EDINSTVO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BEHIND_HTTPS = _flag("EDINSTVO_HTTPS", default=False)
# The proxies that stand before the pages, as networks: only what they say of an address is believed.
PROXIES = [
    ip_network(network.strip(), strict=False)
    for network in os.environ.get("EDINSTVO_PROXIES", "").split(",")
    if network
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "edinstvo.foundation.access.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"


def _live_origins() -> list[str]:
    """Where a page may listen for progress: another port of each of our hosts, or the origin that is named."""
    if not LIVE_ORIGIN.startswith(":"):
        return [LIVE_ORIGIN] if LIVE_ORIGIN else []
    scheme = "https" if BEHIND_HTTPS else "http"
    return [f"{scheme}://{host.lstrip('.')}{LIVE_ORIGIN}" for host in ALLOWED_HOSTS if host[0] not in "*["]


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, *_live_origins()],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
CSRF_FAILURE_VIEW = "edinstvo.foundation.ui.web.late.form_came_late"
# What a person is told after an act travels in a cookie: no row is written for it.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["edinstvo.foundation.access.backends.GrantedBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "access:sign-in"
LOGIN_REDIRECT_URL = "/"

# --- the house --------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "edinstvo.foundation.access",
    "edinstvo.foundation.journal",
    "edinstvo.foundation.retention",
    "edinstvo.foundation.queue",
    "edinstvo.foundation.files",
    "edinstvo.foundation.tallies",
    "edinstvo.foundation.notices",
    "edinstvo.foundation.ui",
    "edinstvo.registry.organisations",
    "edinstvo.registry.members",
    "edinstvo.registry.consents",
    "edinstvo.registry.offices",
    "edinstvo.registry.reorganisations",
    "edinstvo.registry.imports",
    "edinstvo.registry.structure",
    "edinstvo.membership.cards",
    "edinstvo.membership.benefits",
    "edinstvo.insight.indicators",
    "edinstvo.insight.programme",
    "edinstvo.sites.office",
    "edinstvo.sites.demonstration",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "edinstvo.foundation.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "edinstvo.foundation.ui.pages.WordsForWrongMethods",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "edinstvo.foundation.access.door.ActorMiddleware",
    "edinstvo.foundation.access.web.visits.VisitsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "edinstvo.foundation.ui.web.late.LateFormsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "edinstvo.foundation.ui.controls.WholeTexts"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "edinstvo.sites.office.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "edinstvo.foundation.ui.templatetags.remembered",
                "edinstvo.foundation.ui.templatetags.ui",
                "edinstvo.foundation.ui.templatetags.words",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("EDINSTVO_STATIC", BASE_DIR / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_FOLDER}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("EDINSTVO_TIME_ZONE", "Europe/Moscow")
FORMAT_MODULE_PATH = ["edinstvo.foundation.ui.formats"]

# --- what is said to the operator -------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("EDINSTVO_LOG_LEVEL", "WARNING")},
}
