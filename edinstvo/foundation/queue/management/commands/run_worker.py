"""Run the worker of the background work."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.queue.actions.close_abandoned_work import close_abandoned_work
from edinstvo.foundation.queue.worker import run_worker


class Command(BaseCommand):
    """`edinstvo run-worker`"""

    help = _("Run the worker of the background work until it is stopped.")  # type: ignore[assignment]  # said when asked

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--only", action="store_true", help=str(_("No other worker runs on this database.")))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work until the end."""
        close_abandoned_work(at=timezone.now())
        run_worker(is_only_one=options["only"])
