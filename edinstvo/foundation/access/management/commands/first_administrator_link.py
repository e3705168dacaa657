"""Print the link by which the first administrator of an empty union comes in."""

import getpass
from typing import Any
from urllib.parse import urljoin

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.actions.invite_first_administrator import LOGIN, invite_first_administrator
from edinstvo.foundation.access.actor import Actor


class Command(BaseCommand):
    """`edinstvo first-administrator-link --address http://127.0.0.1:8000`"""

    help = _("Print a one-time link for the first administrator, as long as nobody can sign in yet.")  # type: ignore[assignment]  # said when asked

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the platform is opened."""
        parser.add_argument("--address", required=True, help=str(_("The address people open the platform at.")))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Only the link goes to standard output; nothing at all when it is not needed any more."""
        token = invite_first_administrator(
            actor=Actor.operator(name=getpass.getuser(), command="first-administrator-link"),
            name=LOGIN,
            on=timezone.localdate(),
            at=timezone.now(),
        )
        if token is None:
            self.stderr.write(str(_("Somebody can sign in already: no link is needed.")))
            return
        self.stdout.write(urljoin(options["address"], reverse("access:one-time-link", args=[token])))
