"""The practice tenant's own certificate authority: made once, kept with the state, trusted by nobody else."""

from __future__ import annotations

import ssl
from pathlib import Path

import trustme


def authority(folder: Path) -> tuple[trustme.CA, Path]:
    """The CA of this folder, and the path of its certificate for clients that are to trust it."""
    certificate, key = folder / "ca.pem", folder / "ca.key"
    if certificate.exists() and key.exists():
        return trustme.CA.from_pem(certificate.read_bytes(), key.read_bytes()), certificate
    made = trustme.CA(organization_name="SSO Wizard practice tenant")
    key.touch(mode=0o600)
    key.write_bytes(made.private_key_pem.bytes())
    certificate.write_bytes(made.cert_pem.bytes())
    return made, certificate


def serving(issuer: trustme.CA) -> ssl.SSLContext:
    """What the TLS listener shows to its clients."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context
