"""Entra's login endpoints: discovery, authorize, token, device code, userinfo, logout."""
