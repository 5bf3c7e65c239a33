"""How passwords are hashed: the memory is what makes guessing dear, so it is bounded for us."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class BoundedArgon2(Argon2PasswordHasher):
    """Argon2id as OWASP asks for it: 19 MiB, twice; Django's own takes 100 MiB and eight threads.

    How many at once is limited where passwords are looked at (``accounts/adapter.py``).
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
