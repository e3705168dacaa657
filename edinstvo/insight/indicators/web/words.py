"""What the indicators of the board are called, what they count, and who lacks what in the list of members."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "registered": _("On electronic record"),
    "plastic": _("Plastic card"),
    "virtual": _("Virtual card"),
    "bonus": _("Bonus programme"),
    "complete": _("Complete records"),
}
# What is counted, in words.
COUNTED = {
    "registered": _("members whose record is kept here, of all on record"),
    "plastic": _("members who hold a plastic card, of all on record"),
    "virtual": _("members who hold a virtual card, of all on record"),
    "bonus": _("members who take part in the bonus programme, of all on record"),
    "complete": _("records that lack nothing: birth date, sex, category, joining date, telephone"),
}
# Who has not reached it: the words before their number.
LACKING = {
    "registered": _("On paper"),
    "plastic": _("Without a card"),
    "virtual": _("Without a virtual card"),
    "bonus": _("Not taking part"),
    "complete": _("Incomplete records"),
}
# The list of those who are missing today, as it stands in its address.
LISTS = {
    "registered": {"lacks": "electronic_record"},
    "plastic": {"lacks": "plastic_card"},
    "virtual": {"lacks": "virtual_card"},
    "bonus": {"lacks": "bonus"},
    "complete": {"incomplete": "1"},
}
