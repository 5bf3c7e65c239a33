"""The app's name in words, and what it tells the outbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Events."""

    name = "events"
    verbose_name = _("events")

    def ready(self) -> None:
        """Register who writes this app's mails and who plans them.

        Who is told of a meeting cannot choose not to hear that it was moved.
        """
        from events.enums import Reason, Remark  # noqa: PLC0415
        from events.letters import announcements, invitations, meeting_access  # noqa: PLC0415
        from events.letters import reminders as letters  # noqa: PLC0415 — models come before
        from events.letters.reports import report_due  # noqa: PLC0415
        from events.operations import reminders  # noqa: PLC0415
        from events.queries import told  # noqa: PLC0415
        from events.queries.reminders import REPORT_DUE  # noqa: PLC0415
        from notifications import wording  # noqa: PLC0415
        from notifications.mails import Kind, register  # noqa: PLC0415
        from notifications.operations import planning  # noqa: PLC0415

        for key, label, compose in (
            (told.INVITATION, _("Meeting invitation"), invitations.invitation),
            (told.CHANGE, _("Change of a meeting"), announcements.change),
            (told.CANCELLATION, _("Meeting called off"), announcements.cancellation),
            (told.MEETING_LINK, _("Meeting link"), meeting_access.meeting_link),
        ):
            register(Kind(key, label, compose, may_be_off=False))
        register(
            Kind(
                told.REMINDER,
                _("Meeting reminder"),
                letters.meeting_reminder,
                hint=_("Some days and some hours before a meeting to which you are invited."),
            )
        )
        register(
            Kind(
                REPORT_DUE,
                _("Report of a meeting due"),
                report_due,
                hint=_("The morning after a meeting that you follow up."),
            )
        )
        for codes in (Reason, Remark):
            wording.register(codes)
        planning.register("events", reminders.plan)
