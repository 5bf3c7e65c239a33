"""The web server's way in."""

import os

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections

from core import waiting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")


def refuse_what_is_unsafe() -> None:
    """Ask the database what settings alone cannot tell, and serve nobody where it is wrong.

    Where the database is away this is not asked: pages say so, and nobody can sign in.

    :raises ImproperlyConfigured: with what is wrong and what to do.
    """
    try:
        found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    except DatabaseError:
        found = []
    finally:
        connections.close_all()
    if wrong := [each for each in found if each.is_serious()]:
        raise ImproperlyConfigured("\n".join(map(str, wrong)))


waiting.limit()
application = get_wsgi_application()
refuse_what_is_unsafe()
