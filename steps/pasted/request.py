"""The authorization request that a product sent, read from the address bar of Microsoft's sign-in page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlsplit

from ..model.hosts import Hosts
from ..model.problems import Problem, problem
from ..model.words import Words, say
from . import addresses
from .guids import GUID
from .hosts import foreign, is_portal
from .links import links, query
from .plain import plain, unwrapped
from .refused import no_error
from .tenant import segment

# AADSTS50011, in the wordings of today and of 2022 (entra-docs, error 50011).
_SENT = re.compile(r"(?i)redirect ur[il] ['\"‘“]([^'\"’”\s]{1,2048})['\"’”] specified in the request")
_CLIENT = re.compile(rf"(?i)(?:application|client)[^'\"]{{0,40}}['\"‘“]({GUID})['\"’”]")
_PROTOCOLS = {"saml2": "SAML", "wsfed": "WS-Federation"}
_LOST = ("login", "reprocess", "kmsi", "processauth", "sas", "appverify", "resume", "federation")
_KEPT = ("client_id", "redirect_uri", "response_type", "response_mode", "scope", "prompt", "code_challenge_method")
_ONCE = (*_KEPT, "state", "nonce", "code_challenge")
# Java servers write the session into an address when they do not know yet whether cookies are kept.
_SESSION = re.compile(r"(?i)(;jsessionid=)[^/?#]*")


@dataclass(frozen=True)
class AuthorizationRequest:
    """What the product asked for; empty where it was not sent. State, nonce and the PKCE challenge are dropped.

    `version` is `v2.0` or `v1.0`, empty where the text does not tell. `redirect_uri` is decoded once, as Entra does.
    `twice` names the parameters that were sent more than once, of which the first is told.
    """

    tenant: str = ""
    version: str = ""
    client_id: str = ""
    redirect_uri: str = ""
    response_type: str = ""
    response_mode: str = ""
    scope: str = ""
    prompt: str = ""
    code_challenge_method: str = ""
    twice: str = ""


@dataclass(frozen=True)
class Difference:
    """One parameter that does not fit the registration: its name, what was sent, what is registered, and why.

    `at` is where the two texts part, counted from 0; -1 where there is nothing to count.
    """

    name: str
    sent: str
    registered: str
    words: Words

    @property
    def at(self) -> int:
        return parting(self.sent, self.registered)


def parting(sent: str, registered: str) -> int:
    """The first place where two texts differ, counted from 0; -1 where one is empty, or both are the same."""
    if not sent or not registered or sent == registered:
        return -1
    pairs = zip(sent, registered, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(sent), len(registered)))


def read(typed: str, field: str, hosts: Hosts) -> AuthorizationRequest:
    """The request that was pasted; raises an `AskAgain` at `field`."""
    text = plain(typed, field)
    wrong: list[Problem] = []
    for link in links(unwrapped(text), hosts)[0]:
        if stranger := _foreign(link, field, hosts):
            wrong.append(stranger)
        elif query(link).get("client_id"):
            return _of_link(link)
        else:
            wrong.append(_without_request(link, field))
    # The message quotes an address of the product, which is not itself what was pasted.
    if sent := _SENT.search(text):
        client = _CLIENT.search(text)
        return AuthorizationRequest(redirect_uri=sent[1], client_id=client[1].lower() if client else "")
    no_error(text, field)
    raise wrong[0] if wrong else problem("paste-request-nothing", field=field)


def of_address(address: str) -> AuthorizationRequest:
    """The request in an address of Microsoft that a program read as it was sent, not a person from a page."""
    return _of_link(urlsplit(address))


def compare(
    found: AuthorizationRequest,
    *,
    tenant_id: str,
    client_id: str,
    redirect_uris: Mapping[str, tuple[str, ...]],
    platform: str,
    code_flow: bool = True,
) -> tuple[Difference, ...]:
    """How the request differs from the registration; empty when the login can work.

    `redirect_uris` by platform in Graph's names (web, spa, publicClient); `platform` is the one the product needs.
    A tenant that the request names by a domain is not judged: only Microsoft knows whose it is.
    """
    return (
        *_tenant(found, tenant_id.lower()),
        *_client(found, tenant_id.lower(), client_id.lower()),
        *_twice(found),
        *_redirect(found.redirect_uri, redirect_uris, platform),
        *_flow(found, platform, code_flow),
    )


def _of_link(link: SplitResult) -> AuthorizationRequest:
    sent = query(link)
    path = link.path.lower().rstrip("/")
    version = "v2.0" if "/oauth2/v2.0/" in path else "v1.0" if path.endswith("/oauth2/authorize") else ""
    kept = {name: sent.get(name, "").strip() if name != "redirect_uri" else sent.get(name, "") for name in _KEPT}
    if sent.get("code_challenge") and not kept["code_challenge_method"]:
        kept["code_challenge_method"] = "plain"  # what its absence means (RFC 7636 §4.3)
    kept["redirect_uri"] = _SESSION.sub(r"\1…", kept["redirect_uri"])
    times = Counter(name for name, _ in parse_qsl(link.query, keep_blank_values=True))
    kept["twice"] = " ".join(name for name in _ONCE if times[name] > 1)
    return AuthorizationRequest(tenant=segment(link).lower(), version=version, **kept)


def _foreign(link: SplitResult, field: str, hosts: Hosts) -> Problem | None:
    stranger = foreign(link, field, hosts)
    back = {*query(link)} & {"code", "id_token", "error", "session_state"}
    # The login came back to the product already: its address bar holds a code, and no request any more.
    if stranger and stranger.code == "paste-other-host" and ("state" in query(link) or back):
        return problem("paste-request-over", field=field)
    return stranger


def _without_request(link: SplitResult, field: str) -> Problem:
    last = link.path.lower().rstrip("/").rpartition("/")[2]
    if is_portal(link):
        return problem("paste-portal-link", field=field)
    if last in _PROTOCOLS:
        return problem("paste-request-protocol", field=field, protocol=_PROTOCOLS[last])
    return problem("paste-request-lost" if last in _LOST else "paste-request-nothing", field=field)


def _tenant(found: AuthorizationRequest, tenant_id: str) -> Iterator[Difference]:
    if found.tenant in ("common", "organizations", "consumers"):
        yield Difference("tenant", found.tenant, tenant_id, say("pasted.any_tenant", sent=found.tenant))
    elif re.fullmatch(GUID, found.tenant) and found.tenant != tenant_id:
        yield Difference("tenant", found.tenant, tenant_id, say("pasted.tenant"))


def _client(found: AuthorizationRequest, tenant_id: str, client_id: str) -> Iterator[Difference]:
    if found.client_id and found.client_id.lower() != client_id:
        words = say("pasted.client_is_tenant") if found.client_id.lower() == tenant_id else say("pasted.client")
        yield Difference("client_id", found.client_id, client_id, words)


def _twice(found: AuthorizationRequest) -> Iterator[Difference]:
    """Two readers may each take another one of them (RFC 6749 §3.1 forbids it)."""
    for name in found.twice.split():
        yield Difference(name, "", "", say("pasted.twice"))


def _redirect(sent: str, registered: Mapping[str, tuple[str, ...]], platform: str) -> Iterator[Difference]:
    if not sent:
        return
    ours = registered.get(platform, ())
    # Whoever redeems the code on a phone or a desktop asks from a public client's address, if the product has one.
    there = [name for name, uris in registered.items() if any(addresses.same(sent, uri) for uri in uris)]
    if platform in there or (there == ["publicClient"]):
        return
    if there:
        words = say("pasted.platform_sent", found=addresses.PLATFORMS[there[0]], wanted=addresses.PLATFORMS[platform])
        yield Difference("redirect_uri", sent, sent, words)
        return
    every = [uri for uris in registered.values() for uri in uris]
    near = addresses.nearest(sent, ours) or addresses.nearest(sent, every)
    why = addresses.difference(sent, near) if near else say("pasted.not_registered")
    yield Difference("redirect_uri", sent, near or ", ".join(ours), why)


def _flow(found: AuthorizationRequest, platform: str, code_flow: bool) -> Iterator[Difference]:
    # Without its version only an error's text was pasted, which leaves most parameters out.
    if code_flow and found.version and not found.response_type:
        yield Difference("response_type", "", "code", say("pasted.no_response_type"))
    if code_flow and found.response_type and set(found.response_type.split()) != {"code"}:
        yield Difference("response_type", found.response_type, "code", say("pasted.response_type"))
    if code_flow and platform == "web" and found.response_mode == "fragment":
        # What stands behind # stays in the browser.
        yield Difference("response_mode", found.response_mode, "query, form_post", say("pasted.fragment"))
    if "none" in found.prompt.split():
        yield Difference("prompt", found.prompt, "select_account", say("pasted.prompt_none"))
    # v1 has no scope: it names a resource instead.
    if found.version == "v2.0" and "openid" not in found.scope.split():
        yield Difference("scope", found.scope, "openid", say("pasted.no_openid"))
    if platform == "spa" and found.version and not found.code_challenge_method and "code" in found.response_type:
        yield Difference("code_challenge_method", "", "S256", say("pasted.no_pkce"))
