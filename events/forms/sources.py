"""In which document somebody found a meeting."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DayField, LinkField, TextField

_NAMES = ("source_name", "source_publisher", "source_on", "source_url")


class Source(forms.Form):
    """What is known of the document; all of it may be unknown."""

    source_name = TextField(_("In which document did you find it?"), max_length=300)
    source_publisher = TextField(_("Who published it?"), max_length=200)
    source_on = DayField(_("When was it published?"))
    source_url = LinkField(
        _("At which address?"),
        max_length=500,
        help_text=_("The link to the document or the page on the web."),
    )

    @property
    def has_source(self) -> bool:
        """Whether something is said of the document."""
        return any(self[name].value() or self[name].errors for name in _NAMES)
