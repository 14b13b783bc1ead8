"""The rules, one file a theme; importing this package registers them all in a fixed order."""

from importlib import import_module
from pathlib import Path

# By name, so that a file put into this folder is read, and the order is always the same.
for _file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    import_module(f"{__name__}.{_file.stem}")
