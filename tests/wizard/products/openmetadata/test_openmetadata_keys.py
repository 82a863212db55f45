"""The script that replaces the shipped keys makes what a Java server reads, and never touches keys that are there."""

from __future__ import annotations

import base64
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.hazmat.primitives.serialization import load_der_private_key as private
from cryptography.hazmat.primitives.serialization import load_der_public_key as public
from every_way import way

SCRIPT = way("docker", "public").files["new-keys.sh"]


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("openssl") is None:
        pytest.fail("new-keys.sh needs openssl. Install the package openssl.")
    (folder / "new-keys.sh").write_text(SCRIPT, "utf-8")
    return subprocess.run(["sh", "new-keys.sh"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    told = run(folder)
    assert (told.returncode, told.stderr) == (0, "")
    return folder


def settings(folder: Path) -> dict[str, str]:
    lines = (folder / "openmetadata-keys.env").read_text("utf-8").splitlines()
    return dict(line.removeprefix("#").split("=", 1) for line in lines if "=" in line)


def test_the_two_keys_belong_together_and_have_the_forms_that_java_reads(made: Path) -> None:
    key = private((made / "private_key.der").read_bytes(), None)
    other = public((made / "public_key.der").read_bytes())
    assert isinstance(key, RSAPrivateKey)
    assert isinstance(other, RSAPublicKey)
    assert key.key_size == 2048
    assert key.public_key().public_numbers() == other.public_numbers()
    # PKCS8EncodedKeySpec and X509EncodedKeySpec: read leniently above, so the bytes are compared as well.
    pkcs8 = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    assert (made / "private_key.der").read_bytes() == pkcs8
    spki = other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert (made / "public_key.der").read_bytes() == spki


def test_only_their_owner_reads_them(made: Path) -> None:
    for name in ("private_key.der", "public_key.der", "openmetadata-keys.env"):
        assert stat.S_IMODE((made / name).stat().st_mode) == 0o600


def test_the_variables_are_the_ones_of_the_duty_and_a_fernet_key_is_offered(made: Path) -> None:
    found = settings(made)
    assert list(found) == [
        "RSA_PUBLIC_KEY_FILE_PATH",
        "RSA_PRIVATE_KEY_FILE_PATH",
        "JWT_KEY_ID",
        "JWT_ISSUER",
        "FERNET_KEY",
    ]
    assert found["JWT_ISSUER"] == "https://openmetadata.contoso.com"
    assert len(base64.urlsafe_b64decode(found["FERNET_KEY"])) == 32
    # Set by itself it would make everything unreadable that is stored already.
    assert "\n#FERNET_KEY=" in (made / "openmetadata-keys.env").read_text("utf-8")


def test_another_run_makes_nothing_and_says_so(made: Path) -> None:
    before = {file.name: file.read_bytes() for file in made.iterdir()}
    told = run(made)
    assert told.returncode == 1
    assert "is here already. Nothing was made." in told.stderr
    assert {file.name: file.read_bytes() for file in made.iterdir()} == before


def test_no_two_installations_get_the_same(made: Path, tmp_path: Path) -> None:
    run(tmp_path)
    mine, other = settings(made), settings(tmp_path)
    assert mine["JWT_KEY_ID"] != other["JWT_KEY_ID"]
    assert mine["FERNET_KEY"] != other["FERNET_KEY"]
    assert (made / "private_key.der").read_bytes() != (tmp_path / "private_key.der").read_bytes()
