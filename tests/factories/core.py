"""The pages that were sent."""

import uuid

import factory

from core.models import Submission


class SubmissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Submission

    key = factory.LazyFunction(uuid.uuid4)
    texts = factory.LazyFunction(dict)
