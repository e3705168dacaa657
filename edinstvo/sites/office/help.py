"""Help: which text belongs to which page, in which language it stands."""

from typing import Any

from django.template.loader import select_template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# A topic is a file in templates/office/help/<language>/; the texts are prose, so they are no gettext strings.
TOPICS: dict[str, Any] = {
    "home": _("Home"),
    "organisations": _("Organisations"),
    "reorganisations": _("Reorganisations"),
    "offices": _("Bodies and offices"),
    "staff": _("Staff"),
    "letters": _("Logins of the chairs"),
    "members": _("The list of members"),
    "lists": _("Ready lists and exports"),
    "member": _("A member's page"),
    "member-forms": _("Admitting, editing, correcting, ending"),
    "lives": _("Suspension, second workplace, seniority"),
    "completeness": _("What to mend next"),
    "indicators": _("Indicators"),
    "programme": _("Programme"),
    "cards": _("Typing in paper cards"),
    "transfers": _("Transfers"),
    "merging": _("Merging records"),
    "papers": _("Printing"),
    "consents": _("Consents"),
    "upload": _("Uploading a list"),
    "plan": _("Checking a list and entering it"),
    "structure": _("Bringing a list of organisations"),
    "journal": _("Journal"),
    "retention": _("Retention periods"),
    "messages": _("Messages and the outbox"),
    "password": _("Your password"),
    "security": _("Second step and sessions"),
    "my-record": _("Who sees my record"),
}
# The page's address by name, or the beginning of one: the longest that fits decides.
_TOPIC_OF_VIEW = {
    "office:home": "home",
    "office:where": "home",
    "organisations:": "organisations",
    "reorganisations:": "reorganisations",
    "consents:": "consents",
    "offices:": "offices",
    "offices:staff": "staff",
    "offices:appoint": "staff",
    "offices:dismiss": "staff",
    "offices:letters": "letters",
    "offices:issue": "letters",
    "offices:my-": "my-record",
    "members:list": "members",
    "members:lists": "lists",
    "members:save-list": "lists",
    "members:forget-list": "lists",
    "members:ask-export": "lists",
    "members:export": "lists",
    "members:page": "member",
    "members:": "member-forms",
    **dict.fromkeys(
        (
            "members:suspend",
            "members:resume",
            "members:correct-suspension",
            "members:add-workplace",
            "members:end-workplace",
            "members:also-here",
            "members:seniority",
        ),
        "lives",
    ),
    "members:completeness": "completeness",
    "indicators:": "indicators",
    "programme:": "programme",
    "members:cards": "cards",
    "members:ask-transfer": "transfers",
    "members:duplicates": "merging",
    "members:merge": "merging",
    "members:split": "merging",
    "members:transfer": "transfers",
    "members:release": "transfers",
    "members:refuse-transfer": "transfers",
    "members:withdraw-transfer": "transfers",
    "structure:": "structure",
    "members:looks": "journal",
    "members:papers": "papers",
    "organisations:extract": "papers",
    "organisations:part-extract": "papers",
    "imports:": "plan",
    "imports:list": "upload",
    "imports:start": "upload",
    "imports:columns": "upload",
    "journal:": "journal",
    "notices:": "messages",
    "retention:": "retention",
    "access:password": "password",
    "access:": "security",
    "organisations:lost-device": "security",
}


def topic_of(view_name: str) -> str | None:
    """The topic that a page is explained by, or None."""
    fitting = [start for start in _TOPIC_OF_VIEW if view_name.startswith(start)]
    return _TOPIC_OF_VIEW[max(fitting, key=len)] if fitting else None


def template_of(topic: str) -> str:
    """The template with the topic's text in the language of the page, Russian where that language has none."""
    folders = (get_language() or "", "ru")
    return str(select_template([f"office/help/{folder}/{topic}.html" for folder in folders]).template.name)
