"""What an installation that others reach does not start with, each with the way out."""

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 40
REFUSED_KEY = (
    "SECRET_KEY is missing, a sample, or too short. It must be a random text of at least "
    f"{SHORTEST} characters. This makes one: "
    'python -c "import secrets; print(secrets.token_urlsafe(48))"'
)
REFUSED_ADDRESS = (
    "SITE_URL must begin with https://, as people type the address: sessions and links in mails "
    "are not safe without. To try the site out on one machine, use config.settings.local."
)
REFUSED_HOSTS = (
    'ALLOWED_HOSTS must name the hosts that the site answers to, and may not be "*": '
    "else a stranger chooses the host that links begin with."
)
REFUSED_DEBUG = (
    "DEBUG shows settings and code to every visitor whose page fails. Take it out of the "
    "environment; config.settings.local allows it, on one machine."
)


def kept_secret(key: str) -> str:
    """Return ``key`` if nobody can guess it.

    :raises ImproperlyConfigured: if it is short or hardly varies, as samples and words are.
    """
    if len(key) < SHORTEST or len(set(key)) < SHORTEST // 4:
        raise ImproperlyConfigured(REFUSED_KEY)
    return key


def secure_address(address: str) -> str:
    """Return ``address`` if browsers encrypt what they send there.

    :raises ImproperlyConfigured: if it does not begin with https://.
    """
    if not address.startswith("https://"):
        raise ImproperlyConfigured(REFUSED_ADDRESS)
    return address


def named_hosts(hosts: list[str]) -> list[str]:
    """Return ``hosts`` if there are some and each has a name.

    :raises ImproperlyConfigured: if there is none, or one stands for all.
    """
    if not any(hosts) or "*" in hosts:
        raise ImproperlyConfigured(REFUSED_HOSTS)
    return hosts


def no_details(debug: bool) -> bool:  # noqa: FBT001 - a setting
    """Return ``debug``, which must be off.

    :raises ImproperlyConfigured: if it is on.
    """
    if debug:
        raise ImproperlyConfigured(REFUSED_DEBUG)
    return debug
