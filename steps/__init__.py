"""The procedure, in order. Open a step to read what it shows and what it changes."""

from . import (
    check_tenant,
    choose_product,
    collect_endpoints,
    configure_product,
    finish,
    grant_access,
    live_login,
    make_secret,
    register_app,
    sign_in,
)

ALL = (
    choose_product,
    sign_in,
    check_tenant,
    register_app,
    grant_access,
    collect_endpoints,
    make_secret,
    configure_product,
    live_login,
    finish,
)
