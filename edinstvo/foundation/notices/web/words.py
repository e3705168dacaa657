"""Notices in words: the ways, what becomes of one, and why one could not leave."""

from typing import Any

from django.utils.translation import gettext_lazy as _

CHANNELS: dict[str, Any] = {"email": _("E-mail"), "sms": _("SMS")}
STATES: dict[str, Any] = {
    "waiting": _("waits for delivery"),
    "sent": _("has left"),
    "failed": _("not delivered"),
    "shown": _("only shown here"),
}
# What a colour says beside the word.
KINDS = {"waiting": "", "sent": "ok", "failed": "stop", "shown": "warn"}
ERRORS: dict[str, Any] = {
    "refused": _("The other side refused it. Check the address, then send it again."),
    "bad_address": _("The server takes no such address. Check it."),
    "withheld": _("Whoever it is for has withdrawn their consent: nothing is sent there any more."),
    "busy": _("The other side asked to come later."),
    "slow": _("The server did not answer in time."),
    "unreachable": _("The server could not be reached."),
    "untrusted": _("The certificate of the server does not hold. The operator has to check the server and its name."),
    "unsealed": _("The key of the server has changed since it was written: its words are lost. Issue a new one."),
    "recalled": _("It was taken back before it left: a newer one, or a printed letter, has taken its place."),
    "bad_settings": _("The server refuses us, not the message. The operator has to check the settings."),
}
