"""Questions and comments on a pairing, an agreed area or an update, and their answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest, acts, asks, shows
from core.db import key_in
from core.form_pages import FormPage, Place, handle_act, handle_form, sent
from core.lists import page_of
from partnerships.forms.comments import AnswerComment, WriteComment
from partnerships.models import Comment, Commitment, Pairing, ProgressUpdate
from partnerships.operations import comments
from partnerships.queries.comments import DETAILS
from partnerships.views.places import in_comment, in_due_item, in_pairing, in_update

Subject = Pairing | Commitment | ProgressUpdate

WRITE = FormPage(
    title=_("Ask or comment"),
    button=_("Send"),
    success=_("Sent. Thank you."),
    lede=_(
        "We send it to the focal points and the ILO team by mail. "
        "All who see this pairing can read it."
    ),
    template="partnerships/comment_form.html",
)
ANSWER = FormPage(
    title=_("Answer the question"),
    button=_("Send the answer"),
    success=_("Answer saved. We tell who asked by mail."),
    preface="partnerships/_comment_asked.html",
)


@shows("partnerships.view_comment", Pairing)
def index(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Show all that was asked and remarked of one pairing, page by page."""
    page = page_of(request, pairing.comments.as_thread().select_related(*DETAILS))
    context = {"pairing": pairing, "page_obj": page, "comments": page.object_list}
    return render(request, "partnerships/comment_index.html", context)


@shows("partnerships.view_comment", Comment)
def detail(request: SignedInRequest, comment: Comment) -> HttpResponse:
    """Show one question or comment with its answer."""
    shown = _begun_by(comment)
    context = {"comment": shown, "pairing": shown.pairing}
    return render(request, "partnerships/comment_detail.html", context)


@asks("partnerships.add_comment", Pairing)
def add(request: SignedInRequest, pairing: Pairing) -> HttpResponse:
    """Ask or remark something on a pairing, or on what ``?commitment=`` or ``?update=`` names."""
    about = _about(request, pairing)
    form = WriteComment(**sent(request))
    return handle_form(
        request,
        form=form,
        page=WRITE.at(_place(about)),
        save=lambda: comments.write(
            pairing, form.terms(about), by=request.user, now=timezone.now()
        ),
        then=about,
        about=about,
    )


@asks("partnerships.answer_comment", Comment)
def answer(request: SignedInRequest, comment: Comment) -> HttpResponse:
    """Answer a question."""
    form = AnswerComment(**sent(request))
    return handle_form(
        request,
        form=form,
        page=ANSWER.at(in_comment(comment, draft="answer")),
        save=lambda: comments.answer(
            comment, text=form.cleaned_data["text"], by=request.user, now=timezone.now()
        ),
        then=comment,
        comment=comment,
    )


@acts("partnerships.withdraw_comment", Comment)
def withdraw(request: SignedInRequest, comment: Comment) -> HttpResponse:
    """Take back one's own question or comment."""
    return handle_act(
        request,
        lambda: comments.withdraw(comment, by=request.user, now=timezone.now()),
        success=_("Taken back. Nobody is asked any more."),
        then=comment,
    )


def _begun_by(comment: Comment) -> Comment:
    """Return what begins the thread: the page of an answer is that of its question."""
    key = comment.answers_id or comment.pk
    return Comment.objects.select_related(*DETAILS).get(pk=key)


def _about(request: SignedInRequest, pairing: Pairing) -> Subject:
    """Return what the address names; what is of another pairing is not there."""
    named: tuple[tuple[str, Any], ...] = (
        ("commitment", pairing.commitments),
        ("update", pairing.updates),
    )
    for name, records in named:
        if name in request.GET:
            found: Subject = get_object_or_404(records.all(), pk=key_in(request.GET[name]))
            return found
    return pairing


def _place(about: Subject) -> Place:
    if isinstance(about, Commitment):
        place = in_due_item(about)
    elif isinstance(about, ProgressUpdate):
        place = in_update(about)
    else:
        place = in_pairing(about)
    noun = about._meta.model_name
    return replace(place, draft=f"comment-{noun}-{about.pk}")
