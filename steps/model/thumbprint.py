"""Thumbprints of a certificate: the names by which Entra and the portal know it."""

from __future__ import annotations

import hashlib
import ssl


def thumbprint(certificate: str) -> str:
    """SHA-1 of the certificate (PEM) in hexadecimal, as the portal's column Thumbprint and `customKeyIdentifier`.

    A name only: nothing is trusted because of it (RFC 7515 §4.1.7).
    """
    return hashlib.sha1(ssl.PEM_cert_to_DER_cert(certificate), usedforsecurity=False).hexdigest().upper()
