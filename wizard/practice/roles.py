"""Directory roles by name; the template ids are the same in every tenant.

Source: learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference.
"""

from __future__ import annotations

GLOBAL_ADMINISTRATOR = "Global Administrator"
APPLICATION_ADMINISTRATOR = "Application Administrator"
CLOUD_APPLICATION_ADMINISTRATOR = "Cloud Application Administrator"
APPLICATION_DEVELOPER = "Application Developer"
PRIVILEGED_ROLE_ADMINISTRATOR = "Privileged Role Administrator"
USER_ADMINISTRATOR = "User Administrator"
DIRECTORY_WRITERS = "Directory Writers"

TEMPLATES: dict[str, str] = {
    GLOBAL_ADMINISTRATOR: "62e90394-69f5-4237-9190-012177145e10",
    APPLICATION_ADMINISTRATOR: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    CLOUD_APPLICATION_ADMINISTRATOR: "158c047a-c907-4556-b7ef-446551a6b5f7",
    APPLICATION_DEVELOPER: "cf1c38e5-3621-4004-a7cb-879624dced7c",
    PRIVILEGED_ROLE_ADMINISTRATOR: "e8611ab8-c189-46e8-94e1-60213ab1f814",
    USER_ADMINISTRATOR: "fe930be7-5e62-47db-91af-98c3a49a38b1",
    DIRECTORY_WRITERS: "9360feb5-f418-4baa-8175-e2a00bac4301",
    "Global Reader": "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
    "Reports Reader": "4a5d8f65-41da-4de4-8968-e035b65339cf",
    "Security Reader": "5d6b6bb7-de71-4623-b4af-96380a352509",
}

APP_ADMINISTRATORS = (GLOBAL_ADMINISTRATOR, APPLICATION_ADMINISTRATOR, CLOUD_APPLICATION_ADMINISTRATOR)
"""Who may manage every application and consent to delegated permissions for the whole tenant."""

MAY_ASSIGN = (*APP_ADMINISTRATORS, USER_ADMINISTRATOR, DIRECTORY_WRITERS)
MAY_REGISTER = (*APP_ADMINISTRATORS, APPLICATION_DEVELOPER)
MAY_READ_LOGS = (*APP_ADMINISTRATORS, "Global Reader", "Reports Reader", "Security Reader")

# The role every member has without being given it; `wids` of an ordinary person holds nothing else.
MEMBER_TEMPLATE = "b79fbf4d-3ef9-4689-8143-76b194e85509"
