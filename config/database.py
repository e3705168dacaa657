"""A database address as Django wants it."""

from urllib.parse import parse_qs, unquote, urlsplit


def database_from_url(url: str) -> dict[str, object]:
    """Read `postgresql://user:password@host:port/name?host=/socket/folder&sslmode=require`.

    A `host` parameter names a socket folder (it cannot stand before the slash); every other parameter goes to the
    driver as it is. Raises ValueError for another scheme than PostgreSQL's.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"DATABASE_URL must begin with postgresql://, not {parts.scheme}://")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
