"""The bare view's settings: the same database, sessions and sign-in as the platform's, nothing else around it."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.throughput.bare.urls"
# Without these three nobody would be signed in; a page of the platform passes through ten more.
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "edinstvo.foundation.access.door.ActorMiddleware",
]
