"""The app's name in words, and what it tells the outbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    """Partnerships."""

    name = "partnerships"
    verbose_name = _("partnerships")

    def ready(self) -> None:
        """Register who writes this app's letters and who plans them."""
        self._register_letters()
        self._register_planners()

    def _register_letters(self) -> None:
        from notifications.letters import Kind, register  # noqa: PLC0415
        from partnerships.letters import (  # noqa: PLC0415 — models are not there before
            endings,
            escalations,
            reminders,
            silences,
        )
        from partnerships.queries import endings as ends  # noqa: PLC0415
        from partnerships.queries import escalations as late  # noqa: PLC0415
        from partnerships.queries import reminders as due  # noqa: PLC0415
        from partnerships.queries import silences as silent  # noqa: PLC0415

        register(
            Kind(
                due.KIND,
                _("Update request"),
                reminders.update_request,
                is_question=True,
                hint=_("When something that was agreed is due soon, due today or late."),
            )
        )
        register(
            Kind(
                silent.KIND,
                _("Pairing without news"),
                silences.silent_pairing,
                is_question=True,
                hint=_("Once a month, if nobody has written about a pairing for long."),
            )
        )
        register(
            Kind(
                late.KIND,
                _("Late for three weeks"),
                escalations.escalation,
                once_a_day=True,
                hint=_("To the ILO team, when nobody has answered about something late."),
            )
        )
        register(
            Kind(
                ends.ENDING,
                _("Agreement ends soon"),
                endings.agreement_ending,
                hint=_("About half a year, three months and one month before an agreement ends."),
            )
        )
        register(
            Kind(
                ends.RENEWED,
                _("Agreement does not end"),
                endings.agreement_renewed,
                hint=_("If the end that you were told of does not hold any more."),
            )
        )

    def _register_planners(self) -> None:
        from notifications.operations import planning  # noqa: PLC0415
        from partnerships.operations import (  # noqa: PLC0415
            endings,
            escalations,
            reminders,
            silences,
        )

        planning.register("partnerships: update requests", reminders.plan)
        planning.register("partnerships: what is late", escalations.plan)
        planning.register("partnerships: pairings without news", silences.plan)
        planning.register("partnerships: ends of agreements", endings.plan)
