#!/bin/sh
# Installs the products that tests really run, and the programs that check generated files. tests/run calls it; it
# says nothing and takes no time when all is there. What cannot be installed here is named, and its tests fail.
set -eu
extra=test
. "$(dirname "$0")/../wizard/environment.sh"

own="$root/.venv-target-products"
python_packages="jupyterhub==6.1.1 oauthenticator==17.4.0"
node_packages="configurable-http-proxy@5.1.0"

# Debian's packages, each with a file that proves it is there. apache2-bin is the server without its service: nothing
# listens on this machine but what a test starts on loopback.
missing=""
need() { [ -e "$2" ] || missing="$missing $1"; }
need apache2-bin /usr/sbin/apache2
need libapache2-mod-auth-openidc /usr/lib/apache2/modules/mod_auth_openidc.so
need jython /usr/bin/jython
command -v openssl >/dev/null || missing="$missing openssl"
command -v node >/dev/null || missing="$missing nodejs"
command -v npm >/dev/null || missing="$missing npm"

# $missing, $python_packages and $node_packages are lists: unquoted on purpose.
install_packages() {
    command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
    echo "Installing$missing for the tests that run real products."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >/dev/null &&
        apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 $missing >/dev/null
}

install_own() {
    echo "Setting up real products in .venv-target-products."
    python=$(find_python) && "$python" -m venv "$own" &&
        "$own/bin/python" -m pip install -qq --disable-pip-version-check $python_packages &&
        npm install --silent --no-audit --no-fund --prefix "$own/node" $node_packages >/dev/null
}

# What judges the test login: a provider and a relying party, both certified. Their versions stand beside their tests.
install_certified() {
    echo "Setting up a certified OpenID provider in .venv-target-products."
    mkdir -p "$certified" && cp "$pinned" "$certified/package.json" &&
        npm install --silent --no-audit --no-fund --no-package-lock --prefix "$certified" >/dev/null &&
        cp "$pinned" "$certified/installed.json"
}

if [ -n "$missing" ] && ! install_packages; then
    echo "Tests that run real products fail here until these packages are installed:$missing" >&2
fi
stamp="$own/installed-$(echo "$python_packages $node_packages" | cksum | tr ' ' '-')"
if [ ! -e "$stamp" ] && command -v npm >/dev/null; then
    if install_own; then
        touch "$stamp"
    else
        echo "JupyterHub could not be installed, so its tests fail. Check the connection and try again." >&2
    fi
fi
certified="$own/certified-provider"
pinned="$root/tests/certified_provider/package.json"
if ! cmp -s "$pinned" "$certified/installed.json" && command -v npm >/dev/null && ! install_certified; then
    echo "The certified provider could not be installed, so its tests fail. Check the connection and try again." >&2
fi
"$venv/bin/python" "$root/tests/wizard/products/openmetadata/fetch_models.py" ||
    echo "The models of OpenMetadata could not be fetched, so their tests fail. Try again with a connection." >&2
