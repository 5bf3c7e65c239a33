"""How the lists of titles and of work plans are narrowed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.filters import ListFilter, of_words


class DesignationFilter(ListFilter):
    """Words in the title and in the names of both sides."""

    q = of_words(_("Title or organization"))


class WorkPlanFilter(ListFilter):
    """Words in the name and in the note."""

    q = of_words(_("Words"))
