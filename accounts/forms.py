"""What a user says of themselves, and how they sign in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountEventKind
from accounts.models import User
from accounts.operations import password_links
from core.fields import ChoiceField, EmailField, NameField
from core.zones import ZoneField

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

LETTERS_OF_ONES_OWN = 8


class ProfileForm(forms.ModelForm[User]):
    """The name, the language and the clock of a user."""

    name = NameField(_("What is your name?"), required=True, max_length=200)
    language = ChoiceField(
        _("Which language do you read?"),
        settings.LANGUAGES,
        help_text=_("Pages and e-mails use it."),
    )
    time_zone = ZoneField(
        _("Which time zone are you in?"),
        help_text=_("Choose the city nearest to you. We show times in its time zone."),
    )

    class Meta:
        model = User
        fields = ["name", "language", "time_zone"]


class SignInForm(LoginForm):
    """Ask for the address and the password as all forms of the network ask."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "login", _("What is your e-mail address?"), _("Enter your e-mail address."))
        _ask(self, "password", _("What is your password?"), _("Enter your password."))
        # The page leads to a link by mail, for whoever cannot sign in for any reason.
        self.fields["password"].help_text = ""
        _ask(self, "remember", _("Keep me signed in on this device"))


class ConfirmItIsYouForm(ReauthenticateForm):
    """Ask for the password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "password", _("What is your password?"), _("Enter your password."))


class OtherPasswordForm(ChangePasswordForm):
    """Ask for the old password and twice for the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "oldpassword", _("Which password do you use now?"), _("Enter your password."))
        _ask_twice(self)


class NewPasswordForm(ResetPasswordKeyForm):
    """Ask twice for the new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_twice(self)


class FirstPasswordForm(SetPasswordForm):
    """Ask twice for the first password, beside the address that it belongs to."""

    email = EmailField(
        _("Your e-mail address"),
        disabled=True,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    field_order = ("email",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["email"] = self.user.email
        _ask_twice(self)


class ForgottenPasswordForm(ResetPasswordForm):
    """Ask where the link to a new password goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "email", _("What is your e-mail address?"), _("Enter your e-mail address."))

    def clean_email(self) -> str:
        """Return the address; whether it belongs to an account is found out when it is sent."""
        email: str = self.cleaned_data["email"].lower()
        return email

    def save(self, request: Any, **kwargs: Any) -> str:  # noqa: ARG002
        """Note that a link is wanted."""
        email: str = self.cleaned_data["email"]
        password_links.ask(email)
        return email


class AppCodeForm(ActivateTOTPForm):
    """Ask for the code that the app on the phone shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("Which code does the app show?"), _("Enter the six digits."))


class AddKeyForm(AddWebAuthnForm):
    """Ask what a passkey is called, and whether it is enough to sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "name", _("What do you call this key?"))
        _ask(self, "passwordless", _("Sign in with this key alone, without a password"))
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.help_text = _("The key asks for your finger, your face or a PIN.")


class KeyNameForm(EditWebAuthnForm):
    """Ask what a passkey is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "name", _("What do you call this key?"), _("Enter a name."))


class AgainByCodeForm(ReauthenticateByCodeForm):
    """Ask for the code of the second step once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("Which code does the app show?"), _("Enter the six digits."))


class SecondStepForm(AuthenticateForm):
    """Ask for the code of the second step; a wrong one is kept in the log of sign-ins."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        adapter = get_adapter()
        adapter.note(adapter.request, self.user, AccountEventKind.WRONG_CODE)


def _ask_twice(form: forms.Form) -> None:
    missing = _("Enter the new password.")
    _ask(form, "password1", _("What is the new password?"), missing)
    _ask(form, "password2", _("The new password once more"), missing)


def _ask(form: forms.Form, name: str, label: StrOrPromise, missing: StrOrPromise = "") -> None:
    field = form.fields[name]
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    if missing:
        field.error_messages["required"] = missing


class OwnWordsValidator:
    """Refuses a password that is made of the words which everybody here would guess first."""

    def __init__(self, words: list[str]) -> None:
        known = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        self._known = re.compile(known, re.IGNORECASE)

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002
        """Look at what is left without those words and what stands between them."""
        left, found = self._known.subn("", password)
        if found and len(re.sub(r"[\W_]", "", left)) < LETTERS_OF_ONES_OWN:
            raise forms.ValidationError(
                _("Others can guess this password: it says what this site is about."),
                code="password_of_own_words",
            )

    def get_help_text(self) -> StrOrPromise:
        """Say it before somebody chooses."""
        return _("Do not build your password from the words of this network.")
