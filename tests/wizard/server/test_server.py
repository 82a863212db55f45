"""The server as it runs: its settings, its port, its links, its fonts."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest
from asgi import ask

from wizard.server import HERE, PortTaken, _fonts, config, serve

PINNED = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.allowedHosts": ["localhost", "127.0.0.1"],
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 1,
    "server.disconnectedSessionTTL": 3600,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "runner.magicEnabled": False,
    "global.minCachedMessageSize": 10**9,
}

PROGRAM = """
import json, sys
import streamlit as st
from wizard import server
port, names = int(sys.argv[1]), json.loads(sys.argv[2])
def ready(link):
    kept = {name: st.get_option(name) for name in names}
    print(json.dumps({"link": link, "kept": kept}), flush=True)
server.serve(port, False, ready)
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def program(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """The server in a process of its own, started where a hostile configuration file lies."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(
        '[server]\naddress = "0.0.0.0"\nport = 1\nallowedHosts = ["*"]\n[browser]\ngatherUsageStats = true\n'
    )
    command = [sys.executable, "-c", PROGRAM, str(port), json.dumps(list(PINNED))]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        yield json.loads(line)
        process.terminate()
        process.wait(10)
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_what_must_hold_holds_whatever_file_lies_around(program: dict[str, object], port: int) -> None:
    assert program["kept"] == PINNED


def test_only_the_loopback_listens_and_the_link_leads_in(program: dict[str, object], port: int) -> None:
    link = str(program["link"])
    assert link.startswith(f"http://localhost:{port}/enter/")
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
    with opener.open(link, timeout=20) as page:
        assert page.url == f"http://localhost:{port}/"
        assert b'<div id="root">' in page.read()
    with opener.open(f"http://localhost:{port}/fonts/inter-400.woff2", timeout=20) as font:
        assert font.read(4) == b"wOF2"
    with socket.socket() as outside:
        outside.settimeout(2)
        # Another address of this machine's loopback network: a wildcard socket would answer there.
        with pytest.raises(ConnectionRefusedError):
            outside.connect(("127.0.0.2", port))


def test_a_taken_port_is_named(port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(PortTaken) as taken:
            serve(port, False, lambda link: None)
    assert taken.value.port == port


@pytest.mark.parametrize("name", ["../theme.toml", "OFL-Inter.txt", "inter-400.woff2/", ""])
def test_the_font_route_serves_nothing_but_the_fonts(name: str) -> None:
    from starlette.routing import Router

    assert ask(Router(routes=[_fonts()]), f"/fonts/{name}").status in (307, 404)


def test_every_font_of_the_theme_is_there_with_its_licence() -> None:
    theme = (HERE / "draw" / "theme.toml").read_text("utf-8")
    fonts = {file.name for file in (HERE / "draw" / "fonts").glob("*.woff2")}
    assert fonts == {part.partition('"')[0] for part in theme.split('url = "/fonts/')[1:]}
    assert len(list((HERE / "draw" / "fonts").glob("OFL-*.txt"))) == 2


def test_the_theme_is_the_one_beside_the_page() -> None:
    assert config(1)["theme.base"] == str(HERE / "draw" / "theme.toml")


@pytest.mark.parametrize(("chosen", "expected"), [({}, "None"), ({"BROWSER": "/bin/true %s"}, "GenericBrowser")])
def test_a_machine_without_a_browser_is_noticed(chosen: dict[str, str], expected: str) -> None:
    program = "from wizard.server import _browser; found = _browser(); print(found and type(found).__name__)"
    found = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": "/nowhere", **chosen},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == expected
