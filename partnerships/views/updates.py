"""Progress updates of people who are signed in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks, shows
from core.db import key_in
from core.form_pages import FormPage, attempt, handle_act, handle_form, sent, show_saved
from core.lists import show_list
from partnerships.enums import Answer
from partnerships.filters import UpdateFilter
from partnerships.forms.updates import SendBack, WriteUpdate, about
from partnerships.models import Pairing, ProgressUpdate, UpdateFile
from partnerships.operations import updates
from partnerships.queries import comments
from partnerships.tables.updates import UpdateTable
from partnerships.views.places import in_pairing

WRITE = FormPage(
    title=_("Write an update"),
    button=_("Save the update"),
    success=_("Update saved. It counts from now on."),
    lede=_("One answer is enough. It counts at once."),
    template="partnerships/update_form.html",
)
CORRECT = replace(
    WRITE,
    title=_("Correct the update"),
    lede=_("The correction replaces the earlier update. You can still read both."),
)


@shows("partnerships.view_update")
def index(request: SignedInRequest) -> HttpResponseBase:
    """List what was answered in the pairings that the user may see, without what was corrected."""
    today = timezone.localdate()
    everything = ProgressUpdate.objects.visible_to(request.user).current()
    filterset = UpdateFilter(request.GET, everything, today=today, user=request.user)
    rows = filterset.qs.select_related("pairing", "action", "commitment__area")
    table = UpdateTable(rows.order_by("-submitted_at", "-pk"), today=today)
    return show_list(request, "partnerships/update_index.html", filterset=filterset, table=table)


@asks("partnerships.write_update", Pairing)
def write(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Write an update on a pairing, an action or an agreed area; or correct one's own."""
    corrected = _corrected(request, pairing)
    form = WriteUpdate(
        **sent(request),
        pairing=pairing,
        with_closed="closed" in request.GET,
        initial=_initial(request, corrected),
        today=timezone.localdate(),
        corrects=corrected,
    )

    page = CORRECT if corrected else WRITE
    place = in_pairing(pairing, draft="update")
    return handle_form(
        request,
        form=form,
        page=page.at(place),
        save=lambda: updates.submit(pairing, form.new(), now=timezone.now(), by=request.user),
        corrected=corrected,
    )


@shows("partnerships.view_update", ProgressUpdate)
def detail(request: SignedInRequest, update: ProgressUpdate) -> HttpResponse:
    """Show one update: what it says, who checked it, what replaced it."""
    return _page(request, update, SendBack())


@acts("partnerships.verify_update", ProgressUpdate)
def verify(request: SignedInRequest, update: ProgressUpdate) -> HttpResponse:
    """Confirm somebody else's update."""
    return handle_act(
        request,
        lambda: updates.verify(update, by=request.user, now=timezone.now()),
        success=_("Update verified."),
        then=update,
    )


@acts("partnerships.return_update", ProgressUpdate)
def send_back(request: SignedInRequest, update: ProgressUpdate) -> HttpResponse:
    """Ask the author for a correction."""
    form, now = SendBack(**sent(request)), timezone.now()
    saved = attempt(
        form,
        lambda: updates.send_back(
            update, comment=form.cleaned_data["comment"], by=request.user, now=now
        ),
    )
    if saved is None:
        return _page(request, update, form, status=422)
    return show_saved(request, _("Update sent back."), name=update, then=update)


@shows("partnerships.view_update", UpdateFile)
def file(_request: SignedInRequest, stored: UpdateFile) -> FileResponse:
    """Hand out a file, to be kept and not to be shown as a page of this site."""
    response = FileResponse(
        stored.file.open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _page(
    request: SignedInRequest, update: ProgressUpdate, form: SendBack, *, status: int = 200
) -> HttpResponse:
    context = {
        "update": update,
        "answer": Answer(update.answer),
        "pairing": update.pairing,
        "needs_help": ProgressUpdate.objects.needing_help().filter(pk=update.pk).exists(),
        "correction": ProgressUpdate.objects.filter(supersedes=update).first(),
        "reached": update.reached.order_by("pk"),
        "files": update.files.order_by("pk"),
        "form": form,
        "thread": comments.thread(update.comments.all()),
    }
    return render(request, "partnerships/update_detail.html", context, status=status)


def _corrected(request: SignedInRequest, pairing: Pairing) -> ProgressUpdate | None:
    """Return the update that ``?corrects=`` names; only its author may correct it."""
    pk = request.GET.get("corrects", "")
    if not pk:
        return None
    update = get_object_or_404(pairing.updates.all(), pk=key_in(pk))
    if not request.user.has_perm("partnerships.correct_update", update):
        raise PermissionDenied
    return update


def _initial(request: SignedInRequest, corrected: ProgressUpdate | None) -> dict[str, Any]:
    """Return what the form begins with: the update to correct, or what the link named."""
    if corrected is not None:
        figures = {
            f"{each.kind}_{name}": getattr(each, name)
            for each in corrected.reached.all()
            for name in ("total", "women")
        }
        names = ("answer", "new_due_on", "text", "percent", "challenges")
        kept = {name: getattr(corrected, name) for name in names}
        return {**figures, **kept, "about": about(corrected)}
    return {"about": _named_in_link(request)}


def _named_in_link(request: SignedInRequest) -> str:
    for name in ("action", "commitment"):
        if name in request.GET:
            return f"{name}-{request.GET[name]}"
    return "pairing"
