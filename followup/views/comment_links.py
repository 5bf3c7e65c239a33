"""A question that is answered from a link in a mail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.enums import LinkPurpose
from accounts.models import ActionLink
from core.form_pages import attempt, sent
from followup.views.mailed_links import by_token, using
from network.models import Person
from partnerships.forms.comments import AnswerComment
from partnerships.models import Comment
from partnerships.operations import comments
from partnerships.queries.comments import DETAILS
from partnerships.queries.updates import may_still_answer


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def by_link(request: HttpRequest, token: str, link: ActionLink | None) -> HttpResponse:
    """Ask; take the answer. Once somebody has answered, show that."""
    person, question = link.holder if link else None, _asked(link)
    if link is None or question is None or not isinstance(person, Person):
        return _closed(request, None, status=410)
    if not question.is_open:
        return _closed(request, question, person, status=410 if request.POST else 200)
    form = AnswerComment(**sent(request))
    if attempt(form, lambda: _keep(link, person, question, form)):
        return redirect(request.path)
    context = {"form": form, "question": question, "person": person, "token": token}
    status = 422 if form.is_bound else 200
    return render(request, "followup/comment_link_form.html", context, status=status)


def _asked(link: ActionLink | None) -> Comment | None:
    """Return the question of a link that still opens, for whom it may open it today."""
    if link is None or link.purpose != LinkPurpose.ANSWER_COMMENT:
        return None
    question = Comment.objects.select_related(*DETAILS).filter(pk=link.target_id).first()
    person = link.holder
    if question is None or not isinstance(person, Person) or not link.is_usable(timezone.now()):
        return None
    answers = may_still_answer(person, question.pairing, on=timezone.localdate())
    return question if answers else None


def _keep(link: ActionLink, person: Person, question: Comment, form: AnswerComment) -> Comment:
    with using(link, person):
        return comments.answer(
            question, text=form.cleaned_data["text"], author=person, now=timezone.now()
        )


def _closed(
    request: HttpRequest, question: Comment | None, person: Person | None = None, *, status: int
) -> HttpResponse:
    """Say why nothing is asked; what somebody wrote comes back to them."""
    reply = question.reply if question else None
    context = {
        "question": question,
        "reply": reply,
        "is_own": reply is not None and reply.author == person,
        "words": request.POST.get("text", ""),
    }
    return render(request, "followup/comment_link_closed.html", context, status=status)
