"""The pages' door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# All pages are read in before the first of them is asked for. What stands then stays as long as the process: looking
# through it for garbage, again and again, took a fortieth of each page.
get_resolver().url_patterns  # noqa: B018  # read in by being looked at
gc.collect()
gc.freeze()
