"""The browser leg of the live test login, beside Streamlit: leave for Microsoft, come back, close the tab."""

from __future__ import annotations

import logging

import anyio.to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from steps.model.words import say

from . import running
from .text import text

LOG = logging.getLogger(__name__)
QUIET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
DONE_CSP = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'none'"
DONE = Markup(
    "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title>"
    "<meta name=viewport content='width=device-width'><style>{style}</style>"
    "<main><h1>{title}</h1><p>{say}</p></main>{end}</html>"
)
CLOSES = Markup("<script>setTimeout(()=>window.close(),1500)</script>")
STRAY = "stray"
STYLE = Markup(
    "body{font:16px/1.6 system-ui,sans-serif;margin:22vh auto 0;max-width:26rem;padding:0 1rem;text-align:center;"
    "color-scheme:light dark}h1{font-size:1.4rem;font-weight:600}"
)


def login_routes(port: int) -> list[Route]:
    """The three routes of the test login."""
    cookie = f"wizard_login_{port}"

    async def start(request: Request) -> Response:
        found = await anyio.to_thread.run_sync(running.logins().start, request.path_params["id"])
        if found is None:
            return PlainTextResponse(text(say("server.login_used")), 410, headers=QUIET)
        url, key = found
        answer = RedirectResponse(url, 302, headers=QUIET)
        # Binds the answer to this browser: a callback that an attacker's page sends does not carry it.
        answer.set_cookie(cookie, key, max_age=600, httponly=True, samesite="lax", path="/callback")
        return answer

    async def callback(request: Request) -> Response:
        posted = request.method == "POST"
        form = await request.form() if posted else request.query_params
        pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        key, belongs = request.cookies.get(cookie), True
        try:
            belongs = await anyio.to_thread.run_sync(running.logins().complete, pairs, key, posted)
        except Exception as fault:  # noqa: BLE001 — the code in the address must not stay there; the page says the rest
            LOG.error("the answer to a test login could not be judged: %s", type(fault).__name__)
        # 303 at once, so that the code never stands in the history or in a Referer.
        answer = RedirectResponse("/login/done" if belongs else f"/login/done?{STRAY}", 303, headers=QUIET)
        if belongs:
            # A forged answer must not take away what the real one will need.
            answer.delete_cookie(cookie, path="/callback")
        return answer

    async def done(request: Request) -> Response:
        stray = STRAY in request.query_params
        title = say("server.stray_title") if stray else say("server.done_title")
        told = say("server.stray") if stray else say("server.done")
        # A page that closes by itself would have said "finished" by that alone.
        end = "" if stray else CLOSES
        page = DONE.format(title=text(title), say=text(told), style=STYLE, end=end)
        return HTMLResponse(page, headers={**QUIET, "Content-Security-Policy": DONE_CSP})

    return [
        Route("/login/start/{id}", start),
        Route("/callback", callback, methods=["GET", "POST"]),
        Route("/login/done", done),
    ]
