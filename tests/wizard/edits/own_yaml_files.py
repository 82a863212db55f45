"""YAML files as varied as an admin's own, made anew from a seed; their words are made up."""

from __future__ import annotations

from random import Random

WORDS = ("alpha", "bravo", "cargo", "delta", "ember", "frost", "grove", "haven", "index", "jumbo", "kayak")
SECRETS = ("hunter2-hunter2", "jJ-not-a-fernet-key-9sz0g", "swordfish-swordfish")

AUTHORIZER = {
    "className": "${AUTHORIZER_CLASS_NAME:-org.sample.DefaultAuthorizer}",
    "containerRequestFilter": "${AUTHORIZER_REQUEST_FILTER:-org.sample.JwtFilter}",
    "adminPrincipals": "${AUTHORIZER_ADMIN_PRINCIPALS:-[admin]}",
    "allowedEmailRegistrationDomains": '${AUTHORIZER_ALLOWED_REGISTRATION_DOMAIN:-["all"]}',
    "principalDomain": '${AUTHORIZER_PRINCIPAL_DOMAIN:-"open-metadata.org"}',
    "allowedDomains": "${AUTHORIZER_ALLOWED_DOMAINS:-[]}",
    "enforcePrincipalDomain": "${AUTHORIZER_ENFORCE_PRINCIPAL_DOMAIN:-false}",
    "useRolesFromProvider": "${AUTHORIZER_USE_ROLES_FROM_PROVIDER:-false}",
    "ownRule": "kept",
}
AUTHENTICATION = {
    "clientType": "${AUTHENTICATION_CLIENT_TYPE:-public}",
    "provider": "${AUTHENTICATION_PROVIDER:-basic}",
    "responseType": "${AUTHENTICATION_RESPONSE_TYPE:-id_token}",
    "providerName": '${CUSTOM_OIDC_AUTHENTICATION_PROVIDER_NAME:-""}',
    "publicKeyUrls": "${AUTHENTICATION_PUBLIC_KEYS:-[http://localhost:8585/api/v1/system/config/jwks]}",
    "tokenValidationAlgorithm": '"RS256"',
    "authority": "${AUTHENTICATION_AUTHORITY:-https://accounts.example.com}",
    "clientId": '${AUTHENTICATION_CLIENT_ID:-""}',
    "jwtPrincipalClaims": "${AUTHENTICATION_JWT_PRINCIPAL_CLAIMS:-[email,preferred_username,sub]}",
    "enableSelfSignup": "${AUTHENTICATION_ENABLE_SELF_SIGNUP:-true}",
    "ownSetting": "kept too",
}
OIDC = {
    "id": '${OIDC_CLIENT_ID:-""}',
    "type": '${OIDC_TYPE:-""} # google, azure etc.',
    "secret": '${OIDC_CLIENT_SECRET:-""}',
    "scope": '${OIDC_SCOPE:-"openid email profile"}',
    "customParams": "${OIDC_CUSTOM_PARAMS:-{}}",
    "maxAge": '"0"',
}


class Style:
    """How one person's editor writes YAML."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.step = rng.choice(["  ", "  ", "    "])
        self.dash = rng.choice(["", "  "])

    def line(self, indent: str, key: str, value: str) -> list[str]:
        value = f" {value}" if value else ""
        comment = self.rng.choice(["", "", "", "  # " + self.said()]) if "#" not in value else ""
        return [
            *self.aside(indent),
            f"{indent}{key}:{self.rng.choice(['', '', ' ']) if value else ''}{value}{comment}",
        ]

    def said(self) -> str:
        return " ".join(self.rng.choices(WORDS, k=3))

    def aside(self, indent: str) -> list[str]:
        said = [[], [], [], [], [""], ["  "], [f"{indent}# {self.said()}"], [f"# {indent}clientId: {self.said()}"]]
        return self.rng.choice(said)

    def section(self, indent: str, name: str, values: dict[str, str]) -> list[str]:
        keys = list(values)
        self.rng.shuffle(keys)
        own = [line for key in keys for line in self.line(indent + self.step, key, values[key])]
        return [*self.line(indent, name, ""), *own]


def server_config(rng: Random, oidc: bool, times: int = 1) -> str:
    """An openmetadata.yaml of 200 lines and more, or some times as long; `${NAME:-default}` where sign-on is set."""
    style = Style(rng)
    step = style.step
    sections = []
    for number in range(20 * times):
        values = {f"{rng.choice(WORDS)}{n}": rng.choice(_VALUES) for n in range(6)}
        sections.append(style.section("", f"section{number}", values))
    password = rng.choice(SECRETS)
    sections.append(
        style.section("", "database", {"user": "${DB_USER:-om}", "password": password, "url": _VALUES[0]})
    )
    sections.append(["jwtTokenConfiguration:", f"{step}keyId: one", f"{step}privateKey: |", *_pem(step * 2)])
    listed = [f"{step}{style.dash}- type: http", f"{step}{style.dash}  port: ${{SERVER_PORT:-8585}}"]
    sections.append(["server:", f"{step}connectors:", *listed])
    own = _some(rng, AUTHENTICATION) | {"callbackUrl": rng.choice(["", "~", '${AUTHENTICATION_CALLBACK_URL:-""}'])}
    authentication = style.section("", "authenticationConfiguration", own)
    if oidc:
        authentication += style.section(step, "oidcConfiguration", _some(rng, OIDC))
    sections += [style.section("", "authorizerConfiguration", _some(rng, AUTHORIZER)), authentication]
    rng.shuffle(sections)
    text = "\n".join(line for section in sections for line in section)
    return text + rng.choice(["", "\n", "\n\n# the end\n"])


def chart_values(rng: Random) -> str:
    """A values file of a Helm release that has lists of its own."""
    style = Style(rng)
    step, dash = style.step, style.dash
    own = {"provider": '"basic"', "clientId": "", "publicKeys": "[]", "authority": "'https://accounts.example.com'"}
    lines = [*style.section("", "resources", {"cpu": "2", "memory": "4Gi"}), "openmetadata:", f"{step}config:"]
    lines += style.section(step * 2, "authentication", own)
    lines += [f"{step * 2}database:", f"{step * 3}auth: {{ username: om, password: {SECRETS[0]} }}"]
    lines += ["extraEnvs:", *style.aside(dash), f"{dash}- name: MINE", f'{dash}  value: "kept"  # mine']
    lines += [f"{dash}- {{ name: FLOW, value: kept }}", *style.section("", "ingress", {"enabled": "true"})]
    return "\n".join([*lines, ""])


def encoded(rng: Random, text: str) -> bytes:
    """The file as somebody's machine keeps it."""
    text = rng.choice(["# für alle\n", "", "---\n", "%YAML 1.1\n---\n"]) + text
    if rng.random() < 0.5:
        text = text.replace("\n", "\r\n")
    return text.encode(rng.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16"]))


_VALUES = (
    '"jdbc:mysql://localhost:3306/db?a=b&c=d"',
    "${SOME_NAME:-[a, b]}",
    "'it''s'",
    "[one, 'two', {three: 3}]",
    "{}",
    "1.0e3",
    "!!str 7",
    "plain text, no quotes",
)


def _some(rng: Random, values: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if rng.random() < 0.8}


def _pem(indent: str) -> list[str]:
    body = [f"{indent}{'QUJDRA' * 9}", f"{indent}c3dvcmRmaXNo"]
    return [f"{indent}-----BEGIN PRIVATE KEY-----", *body, f"{indent}-----END PRIVATE KEY-----"]
