"""The app's name in words, and what it tells the outbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    """Follow-up."""

    name = "followup"
    verbose_name = _("follow-up")

    def ready(self) -> None:
        """Register who writes this app's mails and who plans them."""
        from followup.enums import Reason  # noqa: PLC0415 - models are not there before
        from notifications import wording  # noqa: PLC0415

        wording.register(Reason)
        self._register_letters()
        self._register_planners()

    def _register_letters(self) -> None:
        from followup.mails import (  # noqa: PLC0415 — models are not there before
            endings,
            escalations,
            inactive_pairings,
            update_requests,
        )
        from followup.queries import endings as ends  # noqa: PLC0415
        from followup.queries import escalations as late  # noqa: PLC0415
        from followup.queries import inactive_pairings as silent  # noqa: PLC0415
        from followup.queries import update_requests as due  # noqa: PLC0415
        from notifications.mails import Kind, register  # noqa: PLC0415

        register(
            Kind(
                due.KIND,
                _("Update request"),
                update_requests.update_request,
                is_question=True,
                hint=_("When something that was agreed is due soon, due today or late."),
            )
        )
        register(
            Kind(
                silent.KIND,
                _("Pairing without news"),
                inactive_pairings.silent_pairing,
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
        from followup.planners import (  # noqa: PLC0415 — models are not there before
            endings,
            escalations,
            inactive_pairings,
            update_requests,
        )
        from notifications.operations import planning  # noqa: PLC0415

        planning.register("partnerships: update requests", update_requests.plan)
        planning.register("partnerships: what is late", escalations.plan)
        planning.register("partnerships: pairings without news", inactive_pairings.plan)
        planning.register("partnerships: ends of agreements", endings.plan)
