"""One view and one template serve the whole page and its htmx part."""

from django.http import HttpRequest


def partial(request: HttpRequest, template: str, name: str) -> str:
    """Return ``template#name`` for an htmx request and ``template`` for every other.

    The Back button asks with htmx's header too, but needs the whole page.
    """
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.history_restore_request:
        return f"{template}#{name}"
    return template
