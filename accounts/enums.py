"""The words that accounts are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkPurpose(TextChoices):
    """What a link in a mail opens."""

    UPDATE_PROGRESS = "update_progress", _("Update progress")
    ANSWER_INVITATION = "answer_invitation", _("Answer an invitation")
    ANSWER_COMMENT = "answer_comment", _("Answer a question")
    READ_CALENDAR = "read_calendar", _("Read one's own calendar")
    ACCEPT_ACCOUNT = "accept_account", _("Set up an account")
    SEE_OWN_DATA = "see_own_data", _("See what we hold about oneself")


class AccountEventKind(TextChoices):
    """What happens to an account."""

    SIGNED_IN = "signed_in", _("Signed in")
    WRONG_PASSWORD = "wrong_password", _("Wrong password")
    WRONG_CODE = "wrong_code", _("Wrong code of the second step")
    SIGNED_OUT = "signed_out", _("Signed out")
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere", _("Signed out on other devices")
    NEW_PASSWORD = "new_password", _("New password")
    SECOND_STEP_ON = "second_step_on", _("Second step added")
    SECOND_STEP_OFF = "second_step_off", _("Second step removed")
    NEW_CODES = "new_codes", _("New recovery codes")
    NEW_ADDRESS = "new_address", _("E-mail address changed")
    ROLE_GIVEN = "role_given", _("Role given")
    ROLE_ENDED = "role_ended", _("Role taken away")
    CLOSED = "closed", _("Account closed")
    REOPENED = "reopened", _("Account opened again")
    SESSIONS_ENDED = "sessions_ended", _("Signed out by somebody else")
    LINKS_ENDED = "links_ended", _("Links in mails closed")
