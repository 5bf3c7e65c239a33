"""Who may do what in the directory; the predicates that the apps above build on."""

from __future__ import annotations

import rules

from accounts.models import User
from network.models import (
    FocalPoint,
    Interest,
    Membership,
    Organization,
    OrganizationName,
    Person,
    Position,
    scope_of,
)
from network.queries import access


@rules.predicate
def is_member(user: User) -> bool:
    """Anybody with a role in the network."""
    return scope_of(user).is_member


@rules.predicate
def is_project_staff(user: User) -> bool:
    """ILO project staff of the whole network."""
    return scope_of(user).is_staff


@rules.predicate
def works_for_ilo(user: User) -> bool:
    """ILO project staff, limited to programmes or not, and national coordinators."""
    return scope_of(user).works_for_ilo


@rules.predicate
def is_coordinator(user: User) -> bool:
    """A national coordinator of the ILO."""
    return bool(scope_of(user).coordinated)


@rules.predicate
def is_focal_point(user: User) -> bool:
    """Somebody who answers for an organization."""
    return bool(scope_of(user).organizations)


@rules.predicate
def edits_organization(user: User, organization: Organization | None) -> bool:
    """The organization's profile is the user's to edit."""
    if organization is None:
        return False
    return Organization.objects.editable_by(user).holds(organization)


@rules.predicate
def edits_person(user: User, person: Person | None) -> bool:
    """The person works where the user may edit, or is the user."""
    if not isinstance(person, Person):
        return False
    if person.user_id == user.pk:
        return True
    return Person.objects.editable_by(user).holds(person)


@rules.predicate
def works_with_person(user: User, person: Person | None) -> bool:
    """The person works today for the user's own organization, for a partner of it, or the ILO.

    Without a person the question is of a page whose people do, of an organization or a pairing.
    """
    if not isinstance(person, Person):
        return True
    return Person.objects.reached_by(user).holds(person)


@rules.predicate
def edits_organization_of(
    user: User, part: OrganizationName | Interest | FocalPoint | Position | None
) -> bool:
    """The organization that a name, a need, a focal point or a position belongs to is theirs."""
    return part is not None and edits_organization(user, part.organization)


@rules.predicate
def coordinates_person(user: User, person: Person | None) -> bool:
    """A coordinator may complete people who hold no position yet."""
    return person is not None and not person.positions.exists() and is_coordinator(user)


@rules.predicate
def is_oneself(user: User, person: Person | None) -> bool:
    """The person is the user."""
    return person is not None and person.user_id == user.pk


@rules.predicate
def is_forgotten(user: User, person: Person | None) -> bool:  # noqa: ARG001 - of a predicate
    """The person has left, and their name has gone: nothing is left to look after."""
    return person is not None and person.forgotten_at is not None


@rules.predicate
def has_left(user: User, person: Person | None) -> bool:  # noqa: ARG001 - of a predicate
    """The person has left the network, and may still come back."""
    return person is not None and person.left_at is not None and person.forgotten_at is None


@rules.predicate
def once_edited_person(user: User, person: Person | None) -> bool:
    """The person worked at some time where the user may edit."""
    own = Organization.objects.editable_by(user)
    return person is not None and person.positions.filter(organization__in=own).exists()


@rules.predicate
def gave_role(user: User, membership: Membership | None) -> bool:
    """The role is one that the user gives, in their country, and so takes away."""
    if membership is None or membership.role not in access.roles_given_by(user):
        return False
    return Membership.objects.visible_to(user).holds(membership)


@rules.predicate
def manages_account(user: User, account: User | None) -> bool:
    """All that the account may do was for the user to give."""
    return account is not None and access.manages(user, account)


@rules.predicate
def manages_account_of(user: User, person: Person | None) -> bool:
    """The person has no account, or one that the user looks after."""
    return person is not None and (person.user is None or access.manages(user, person.user))


@rules.predicate
def is_own_account(user: User, account: User | None) -> bool:
    """The account is the one that the user is signed in with."""
    return account is not None and account.pk == user.pk


@rules.predicate
def is_closed_account(user: User, account: User | None) -> bool:  # noqa: ARG001 - a rule has both
    """Nobody signs in with the account any more."""
    return account is not None and not account.is_active


@rules.predicate
def opens_administration(user: User) -> bool:
    """Somebody who looks after the installation."""
    return user.is_staff


# What belongs to no programme: the directory as a whole, accounts and roles.
keeps_network = is_project_staff | is_coordinator

rules.add_perm("network.view_organization", is_member)
rules.add_perm("network.add_organization", keeps_network)
rules.add_perm("network.change_organization", edits_organization)
rules.add_perm("network.rename_organization", keeps_network & edits_organization)
rules.add_perm("network.remove_name", edits_organization_of)
rules.add_perm("network.withdraw_interest", edits_organization_of)
rules.add_perm("network.hand_over_focal_point", edits_organization_of)
rules.add_perm("network.end_position", edits_organization_of)
rules.add_perm("network.view_person", is_member)
rules.add_perm("network.add_person", works_for_ilo | is_focal_point)
rules.add_perm("network.change_person", (edits_person | coordinates_person) & ~is_forgotten)
# All that is held on somebody tells of records that only the staff may all see.
rules.add_perm("network.view_data", is_project_staff)
rules.add_perm("network.view_own_data", rules.is_authenticated)
rules.add_perm(
    "network.leave_network",
    keeps_network & (edits_person | coordinates_person) & ~is_oneself & ~is_forgotten & ~has_left,
)
rules.add_perm(
    "network.take_back_leaving",
    has_left & (is_project_staff | (is_coordinator & once_edited_person)),
)
rules.add_perm("network.close_account", manages_account & ~is_own_account & ~is_closed_account)
rules.add_perm("network.end_access", manages_account & ~is_own_account)
rules.add_perm(
    "network.end_links",
    works_for_ilo & (edits_person | coordinates_person) & ~is_oneself & manages_account_of,
)
rules.add_perm("network.reopen_account", manages_account & is_closed_account)
rules.add_perm(
    "network.view_contact_details",
    works_for_ilo | edits_person | (is_focal_point & works_with_person),
)

rules.add_perm("network.view_access", keeps_network)
rules.add_perm("network.invite", keeps_network)
rules.add_perm("network.give_role", keeps_network)
rules.add_perm("network.end_role", gave_role)
rules.add_perm("network.manage_invitation", manages_account)

# The sign-in stands below this app and knows no roles either: superusers have every permission.
rules.add_perm("accounts.must_use_two_steps", works_for_ilo | opens_administration)
rules.add_perm("accounts.view_account_events", is_project_staff)

# The outbox stands below this app and knows no roles: what they allow there is said here.
rules.add_perm("notifications.view_outbox", works_for_ilo)
rules.add_perm("notifications.send_message_now", works_for_ilo)
rules.add_perm("notifications.resend_message", works_for_ilo)
rules.add_perm("notifications.cancel_message", works_for_ilo)
rules.add_perm("notifications.view_messages_about", is_member)
rules.add_perm("notifications.choose_mails", is_member)
