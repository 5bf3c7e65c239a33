"""What is told of a question, of a comment, and of an answer."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import LinkPurpose
from core import formats
from followup.mails.answers import (
    Facts,
    WayIn,
    in_full,
    in_short,
    known,
    reader_among,
    sides_of,
    way_in,
)
from followup.queries import comments, responsible_people
from network.models import Person
from notifications.mails import Link, Mail, Quote, Section
from notifications.models import Message
from partnerships.models import Comment

_DETAILS = ("pairing", "commitment__area", "author__recipient", "submitted_by", "country", "answer")


def question(message: Message) -> Mail | None:
    """Ask who can answer; None if it was answered or taken back, or is another's to answer."""
    comment = _standing(message)
    if comment is None or not comment.is_open:
        return None
    readers = _readers(comment)
    person = reader_among(readers.all, message)
    if person is None:
        return None
    way = _way_to_answer(message, person, comment) if person in readers.responsible else None
    is_second = message.key.endswith(":again")
    words = _("No answer yet: %(what)s") if is_second else _("Question: %(what)s")
    return Mail(
        subject=words % {"what": in_short(comment.text)},
        sections=(_asked(comment, way, is_second=is_second),),
        to_name=person.addressed,
        reason=_reason(is_side=way is not None),
        reply_to=_reply_address(person, comment),
        thread=f"pairing:{comment.pairing_id}",
        secrets=(way.token,) if way else (),
    )


def remark(message: Message) -> Mail | None:
    """Tell a comment; None if it was taken back, or is not for this reader."""
    comment = _standing(message)
    if comment is None:
        return None
    readers = _readers(comment)
    person = reader_among(readers.all, message)
    if person is None:
        return None
    section = Section(
        lede=_("Somebody wrote a comment on:"),
        title=_subject(comment),
        quote=_quote(comment),
        facts=_facts(comment),
        links=_page(comment, person),
    )
    return Mail(
        subject=_("Comment: %(what)s") % {"what": in_short(comment.text)},
        sections=(section,),
        to_name=person.addressed,
        reason=_reason(is_side=person in readers.responsible),
        reply_to=_reply_address(person, comment),
        thread=f"pairing:{comment.pairing_id}",
    )


def answered(message: Message) -> Mail | None:
    """Tell who asked what was answered; None if they are not let in any more."""
    comment = _standing(message)
    if comment is None or comment.reply is None:
        return None
    person = reader_among([comment.author] if comment.author else [], message)
    if person is None or not person.is_let_in:
        return None
    section = Section(
        lede=_("Somebody answered your question:"),
        title=in_full(comment.text),
        quote=_quote(comment.reply),
        facts=_facts(comment),
        links=_page(comment, person),
    )
    return Mail(
        subject=_("Answer: %(what)s") % {"what": in_short(comment.text)},
        sections=(section,),
        to_name=person.addressed,
        reason=_("You get this mail because you asked this."),
        reply_to=_reply_address(person, comment),
        thread=f"pairing:{comment.pairing_id}",
    )


def _standing(message: Message) -> Comment | None:
    return Comment.objects.standing().select_related(*_DETAILS).filter(pk=message.about_id).first()


def _readers(comment: Comment) -> comments.Readers:
    return comments.readers_of_each([comment], on=timezone.localdate())[comment.pk]


def _way_to_answer(message: Message, person: Person, comment: Comment) -> WayIn:
    return way_in(
        message,
        person,
        comment,
        purpose=LinkPurpose.ANSWER_COMMENT,
        page="followup:comment-by-link",
    )


def _asked(comment: Comment, way: WayIn | None, *, is_second: bool) -> Section:
    url = way.url if way else urljoin(settings.SITE_URL, comment.get_absolute_url())
    return Section(
        lede=_("Nobody has answered yet. The question is about:")
        if is_second
        else _("Somebody has a question about:"),
        title=_subject(comment),
        quote=_quote(comment),
        facts=_facts(comment),
        ask=_("Please answer. A few words are enough."),
        links=(Link(_("Answer the question"), url),),
        note=_("This link is only for you. It works until %(day)s. You need no password.")
        % {"day": way.until}
        if way
        else "",
    )


def _subject(comment: Comment) -> str:
    """Return what it is about; an update goes by what it was written on."""
    return in_full(str(comment.commitment or comment.pairing))


def _quote(said: Comment) -> Quote:
    """Return the words, with who wrote them as what."""
    name = said.author.name if said.author else str(said.submitted_by)
    facts = {"name": name, "role": said.get_role_display(), "country": said.country}
    by = _("%(name)s (%(role)s, %(country)s) writes:")
    return Quote(
        (by if said.country else _("%(name)s (%(role)s) writes:")) % facts, in_full(said.text)
    )


def _facts(comment: Comment) -> Facts:
    return known(
        (_("Pairing"), in_short(comment.pairing.title)),
        (_("Asked") if comment.is_open else _("Since"), _day(comment)),
    )


def _day(comment: Comment) -> str:
    return formats.day(timezone.localdate(comment.submitted_at))


def _page(comment: Comment, person: Person) -> tuple[Link, ...]:
    """Return the way to the page, for a reader who can sign in."""
    if person.user_id is None:
        return ()
    url = urljoin(settings.SITE_URL, comment.get_absolute_url())
    return (Link(_("Open the page"), url),)


def _reason(*, is_side: bool) -> str:
    if is_side:
        return _("You get this mail because you are a focal point of this pairing.")
    return _("You get this mail because you follow up this pairing.")


def _reply_address(person: Person, comment: Comment) -> str:
    sides = sides_of(comment.pairing)
    return responsible_people.reply_address(person, sides, on=timezone.localdate())
