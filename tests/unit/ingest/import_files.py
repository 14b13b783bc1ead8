"""Small tables of events that the import's tests write, shaped like those people have."""

import csv

UCDP = {
    "id": "36210",
    "type_of_violence": "1",
    "side_a": "Government of X",
    "side_b": "Rebels",
    "source_article": "Wire A 25/2-09; Wire B 26/2-09",
    "source_office": "",
    "source_date": "",
    "source_headline": "",
    "where_prec": "1",
    "where_coordinates": "Hama city",
    "where_description": "Hama",
    "adm_1": "Hama governorate",
    "country": "Syria",
    "date_prec": "1",
    "date_start": "2016-01-05",
    "date_end": "2016-01-05",
    "best": "3",
    "high": "5",
    "low": "2",
    "latitude": "35.13",
    "longitude": "36.75",
}
ACLED = {
    "event_id_cnty": "SYR1",
    "event_date": "05 January 2016",
    "year": "2016",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Army",
    "actor2": "Rebels",
    "iso": "760",
    "country": "Syria",
    "admin1": "Hama",
    "admin2": "Hama",
    "location": "Hama",
    "latitude": "35.13",
    "longitude": "36.75",
    "geo_precision": "1",
    "source": "Wire A; Wire B",
    "source_scale": "National",
    "notes": "Shells hit the north of the town.",
    "fatalities": "4",
    "timestamp": "1610000000",
}


def gdelt(number="1001", day="20160105", code="190", kind="4", lat="35.13", lon="36.75"):
    """Return a GDELT row of 61 cells."""
    cells = [""] * 61
    cells[0], cells[1], cells[6], cells[16] = number, day, "ARMY", "REBEL"
    cells[26], cells[28], cells[51], cells[52] = code, code[:2], kind, "Hama, Hamah, Syria"
    cells[56], cells[57], cells[59] = lat, lon, "20160106120000"
    cells[60] = "https://news.example/story"
    return cells


def write_csv(path, rows, **options):
    """Write dictionaries or lists as CSV and return the path."""
    encoding = options.pop("encoding", "utf-8")
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, **options)
        if isinstance(rows[0], dict):
            writer.writerow(rows[0])
            rows = [row.values() for row in rows]
        writer.writerows(rows)
    return path
