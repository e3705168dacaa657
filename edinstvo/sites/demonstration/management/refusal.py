"""What the commands of the demonstration do not do."""

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def refuse_real_union() -> None:
    """Raise CommandError unless this is a demonstration: invented people never come among real ones."""
    if not settings.IS_DEMONSTRATION:
        raise CommandError(_("This is a real union: there is no demonstration in it."))
