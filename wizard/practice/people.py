"""Who exists in the practice tenant: seven people and the groups they are in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from .roles import APPLICATION_ADMINISTRATOR, GLOBAL_ADMINISTRATOR
from .store import Row

DOMAIN = "contoso-practice.example"
TENANT_NAME = "Contoso practice"


@dataclass(frozen=True)
class Person:
    """One account. `groups` by name; `local` is the part of the sign-in name before the @."""

    local: str
    given: str
    family: str
    job: str
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mail: bool = True
    guest_of: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def user_name(self) -> str:
        return f"{self.local}_{self.guest_of}#EXT#@{DOMAIN}" if self.guest_of else f"{self.local}@{DOMAIN}"

    @property
    def address(self) -> str | None:
        return f"{self.local}@{self.guest_of or DOMAIN}" if self.mail else None


PROJECTS = tuple(f"Project {number:03}" for number in range(1, 250))
GROUPS = (
    "All employees",
    "Analytics",
    "Contractors",
    "Data team",
    "Engineering",
    "Finance",
    "Platform administrators",
    "Sales",
    "Security operations",
    "Support",
)
NESTED = {"Analytics": "Data team"}
"""Groups that are members of another group."""

PEOPLE = (
    # Not a Global Administrator: that role skips the assignment check and would prove nothing in a test login.
    Person(
        "adele.vance",
        "Adele",
        "Vance",
        "Identity administrator",
        ("All employees", "Platform administrators"),
        (APPLICATION_ADMINISTRATOR,),
    ),
    Person("gideon.hall", "Gideon", "Hall", "Head of IT", ("All employees",), (GLOBAL_ADMINISTRATOR,)),
    Person("mina.osei", "Mina", "Osei", "Data engineer", ("All employees", "Engineering", "Analytics")),
    Person("noel.brandt", "Noel", "Brandt", "Warehouse worker", ("All employees",), mail=False),
    Person("rosa.lind", "Rosa", "Lind", "Consultant", ("Contractors",), guest_of="fabrikam.example"),
    Person("ines.kovac", "Ines", "Kovac", "Programme manager", ("All employees", *PROJECTS)),
    Person("omar.reyes", "Omar", "Reyes", "New starter"),
)


def identity(tenant_id: str, kind: str, name: str) -> str:
    """The object id of something that exists from the start: the same whenever this tenant is looked at."""
    return str(uuid.uuid5(uuid.UUID(tenant_id), f"{kind}/{name}"))


def users(tenant_id: str, created: str) -> dict[str, Row]:
    """The users by id, in Graph's properties, with the names of their roles beside them."""
    return {identity(tenant_id, "user", p.local): _user(tenant_id, p, created) for p in PEOPLE}


def _user(tenant_id: str, person: Person, created: str) -> Row:
    return {
        "businessPhones": [],
        "displayName": person.name,
        "givenName": person.given,
        "jobTitle": person.job,
        "mail": person.address,
        "mobilePhone": None,
        "officeLocation": None,
        "preferredLanguage": "en-US",
        "surname": person.family,
        "userPrincipalName": person.user_name,
        "id": identity(tenant_id, "user", person.local),
        "accountEnabled": True,
        "userType": "Guest" if person.guest_of else "Member",
        "createdDateTime": created,
        "mailNickname": person.local,
        "department": None,
        "companyName": None,
        "usageLocation": None,
        "otherMails": [],
        "proxyAddresses": [f"SMTP:{person.address}"] if person.address else [],
        "onPremisesSamAccountName": None,
        "onPremisesImmutableId": None,
        "employeeId": None,
    }


def roles(tenant_id: str) -> dict[str, Row]:
    """Which directory roles each user has, by user id."""
    return {identity(tenant_id, "user", p.local): {"roles": list(p.roles)} for p in PEOPLE if p.roles}


def groups(tenant_id: str, created: str) -> dict[str, Row]:
    """The groups by id; only what differs from an empty security group, and `members` beside it."""
    found: dict[str, Row] = {}
    for name in (*GROUPS, *PROJECTS):
        group_id = identity(tenant_id, "group", name)
        members = [identity(tenant_id, "user", p.local) for p in PEOPLE if name in p.groups]
        members += [identity(tenant_id, "group", inner) for inner, outer in NESTED.items() if outer == name]
        found[group_id] = {
            "id": group_id,
            "displayName": name,
            "description": name,
            "mailNickname": name.lower().replace(" ", "-"),
            "createdDateTime": created,
            "members": members,
        }
    return found
