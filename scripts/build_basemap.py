"""Make geo/draw/data/world.bin.gz, the basemap's view of the whole world.

It follows from the table of provinces alone; run this after scripts/build_admin1.py:

    python scripts/build_basemap.py
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gazetteer.provinces import Provinces
from geo.draw.basemap import files as basemap


def main() -> int:
    """Write the file and say how large it is."""
    data = gzip.compress(basemap.world(Provinces.open()), 9, mtime=0)
    basemap.WORLD_FILE.parent.mkdir(exist_ok=True)
    basemap.WORLD_FILE.write_bytes(data)
    print(f"{basemap.WORLD_FILE}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
