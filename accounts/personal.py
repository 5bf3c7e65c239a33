"""What is kept of accounts and of signing in, by Django and allauth as well (core/personal.py)."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from accounts.models import AccountEvent, ActionLink, LinkRequest, Session, User
from core.models import Submission
from core.personal import Holding, Until, declare

declare(
    Holding(model=ContentType, internal="app_label model"),
    Holding(model=Permission, internal="name content_type codename"),
    Holding(model=Group, internal="name permissions"),
    # Who acted, by key: the account keeps its key when the name has gone.
    Holding(model=Context, internal="metadata"),
    Holding(
        model=User,
        of="",
        told=_("Account"),
        names="name",
        cleared="email language time_zone last_login closed_because",
        internal="is_active is_staff is_superuser groups user_permissions",
        secret="password",
    ),
    Holding(model=EmailAddress, of="user", goes=True, cleared="user email verified primary"),
    Holding(model=EmailConfirmation, internal="email_address created sent", secret="key"),
    Holding(
        model=Authenticator,
        of="user",
        goes=True,
        staying="user type last_used_at",
        secret="data",
    ),
    Holding(
        model=Session,
        of="user",
        goes=True,
        staying="user seen_at started_at",
        secret="session_key session_data",
        internal="expire_date",
    ),
    Holding(
        model=LogEntry,
        of="user",
        staying="user action_time content_type object_id action_flag",
        internal="object_repr change_message",
    ),
    Holding(
        model=AccountEvent,
        of="user",
        told=_("Log of sign-ins"),
        goes=True,
        staying="user kind at network agent detail",
        internal="due_at told_to by",
        until=(
            Until("KEEP_SIGN_INS_DAYS", "at"),
            # In the words of the index of those that still say where it was.
            Until("KEEP_NETWORKS_DAYS", "at", clears="network agent", of_these=~Q(network="")),
        ),
    ),
    Holding(
        model=ActionLink,
        internal="purpose holder_type holder_id target_type target_id expires_at last_used_at "
        "revoked_at issued_by",
        secret="nonce token_hash",
        until=(Until("KEEP_LINKS_DAYS", "expires_at"),),
    ),
    Holding(
        model=LinkRequest,
        internal="asked_at due_at",
        cleared="email",
    ),
    Holding(
        model=Submission,
        internal="record_type record_key sent_at",
        secret="key texts",
        until=(Until("KEEP_SUBMISSIONS_DAYS", "sent_at"),),
    ),
)
