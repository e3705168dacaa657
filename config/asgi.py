"""The live streams' door for an ASGI server. Pages are served by another process: config/wsgi.py."""

import os

import django
from procrastinate.contrib.django.utils import connector_params

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

# The applications must be loaded before their modules are.
from edinstvo.foundation.queue.board import Board  # noqa: E402
from edinstvo.foundation.queue.live import LiveApplication  # noqa: E402

# The name by which the two connections are seen in pg_stat_activity.
application = LiveApplication(board=Board(address={**connector_params(), "application_name": "edinstvo-live"}))
