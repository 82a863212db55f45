"""Thumbprints of a certificate: the names by which Entra and the portal know it."""

from __future__ import annotations

import hashlib
import ssl


def thumbprint(certificate: str) -> str:
    """SHA-1 of the certificate (PEM) in hexadecimal, as the portal's column Thumbprint and `customKeyIdentifier`.

    A name only: nothing is trusted because of it (RFC 7515 §4.1.7). What is no PEM is returned as it is: in a bundle
    for support, a placeholder may stand in the certificate's place.
    """
    if "BEGIN CERTIFICATE" not in certificate:
        return certificate.strip()
    return hashlib.sha1(ssl.PEM_cert_to_DER_cert(certificate), usedforsecurity=False).hexdigest().upper()
