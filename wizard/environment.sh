# Sourced by wizard/start and tests/run: makes .venv beside the packages, once, and after pyproject.toml changed.
# $extra may name an extra of the package, such as "test".

root=$(cd "$(dirname "$0")/.." && pwd)
venv="$root/.venv"
wanted="${extra:-}"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

find_python() {
    for candidate in python3.13 python3.12 python3.11 python3 python3.14; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    echo "Python 3.11 or newer is needed. Install it from python.org or your package manager, then try again." >&2
    return 1
}

make_venv() {
    python=$(find_python) || exit 2
    # Debian and Ubuntu ship Python without the part that makes environments.
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "Installing the package python${version}-venv."
        as_root apt-get update -q >/dev/null && as_root apt-get install -y -q "python${version}-venv" >/dev/null || {
            echo "Install the package python${version}-venv, then try again." >&2
            exit 2
        }
    fi
    "$python" -m venv "$venv"
}

stamp="$venv/installed-$(cksum <"$root/pyproject.toml" | tr ' ' '-')${wanted:+-$wanted}"
if [ ! -e "$stamp" ]; then
    echo "Setting up in .venv; this takes a few minutes the first time."
    [ -x "$venv/bin/python" ] || make_venv
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root${wanted:+[$wanted]}" || {
        echo "The packages could not be installed. Check the connection and try again." >&2
        exit 2
    }
    touch "$stamp"
fi
