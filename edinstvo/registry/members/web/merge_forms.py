"""The forms of merging: which two, as they were seen; and why a merge was wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 2**63 - 1


class MergeForm(forms.Form):
    """The other record, chosen before, and the mark of what the preview showed."""

    other = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=5000)


class SplitForm(forms.Form):
    """Why the two are two."""

    reason = forms.CharField(label=_("How do you know that they are two people?"), max_length=300)
