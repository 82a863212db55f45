"""The key pair that is made on this machine, how it signs, and how a pasted one is recognised."""

from __future__ import annotations

import base64
import hashlib
import pickle
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from joserfc import jws, jwt
from joserfc.jwk import RSAKey

from steps.model.secret import PrivateKey, Secret
from wizard.certificate import make, read
from wizard.oidc import assertion

NOW = datetime.now(UTC).replace(microsecond=0)
KEY = make("Intranet sign-in", NOW, NOW + timedelta(days=90))
TOKEN = "https://login.example/t/oauth2/v2.0/token"


def test_the_certificate_is_what_entra_takes() -> None:
    certificate = x509.load_pem_x509_certificate(KEY.certificate.encode())
    public = certificate.public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    assert public.key_size == 2048
    assert certificate.subject.rfc4514_string() == certificate.issuer.rfc4514_string() == "CN=Intranet sign-in"
    assert (certificate.not_valid_before_utc, certificate.not_valid_after_utc) == (NOW, NOW + timedelta(days=90))
    assert certificate.signature_hash_algorithm is not None
    assert certificate.signature_hash_algorithm.name == "sha256"
    certificate.verify_directly_issued_by(certificate)


def test_a_long_name_is_cut_and_every_key_is_another() -> None:
    other = make("é" * 200, NOW, NOW + timedelta(days=1))
    certificate = x509.load_pem_x509_certificate(other.certificate.encode())
    assert certificate.subject.rfc4514_string() == "CN=" + "é" * 32
    assert KEY.reveal() != other.reveal()


def test_a_private_key_is_kept_like_a_secret() -> None:
    assert f"{KEY} {KEY!r} {KEY:>40}".count("••••") == 3
    with pytest.raises(TypeError):
        pickle.dumps(KEY)


def test_the_assertion_is_good_for_one_endpoint_and_for_minutes() -> None:
    signed = assertion.assertion("client", KEY, TOKEN, 1_800_000_000)
    named = hashlib.sha256(ssl.PEM_cert_to_DER_cert(KEY.certificate)).digest()
    assert jws.extract_compact(signed.encode()).headers() == {
        "alg": "PS256",
        "typ": "JWT",
        "x5t#S256": base64.urlsafe_b64encode(named).decode().rstrip("="),
    }
    public = x509.load_pem_x509_certificate(KEY.certificate.encode()).public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    claims = jwt.decode(signed, RSAKey.import_key(public), algorithms=["PS256"]).claims
    jti = claims.pop("jti")
    assert claims == {
        "iss": "client",
        "sub": "client",
        "aud": TOKEN,
        "nbf": 1_799_999_940,
        "iat": 1_800_000_000,
        "exp": 1_800_000_300,
    }
    assert jti not in assertion.assertion("client", KEY, TOKEN, 1_800_000_000)
    assert len(jti) >= 32


def test_the_key_stays_here_and_a_secret_goes_out() -> None:
    sent = assertion.proof("client", KEY, TOKEN)
    assert set(sent) == {"client_assertion_type", "client_assertion"}
    assert sent["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    assert assertion.proof("client", Secret("s"), TOKEN) == {"client_secret": "s"}


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, form: serialization.PrivateFormat) -> str:
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def of(key: PrivateKey) -> rsa.RSAPrivateKey:
    loaded = serialization.load_pem_private_key(key.reveal().encode(), None)
    assert isinstance(loaded, rsa.RSAPrivateKey)
    return loaded


@pytest.mark.parametrize(
    "text",
    [
        KEY.reveal(),
        KEY.reveal().replace("\n", " "),
        KEY.reveal().replace("\n", ""),
        KEY.reveal().replace("\n", "\r\n"),
        f"Bag Attributes\n  friendlyName: x\n{KEY.reveal()}{KEY.certificate}",
        pem(of(KEY), serialization.PrivateFormat.TraditionalOpenSSL),
    ],
)
def test_the_key_is_read_from_what_a_form_leaves_of_it(text: str) -> None:
    found = read(text, KEY.certificate)
    assert isinstance(found, PrivateKey)
    assert found.reveal() == KEY.reveal()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing",
        KEY.certificate,
        KEY.reveal()[:300],
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        make("Other", NOW, NOW + timedelta(days=1)).reveal(),
        pem(ec.generate_private_key(ec.SECP256R1()), serialization.PrivateFormat.PKCS8),
    ],
)
def test_no_other_key_is_taken_for_it(text: str) -> None:
    assert read(text, KEY.certificate) is None
