"""Take the second factor of somebody away who has lost the device."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edinstvo.foundation.access.actions.reset_second_factor import NoSecondFactor, reset_second_factor
from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.logins import tidy_login
from edinstvo.foundation.access.models import User


class Command(BaseCommand):
    """`edinstvo reset-second-factor LOGIN`"""

    help = _("Take away the second factor of somebody who has lost the device, and end their sessions.")  # type: ignore[assignment]  # said when asked

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose it is."""
        parser.add_argument("login", metavar="LOGIN", help=str(_("The login of the person.")))

    def handle(self, *_args: Any, **options: Any) -> None:
        """As a named operator; the journal tells it."""
        actor = Actor.operator(name=getpass.getuser(), command="reset-second-factor")
        user = User.objects.filter(login=tidy_login(options["login"])).first()
        if user is None:
            raise CommandError(str(_("There is no such login.")))
        try:
            reset_second_factor(actor=actor, user=user, on=timezone.localdate(), at=timezone.now())
        except NoSecondFactor as fault:
            raise CommandError(str(_("This login has no second factor."))) from fault
        done = _("Done: at the next sign-in the password is enough, and a second factor is set up anew where required.")
        self.stdout.write(str(done))
