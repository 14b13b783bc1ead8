#!/bin/sh
# Print a Python that works for each of the versions named, the first that is there; fail if none.
# On the PATH may be shims of versions that are not installed, so each one is tried.
for version in "$@"; do
    for python in "python$version" python3 "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python3; do
        "$python" -c "import ensurepip, ssl, sys, venv
sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null || continue
        "$python" -c 'import sys; print(sys.executable)'
        exit 0
    done
done
exit 1
