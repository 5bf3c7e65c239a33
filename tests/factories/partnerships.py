"""Pairings and everything that they agree."""

from datetime import UTC, date, datetime, time

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from core.search import search_field
from network.enums import Role
from partnerships.enums import (
    ActionState,
    AgreementState,
    Answer,
    CommentKind,
    CommitmentState,
    PairingPhase,
    ReachedKind,
)
from partnerships.models import (
    Action,
    Agreement,
    AgreementArea,
    AgreementFile,
    AgreementParty,
    AgreementType,
    AgreementWitness,
    AnswerReferral,
    Comment,
    Commitment,
    Designation,
    Pairing,
    PairingFocalPoint,
    PairingParty,
    PeopleReached,
    ProgressUpdate,
    UpdateFile,
    WorkingGroup,
    WorkingGroupMember,
    WorkPlan,
)
from tests.factories.accounts import UserFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory, PersonFactory


class PairingFactory(factory.django.DjangoModelFactory):
    """A pairing; ``parties=[organization, ...]`` names its sides, by default two colleges."""

    class Meta:
        model = Pairing
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Pairing {n}")
    phase = PairingPhase.ACTIVE

    @factory.post_generation
    def parties(self, create, organizations, **extra):
        if not create:
            return
        if organizations is None:
            organizations = [OrganizationFactory(), OrganizationFactory()]
        for order, organization in enumerate(organizations):
            PairingPartyFactory(pairing=self, organization=organization, order=order)


class PairingPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PairingParty

    pairing = factory.SubFactory(PairingFactory, parties=[])
    organization = factory.SubFactory(OrganizationFactory)


class PairingFocalPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PairingFocalPoint

    pairing = factory.SubFactory(PairingFactory)
    organization = factory.SubFactory(OrganizationFactory)
    person = factory.SubFactory(PersonFactory)


class _DueItemFactory(factory.django.DjangoModelFactory):
    """Written down no later than its day, unless ``created_at`` says when."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **facts):
        item = model_class(*args, **facts)
        last_day = item._meta.get_field(item.last_day_field)
        now, day = timezone.now(), last_day.to_python(getattr(item, last_day.name))
        if item.created_at is None:
            item.created_at = min(now, datetime.combine(day, time(), UTC)) if day else now
        item.updated_at = now
        search_field(model_class).pre_save(item, add=True)
        # As it is: saving would say that it was written down now.
        item.save_base(raw=True, force_insert=True)
        return item


class CommitmentFactory(_DueItemFactory):
    class Meta:
        model = Commitment

    class Params:
        done = factory.Trait(state=CommitmentState.DONE, closed_on=date(2026, 11, 1))

    pairing = factory.SubFactory(PairingFactory)
    area = factory.SubFactory(CooperationAreaFactory)
    text = factory.Sequence(lambda n: f"Train teachers {n}")


class ActionFactory(_DueItemFactory):
    class Meta:
        model = Action

    class Params:
        done = factory.Trait(state=ActionState.DONE, closed_on=date(2026, 11, 1))

    pairing = factory.SubFactory(PairingFactory)
    text = factory.Sequence(lambda n: f"Send the plan {n}")


class ProgressUpdateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgressUpdate

    pairing = factory.SubFactory(PairingFactory)
    answer = Answer.GOING_WELL
    submitted_by = factory.SubFactory(UserFactory)
    submitted_at = datetime(2026, 11, 20, 3, tzinfo=UTC)


class PeopleReachedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PeopleReached

    progress_update = factory.SubFactory(ProgressUpdateFactory)
    kind = ReachedKind.TEACHERS
    total = 12


class UpdateFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UpdateFile

    progress_update = factory.SubFactory(ProgressUpdateFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 test", "plan.pdf"))
    name = "plan.pdf"
    content_type = "application/pdf"
    size = 13


class AgreementTypeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgreementType
        django_get_or_create = ("key",)

    key = "mou"
    name = "Memorandum of understanding"


class AgreementFactory(factory.django.DjangoModelFactory):
    """A draft; ``parties=[organization, ...]`` names its parties, by default two colleges."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    class Params:
        signed = factory.Trait(state=AgreementState.SIGNED, signed_on=date(2026, 1, 15))

    title = factory.Sequence(lambda n: f"Agreement {n}")
    type = factory.SubFactory(AgreementTypeFactory)

    @factory.post_generation
    def parties(self, create, organizations, **extra):
        if not create:
            return
        if organizations is None:
            organizations = [OrganizationFactory(), OrganizationFactory()]
        for order, organization in enumerate(organizations):
            AgreementPartyFactory(agreement=self, organization=organization, order=order)


class AgreementPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgreementParty

    agreement = factory.SubFactory(AgreementFactory, parties=[])
    organization = factory.SubFactory(OrganizationFactory)


class AgreementWitnessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgreementWitness

    agreement = factory.SubFactory(AgreementFactory)
    name = "A witness"


class AgreementAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgreementArea

    agreement = factory.SubFactory(AgreementFactory)
    area = factory.SubFactory(CooperationAreaFactory)


class AgreementFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgreementFile

    agreement = factory.SubFactory(AgreementFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 test", "mou.pdf"))
    name = "mou.pdf"
    content_type = "application/pdf"
    size = 13


class DesignationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Designation

    title = factory.Sequence(lambda n: f"Teaching base {n}")
    conferred_by = factory.SubFactory(OrganizationFactory)
    conferred_on = factory.SubFactory(OrganizationFactory)


class WorkingGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkingGroup

    pairing = factory.SubFactory(PairingFactory)
    name = "Joint working group"


class WorkingGroupMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkingGroupMember

    group = factory.SubFactory(WorkingGroupFactory)
    name = "A member"


class WorkPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkPlan

    name = factory.Sequence(lambda n: f"Work plan {n}")


class AnswerReferralFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnswerReferral

    pairing = factory.SubFactory(PairingFactory)
    person = factory.SubFactory(PersonFactory)
    text = "The head of training knows."


class CommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comment

    class Params:
        remark = factory.Trait(kind=CommentKind.COMMENT)

    pairing = factory.SubFactory(PairingFactory)
    kind = CommentKind.QUESTION
    text = "When do the teachers go?"
    submitted_by = factory.SubFactory(UserFactory)
    submitted_at = datetime(2026, 11, 20, 3, tzinfo=UTC)
    role = Role.OFFICIAL
