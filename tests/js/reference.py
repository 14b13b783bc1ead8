"""What the browser's scene must answer, said once more in the plainest Python."""

import base64

import numpy as np
from hypothesis import strategies as st

from geo.draw.web import columns_file

TYPES = ["battle", "strike", "violence"]
STATUSES = ["single-source", "corroborated", "disputed"]
PROVINCES = ["SY-HM", "SY-HL", "FR-75"]
ACTORS = ["a", "b", "c"]
NONE = columns_file.NO_PROVINCE
ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def events(size=12):
    """Draw lists of events as dictionaries, some of them long, some without a province."""
    day = st.integers(-900, 900)
    return st.lists(
        st.fixed_dictionaries(
            {
                "lon": st.sampled_from([-180.0, -179.9, 0.0, 36.5, 179.9, 180.0]),
                "lat": st.sampled_from([-90.0, -60.0, 0.0, 35.0, 90.0]),
                "first": day,
                "days": st.sampled_from([1, 1, 1, 2, 30, 31, 92, 93, 94, 365, 4000]),
                "type": st.integers(0, len(TYPES) - 1),
                "province": st.sampled_from([0, 1, 2, NONE]),
                "actors": st.lists(st.integers(0, 2), max_size=3, unique=True),
                "sources": st.lists(st.integers(0, 2), max_size=2, unique=True),
                "certainty": st.integers(0, 100),
                "changes": st.lists(
                    st.tuples(day, st.integers(0, 2)),
                    min_size=1,
                    max_size=3,
                    unique_by=lambda change: change[0],
                ).map(sorted),
                "id": st.integers(0, 2**60 - 1),
            }
        ),
        max_size=size,
    ).map(lambda rows: sorted(rows, key=lambda row: row["first"]))


def last(event):
    return event["first"] + event["days"] - 1


def status_at(event, clock):
    changes = [change for change in event["changes"] if clock is None or change[0] <= clock]
    return changes[-1][1] if changes else None


def passes(event, filters, clock, row):
    """Say whether an event passes every filter, each of them empty for no filter."""
    province = None if event["province"] == NONE else PROVINCES[event["province"]]
    status = status_at(event, clock)
    words = filters.get("words")
    checks = [
        not filters.get("province") or province in filters["province"],
        not filters.get("type") or TYPES[event["type"]] in filters["type"],
        not filters.get("actor") or any(ACTORS[a] in filters["actor"] for a in event["actors"]),
        not filters.get("source") or any(ACTORS[a] in filters["source"] for a in event["sources"]),
        not filters.get("status") or (status is not None and STATUSES[status] in filters["status"]),
        event["certainty"] >= filters.get("certainty", 0),
        words is None or row in words,
    ]
    return all(checks)


def visible(rows, window, sure, clock, filters):
    """Return the indices of the events a reader must see."""
    first, final = window
    found = []
    for row, event in enumerate(rows):
        inside = event["first"] >= first and last(event) <= final
        overlaps = event["first"] <= final and last(event) >= first
        public = clock is None or event["changes"][0][0] <= clock
        if (inside if sure else overlaps) and public and passes(event, filters, clock, row):
            found.append(row)
    return found


def id_text(number):
    return "".join(ID_LETTERS[(number >> shift) & 31] for shift in range(55, -1, -5))


def _ragged(rows, key):
    offsets = np.cumsum([0] + [len(row[key]) for row in rows])
    return offsets, np.array([value for row in rows for value in row[key]])


def pack(rows):
    """Return the events as a column file."""
    column = {name: np.array([row[name] for row in rows]) for name in ("lon", "lat", "first")}
    actor_off, actor = _ragged(rows, "actors")
    source_off, source = _ragged(rows, "sources")
    change_off, change = _ragged(rows, "changes")
    change = change.reshape(-1, 2)
    arrays = {
        **column,
        "last": np.array([last(row) for row in rows]),
        "type": np.array([row["type"] for row in rows]),
        "province": np.array([row["province"] for row in rows]),
        "country": np.zeros(len(rows)),
        "kind": np.zeros(len(rows)),
        "status": np.array([row["changes"][-1][1] for row in rows]),
        "certainty": np.array([row["certainty"] for row in rows]),
        "known": np.array([row["changes"][0][0] for row in rows]),
        "id_hi": np.array([row["id"] >> 30 for row in rows]),
        "id_lo": np.array([row["id"] & (2**30 - 1) for row in rows]),
        "actor_off": actor_off,
        "actor": actor,
        "source_off": source_off,
        "source": source,
        "change_off": change_off,
        "change_day": change[:, 0],
        "change_status": change[:, 1],
    }
    vocab = {
        "type": TYPES,
        "status": STATUSES,
        "kind": ["city"],
        "province": [{"iso": iso, "name": iso} for iso in PROVINCES],
        "country": ["SY"],
        "actor": ACTORS,
        "source": ACTORS,
    }
    return columns_file.pack(arrays, vocab)


def packed(rows):
    """Return the column file as base64 text, the way a test hands it to the page."""
    return base64.b64encode(pack(rows)).decode()


def bits(rows, count):
    """Return a set of rows as the bit set the client filters words with."""
    mask = np.zeros(count, dtype=np.uint8)
    mask[[row for row in rows if row < count]] = 1
    return np.packbits(mask, bitorder="little").tolist()
