"""Django's settings. What differs from place to place comes from the environment: see `environment.py`."""

from __future__ import annotations

import secrets
import sys

from register.environment import Settings, SettingsError
from register.logs import configuration

try:
    ENVIRONMENT = Settings.read()
except SettingsError as error:
    for name, reason in error.faults.items():
        print(f"setting {name}: {reason}", file=sys.stderr)
    sys.exit(2)

# Nothing is signed or kept with it: there are no sessions and no cookies.
SECRET_KEY = secrets.token_urlsafe(50)
DEBUG = False
# No answer holds the name it was asked by, so any may ask.
ALLOWED_HOSTS = ["*"]
# A slash at the end is another address (ADR /core/no-trailing-slash).
APPEND_SLASH = False
ROOT_URLCONF = "register.urls"
WSGI_APPLICATION = "register.wsgi.application"
INSTALLED_APPS = ["rest_framework", "register.aanvragen"]
MIDDLEWARE = ["register.answers.EveryAnswer"]
DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "nl"
LOGGING = configuration(ENVIRONMENT.log_level)

REST_FRAMEWORK = {
    # JSON only: no pages to click in, no forms.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["register.parsers.JsonParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    # OPTIONS would describe how this is made.
    "DEFAULT_METADATA_CLASS": None,
    "URL_FORMAT_OVERRIDE": None,
    "EXCEPTION_HANDLER": "register.answers.problem_for",
}
