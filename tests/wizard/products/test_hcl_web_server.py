"""The rules for the web server in front of HCL Connections, in a real httpd: each path answers as documented."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from expanded_recipes import HCL, T

HTTPD = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MODULES = Path("/usr/lib/apache2/modules")
HOST = "connections.contoso.com"
COOKIES = ("LtpaToken2=abc; Path=/; Secure; HttpOnly", "JSESSIONID=0000def; Path=/homepage")


@dataclass(frozen=True)
class Server:
    """The running httpd, and its configuration file."""

    port: int
    config: Path

    def get(self, path: str) -> HTTPResponse:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path, headers={"Host": HOST})
            answer = connection.getresponse()
            answer.read()
        return answer


class Connections(BaseHTTPRequestHandler):
    """What stands behind the web server: it sets two cookies."""

    def do_GET(self) -> None:
        self.send_response(200)
        for cookie in COOKIES:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *said: object) -> None:
        """Quiet."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def backend() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Connections) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, backend: int) -> Iterator[Server]:
    assert HTTPD, "Install Apache httpd for this test: run tests/install_target_products.sh, or install apache2-bin."
    folder = tmp_path_factory.mktemp("httpd")
    port = free_port()
    for name in ("ihs-upload-rewrite.fragment.conf", "httpd.fragment.conf"):
        (folder / name).write_text(HCL[0].files[name])
    modules = ("mpm_event", "authz_core", "alias", "rewrite", "headers", "proxy", "proxy_http")
    lines = [
        *(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in modules),
        f"ServerRoot {folder}",
        f"ServerName {HOST}",
        f"Listen 127.0.0.1:{port}",
        f"PidFile {folder}/httpd.pid",
        f"ErrorLog {folder}/error.log",
        f"DocumentRoot {folder}",
        *(("User nobody", "Group nogroup") if os.geteuid() == 0 else ()),
        f"ProxyPass /homepage/web http://127.0.0.1:{backend}/",
        f"Include {folder}/ihs-upload-rewrite.fragment.conf",
        f"Include {folder}/httpd.fragment.conf",
    ]
    config = folder / "httpd.conf"
    config.write_text("\n".join(lines) + "\n")
    running = subprocess.Popen([HTTPD, "-f", str(config), "-D", "FOREGROUND"], stderr=subprocess.PIPE, text=True)
    try:
        _wait_until_it_listens(running, port)
        yield Server(port, config)
    finally:
        running.terminate()
        running.communicate(timeout=20)


def _wait_until_it_listens(running: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert running.poll() is None, running.communicate()[1]
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError("httpd does not listen")


HERE = f"http://{HOST}"
METADATA = f"https://login.microsoftonline.com/{T}/v2.0/.well-known/openid-configuration"
DOCUMENTED = [
    ("/communities/login", f"{HERE}/communities/service/html/login"),
    ("/homepage/login", f"{HERE}/homepage/"),
    ("/homepage/auth/login.jsp", f"{HERE}/homepage/"),
    ("/activities/auth/login.jsp", f"{HERE}/activities"),
    ("/profiles/login", f"{HERE}/profiles/html/myProfileView.do"),
    ("/profiles/profile.do", f"{HERE}/profiles/html/myprofile.do"),
    ("/forums/auth/login", f"{HERE}/forums/html/my"),
    ("/blogs/login", f"{HERE}/blogs/roller-ui/myblogs/edit"),
    ("/mobileAdmin/login", f"{HERE}/mobileAdmin/console"),
    ("/.well-known/openid-configuration", METADATA),
]


def test_httpd_takes_the_rules_as_they_are(server: Server) -> None:
    # What apachectl configtest runs.
    checked = subprocess.run(
        [str(HTTPD), "-t", "-f", str(server.config)], capture_output=True, text=True, timeout=30, check=False
    )
    assert (checked.returncode, checked.stderr.strip()) == (0, "Syntax OK")


@pytest.mark.parametrize(("path", "target"), DOCUMENTED)
def test_a_documented_path_answers_with_its_redirect(server: Server, path: str, target: str) -> None:
    answer = server.get(path)
    assert (answer.status, answer.getheader("Location")) == (302, target)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/profiles/profile.do?key=1&lang=en", f"{HERE}/profiles/html/myprofile.do?key=1&lang=en"),
        ("/profiles/profile.do;jsessionid=7", f"{HERE}/profiles/html/myprofile.do;jsessionid=7"),
        ("/homepage/login?redirect=x", f"{HERE}/homepage/?redirect=x"),
    ],
)
def test_what_stands_behind_a_path_is_carried_over(server: Server, path: str, target: str) -> None:
    assert server.get(path).getheader("Location") == target


def test_every_rule_is_one_of_the_documented_paths() -> None:
    rules = HCL[0].files["ihs-upload-rewrite.fragment.conf"].splitlines()
    assert [rule.split()[1].strip('"').removesuffix("(.*)") for rule in rules] == [path for path, _ in DOCUMENTED]


@pytest.mark.parametrize("target", sorted({target for _, target in DOCUMENTED if target.startswith(HERE)}))
def test_a_target_is_not_redirected_again(server: Server, target: str) -> None:
    assert server.get(target.removeprefix(HERE)).getheader("Location") is None


def test_a_path_that_only_begins_alike_is_left_alone(server: Server) -> None:
    assert server.get("/homepage/loginpage").getheader("Location") is None
    assert server.get("/blogs/login2").getheader("Location") is None


def test_every_cookie_from_behind_the_web_server_may_cross_sites(server: Server) -> None:
    answer = server.get("/homepage/web")
    assert answer.status == 200
    assert answer.headers.get_all("Set-Cookie") == [f"{cookie}; SameSite=None;Secure" for cookie in COOKIES]
