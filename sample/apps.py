"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SampleConfig(AppConfig):
    """The sample network and its loader; it holds no table of its own."""

    name = "sample"
    verbose_name = _("sample network")
