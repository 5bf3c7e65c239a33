"""The words that follow-up is made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Why somebody gets a message, as the staff reads it in the outbox.

    The codes are stored: those of meetings begin as they did when events held them.
    """

    ON_THE_LIST = "events.on_the_list", _("Is on the list of participants")
    FOCAL_POINT = "events.focal_point", _("Is a focal point of %(organization)s")
    CONFIRMED = "events.confirmed", _("Is a confirmed participant")
    REPORTER = "events.reporter", _("Writes down what came of the meeting")
    KNEW_BEFORE_CHANGE = (
        "events.knew_before_change",
        _("Knew of the meeting before the change"),
    )
    KNEW_BEFORE_CALL_OFF = (
        "events.knew_before_call_off",
        _("Knew of the meeting before it was cancelled or postponed"),
    )
    KNEW_AND_LEFT = (
        "events.knew_and_left",
        _("Knew of the meeting and is not on its list any more"),
    )
    NAMED = "followup.named", _("Is responsible for this action")
    ACTING_SIDE = "followup.acting_side", _("Is a focal point of the side that acts")
    PROMISING_SIDE = "followup.promising_side", _("Is a focal point of the side that promised this")
    SIDE_WITHOUT_NEWS = (
        "followup.side_without_news",
        _("Is a focal point of a pairing without news"),
    )
    FOLLOWS_UP_LATE = (
        "followup.follows_up_late",
        _("Follows up late work in a country of this pairing"),
    )
    CAN_HELP = "followup.can_help", _("Can help in a country of this pairing")
    PARTY = "followup.party", _("Is a focal point of a party of this agreement")
    FOLLOWS_UP_AGREEMENTS = (
        "followup.follows_up_agreements",
        _("Follows up the agreements in the country of a party"),
    )
    KNEW_OF_END = "followup.knew_of_end", _("Knew that this agreement ends")
    SIDE_IS_ASKED = "followup.side_is_asked", _("Is a focal point of this pairing")
    FOLLOWS_UP_PAIRING = (
        "followup.follows_up_pairing",
        _("Follows up the pairings in a country of this one"),
    )
    ASKED = "followup.asked", _("Asked this question")
    KEEPS_DIRECTORY = "followup.keeps_directory", _("Keeps the directory where this person works")
    NEW_LINK = "followup.new_link", _("Asked for a new link")


class Remark(TextChoices):
    """What a mail about a meeting brought besides its text."""

    WITH_LINK = "events.with_link", _("With the meeting link")


class NotYet(TextChoices):
    """Why nobody can be invited to a meeting."""

    NOT_SURE = (
        "not_sure",
        _("Enter the day and confirm the meeting first. Then you can send invitations."),
    )
    BEGUN = "begun", _("This meeting has begun. It is too late for invitations.")


class OutOfReach(TextChoices):
    """Why no mail reaches somebody."""

    NOT_IN_DIRECTORY = "not_in_directory", _("Is not in the directory, so we have no address")
    NO_ADDRESS = "no_address", _("Has no e-mail address")
    REFUSED = "refused", _("The mail server refused the address")
    CLOSED = "closed", _("The account is closed")
    NO_FOCAL_POINT = "no_focal_point", _("Has no focal point with an address")


class Reply(TextChoices):
    """What an invited person answers."""

    YES = "yes", _("Yes, I will come")
    NO = "no", _("No, I cannot come")
    SOMEBODY_ELSE = "else", _("Somebody else will come")


class Closed(TextChoices):
    """Why nobody needs the answer to an invitation any more."""

    CANCELLED = "cancelled", _("This meeting is cancelled. You do not need to answer.")
    POSTPONED = (
        "postponed",
        _("This meeting is postponed. You will get a mail when there is a new day."),
    )
    OVER = "over", _("This meeting is over. You do not need to answer.")
