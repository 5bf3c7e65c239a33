"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

from core import waiting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
waiting.limit()

application = get_wsgi_application()
