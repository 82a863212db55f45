"""The two web applications: what programs ask over TLS, and what a browser opens."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from .graph.service import graph_routes
from .login.routes import page_routes, program_routes
from .realm import Realm

# A page of another site that rebinds its name to this machine would come with that name.
OURS = Middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1"], www_redirect=False)


# A single-page application redeems its code from the browser, and asks before it does (preflight).
ANY_ORIGIN = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])


def program_app(realm: Realm) -> Starlette:
    """Login endpoints and Graph."""
    return Starlette(routes=[*program_routes(realm), *graph_routes(realm)], middleware=[OURS, ANY_ORIGIN])


def page_app(realm: Realm) -> Starlette:
    """Account picker, consent, device code, sign-out, and the portal."""
    return Starlette(routes=page_routes(realm), middleware=[OURS])
