"""What a person has typed and not sent yet, and what they have sent already."""

from typing import Any

from django.conf import settings
from django.db import models

# Of a form, and of what it is about.
LONGEST_NAME = 60


class Draft(models.Model):
    """The fields of one form as typed by one user: nobody else ever reads them.

    `form` names the form ("members-admit"), `subject` what it is about (an id, or "new"). `data` maps a field's name to
    the list of its values, all texts, as the browser sent them: nothing here has been checked.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=LONGEST_NAME)
    subject = models.CharField(max_length=LONGEST_NAME)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form", "subject"], name="one_draft_of_a_form")]

    def __str__(self) -> str:
        return f"{self.form} about {self.subject}"

    @property
    def initial(self) -> dict[str, Any]:
        """The draft as a form's `initial`: one value, or a list where there were several."""
        return {name: values[0] if len(values) == 1 else values for name, values in self.data.items() if values}


class Sending(models.Model):
    """A form that was sent: its token, made when the form was shown, is taken once.

    `answer` is the address that the page led to, so that the same form sent again leads there too.
    """

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.token} at {self.at}"
