"""Log lines as JSON on stdout. What is logged holds no personal data: see docs/privacy.md."""

from __future__ import annotations

import datetime
import json
import logging
import sys

# What a record has by itself; the rest was given with `extra`.
_OWN = set(vars(logging.makeLogRecord({})))


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Writes a record, without its exception text: that may hold anything."""
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line = {
            "timestamp": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _OWN}
        line.pop("color_message", None)
        if record.exc_info and record.exc_info[0]:
            line["kind"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False, default=str)


LEVELS = {"httpx2": "WARNING", "httpcore2": "WARNING", "django": "ERROR", "gunicorn.error": "INFO"}


def configuration(level: str) -> dict[str, object]:
    """For Django's LOGGING: every line of the process to stdout, ours alone with what was asked."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": sys.stdout, "formatter": "json"}},
        "root": {"handlers": ["stdout"], "level": level},
        # They log each address that is asked, ours and those of others.
        "loggers": {
            **{name: {"level": quiet, "handlers": []} for name, quiet in LEVELS.items()},
            "django.request": {"handlers": [], "propagate": False},
            "django.security": {"handlers": [], "propagate": False},
        },
    }
