"""What a product can do instead of sending people to Microsoft: one row for each."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playing_product import FOREIGN, WIKI, Asked, PlayingProduct, page, redirect
from visits import DOOR, SENT, TENANT


@dataclass(frozen=True)
class Row:
    """What the product does, and where that ends; its sentences say `says`, and it was asked so often."""

    end: str
    play: Callable[[PlayingProduct], dict[str, object]] = lambda product: {}
    says: str = ""
    asks: int = 1
    begin: str = "/"
    leads: dict[str, str | tuple[str, ...]] = field(default_factory=dict)


def at_once(answer: bytes | Callable[[PlayingProduct], bytes]) -> Callable[[PlayingProduct], dict[str, object]]:
    return lambda product: {"/": answer(product) if callable(answer) else answer}


def _endless(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    while True:
        yield b"<p>" * 20_000


ROWS: dict[str, Row] = {
    "single sign-on is off": Row("stayed", at_once(page(200, "<h1>Welcome</h1>")), "sent nobody to Microsoft"),
    "its own login": Row("own-login", at_once(page(200, "<input name=p type='password'>")), "its own password"),
    "status 401": Row("unauthorized", at_once(page(401, "", "WWW-Authenticate: Basic")), "status 401"),
    "status 403": Row("forbidden", at_once(page(403, "")), "status 403"),
    "status 404": Row("missing", says="status 404"),
    "status 410": Row("status", at_once(page(410, "")), "status 410"),
    "status 500": Row("failed", at_once(page(500, "")), "status 500"),
    "status 503": Row("failed", at_once(page(503, "")), "status 503"),
    "a redirect without an address": Row("status", at_once(page(302, "")), "status 302"),
    "a circle": Row("loop", at_once(redirect("/")), "in a circle", 2),
    "a circle of two": Row("loop", lambda p: {"/": redirect("/b"), "/b": redirect("/")}, "in a circle", 4),
    "eleven redirects": Row(
        "too-many",
        lambda p: {"/": redirect("/1"), **{f"/{n}": redirect(f"/{n + 1}") for n in range(1, 20)}},
        "more than 10 times",
        11,
    ),
    "a host that nobody named": Row("other-host", at_once(lambda p: redirect(p.url("/", FOREIGN))), FOREIGN),
    "another program of this machine": Row("other-host", at_once(redirect("http://127.0.0.1:631/printers")), "631"),
    "another port of the product": Row("other-host", at_once(redirect(f"https://{WIKI}:6379/")), "6379"),
    "a host by a script": Row(
        "other-host", at_once(page(200, f"<script>location='https://{FOREIGN}/'</script>")), FOREIGN
    ),
    "another provider": Row(
        "other-provider",
        at_once(redirect("https://contoso.okta.example/authorize?client_id=x&redirect_uri=y")),
        "contoso.okta.example, which is not Microsoft",
    ),
    "SAML elsewhere": Row("other-provider", at_once(redirect("https://adfs.contoso.com/ls?SAMLRequest=x")), "adfs"),
    "a look-alike": Row(
        "look-alike",
        at_once(redirect(SENT.replace("microsoftonline", "microsoft-online"))),
        "login.microsoft-online.com looks like Microsoft, but is not",
    ),
    "a look-alike by one letter": Row(
        "look-alike", at_once(redirect(SENT.replace("microsoftonline", "micros0ftonline"))), "micros0ftonline"
    ),
    "a look-alike in a form": Row(
        "look-alike",
        at_once(page(200, f"<script>location.replace('{SENT.replace('line.com', 'line.co')}')</script>")),
    ),
    "another cloud": Row("other-cloud", at_once(redirect(SENT.replace(".com", ".us", 1))), "US Government"),
    "personal accounts": Row(
        "personal", at_once(redirect("https://login.live.com/oauth20_authorize.srf")), "login.live.com"
    ),
    "Microsoft without https": Row("not-https", at_once(redirect(SENT.replace("https", "http", 1))), "without https"),
    "SAML at Microsoft": Row(
        "protocol", at_once(redirect(f"https://login.microsoftonline.com/{TENANT}/saml2?x")), "by SAML"
    ),
    "Microsoft without a client": Row("no-request", at_once(redirect(DOOR)), "without a client ID"),
    "a consent page": Row(
        "no-sign-in",
        at_once(redirect(f"https://login.microsoftonline.com/{TENANT}/adminconsent?client_id=canary")),
        "is not its sign-in",
    ),
    "a device code": Row(
        "no-sign-in", at_once(redirect(DOOR.replace("/v2.0/authorize", "/deviceauth?client_id=canary")))
    ),
    "a portal": Row(
        "no-sign-in", at_once(redirect(SENT.replace("login.microsoftonline", "portal.azure"))), "portal.azure.com"
    ),
    "its own login, with a link to a consent page": Row(
        "own-login",
        at_once(
            page(
                200,
                f'<a href="https://login.microsoftonline.com/{TENANT}/adminconsent?client_id=canary">Consent</a>'
                f'<script src="https://login.microsoftonline.com/x.js?client_id=canary"></script>'
                "<input type=password>",
            )
        ),
    ),
    "http after https": Row("downgrade", at_once(lambda p: redirect(p.plain_url("/"))), "from https to http"),
    "a file": Row("scheme", at_once(redirect("file:///etc/passwd")), "begins with file:"),
    "ftp": Row("scheme", at_once(redirect("ftp://wiki.contoso.com/")), "begins with ftp:"),
    "a script as an address": Row("scheme", at_once(redirect("javascript:alert(1)")), "begins with javascript:"),
    "a name before the host": Row(
        "user-info", at_once(redirect(f"https://login.microsoftonline.com@{FOREIGN}/")), f"before the host {FOREIGN}"
    ),
    "a password before its own host": Row("user-info", at_once(redirect(f"https://a:b@{WIKI}/")), WIKI),
    "no address": Row("bad-address", at_once(redirect("https://[::1/")), "no address"),
    "another program, with a session": Row(
        "scheme",
        at_once(redirect("myapp://u:canary@x/go;session=canary/on?code_challenge=canary#canary")),
        "not opened: myapp://x/go/on.",
    ),
    "no address, with a session": Row(
        "bad-address", at_once(redirect("https://[::1/go;jsessionid=canary?ticket=canary")), "https://[::1/go."
    ),
    "two addresses, with sessions": Row(
        "bad-address", at_once(redirect("/a;s=canary", "Location: /b?s=canary")), "It was: /a /b."
    ),
    "status 404, with a session": Row(
        "missing",
        lambda p: {"/": redirect("/go;jsessionid=0000canary:-1")},
        "wiki.contoso.com:",
        2,
    ),
    "an endless address": Row("bad-address", at_once(redirect("/" + "a" * 20_000)), "no address"),
    "two addresses": Row("bad-address", at_once(redirect("/a", "Location: https://b.example/")), "no address"),
    "a header in the address": Row("missing", at_once(redirect("/a%0d%0aX-Injected:%20yes")), "status 404", 2),
    "metadata of a cloud": Row(
        "other-host", at_once(redirect("http://169.254.169.254/latest/meta-data/")), "169.254"
    ),
    "its name leads to the metadata": Row("machine", says="169.254.169.254", asks=0, leads={WIKI: "169.254.169.254"}),
    "mapped into IPv6": Row("machine", says="169.254", asks=0, leads={WIKI: "::ffff:169.254.169.254"}),
    "through NAT64": Row("machine", asks=0, leads={WIKI: "64:ff9b::a9fe:a9fe"}),
    "a link-local machine": Row("machine", says="fe80::1", asks=0, leads={WIKI: "fe80::1"}),
    "one good address and a bad one": Row("machine", asks=0, leads={WIKI: ("127.0.0.1", "0.0.0.0")}),
    "an unknown name": Row(
        "no-name", says="finds no host wiki.gone.example", asks=0, begin="https://wiki.gone.example/"
    ),
    "nobody listens": Row("nobody", says="port 1", asks=0, begin=f"https://{WIKI}:1/"),
    "plain text behind https": Row("no-tls", says="does not speak TLS", asks=0, begin="https-to-plain"),
    "not HTTP": Row("broken", at_once(b"SSH-2.0-OpenSSH_9.2\r\n"), "cannot be read"),
    "nothing at all": Row("broken", at_once(b""), "cannot be read"),
    "a broken header": Row(
        "broken", at_once(b"HTTP/1.1 302 Found\r\nLocation: /a\r\n b: c\x00\r\n\r\n"), "cannot be read"
    ),
    "an unknown packing": Row("broken", at_once(page(200, "x", "Content-Encoding: br")), "Content-Encoding: br"),
    "packed, but not as it says": Row(
        "broken", at_once(page(200, "not packed at all", "Content-Encoding: gzip")), "cannot be read"
    ),
    "more than a page": Row("too-large", at_once(page(200, "a" * 1_100_000)), "more than a page"),
    "a packed bomb": Row(
        "too-large",
        at_once(page(200, gzip.compress(b"\0" * 50_000_000), "Content-Encoding: gzip")),
        "more than a page",
    ),
    "an endless page": Row("too-large", lambda p: {"/": _endless}, "more than a page"),
    "a door for the eyes only": Row("stayed", at_once(page(200, "https://login.microsoftonline.com/ is our login"))),
}
