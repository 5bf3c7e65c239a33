"""The key that signs sessions and links: whoever knows it is everybody."""

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 40
REFUSED = (
    "SECRET_KEY is missing, a sample, or too short. It must be a random text of at least "
    f"{SHORTEST} characters. This makes one: "
    'python -c "import secrets; print(secrets.token_urlsafe(48))"'
)


def kept_secret(key: str) -> str:
    """Return ``key`` if nobody can guess it.

    :raises ImproperlyConfigured: if it is short or hardly varies, as samples and words are.
    """
    if len(key) < SHORTEST or len(set(key)) < SHORTEST // 4:
        raise ImproperlyConfigured(REFUSED)
    return key
