"""What is asked of a card of the evening: the decision, and the mail."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Member
from showtime.contacts.models import Promise
from showtime.followups.models import Decision, Draft

CHOICES = [(value, label) for value, label in Decision.choices if value != Decision.OPEN]


class DecideForm(forms.Form):
    """Keep, drop or personal; whose it is, and by when. `seen` is the decision that the page showed."""

    decision = forms.ChoiceField(choices=CHOICES)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    due_on = forms.DateField(
        label=_("By"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        names = [(key, str(member)) for key, member in self.members.items()]
        self.fields["owner"].choices = [("", _("nobody")), *names]  # type: ignore[attr-defined]

    def clean_owner(self) -> Member | None:
        """The member."""
        return self.members.get(self.cleaned_data["owner"])


class MailForm(forms.Form):
    """The mail as the person has it before them. `seen` is the version of the draft that the page showed."""

    to = forms.EmailField(label=_("To"), max_length=254)
    subject = forms.CharField(label=_("Subject"), max_length=300)
    body = forms.CharField(
        label=_("Text"), max_length=50_000, strip=False, widget=forms.Textarea(attrs={"rows": 12, "data-key": "e"})
    )
    keeps = forms.MultipleChoiceField(
        label=_("Promises that this mail keeps"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: Draft, promises: Sequence[Promise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeps"].choices = [(str(each.pk), each.text) for each in promises]  # type: ignore[attr-defined]
        for name in ("subject", "body"):
            self.fields[name].widget.attrs["lang"] = draft.language

    def clean_keeps(self) -> list[UUID]:
        """The promises' ids."""
        return [UUID(key) for key in self.cleaned_data["keeps"]]


class LanguageForm(forms.Form):
    """The language to draw the draft in, and the text as it stands, so that no edit is lost unasked."""

    language = forms.ChoiceField(choices=[("en", "English"), ("fr", "Français")])
    to = forms.CharField(required=False, max_length=254)
    subject = forms.CharField(required=False, max_length=300)
    body = forms.CharField(required=False, max_length=50_000, strip=False)
    discard = forms.BooleanField(required=False)
