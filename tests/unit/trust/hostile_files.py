"""Files that point at other files and at servers, and a server that counts who came."""

import sqlite3
import zipfile
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import geopandas
from shapely.geometry import Polygon

SECRET = "hunter2-of-root"
SQUARE = Polygon([(35, 33), (36, 33), (36, 34), (35, 34)])


class Asked(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        body = f"name,lon,lat\n{SECRET},35,33\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


@contextmanager
def counting():
    """Serve a table on this machine; `asked` lists the requests."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        server.asked = []
        server.address = f"http://127.0.0.1:{server.server_port}"
        # Its end is waited for in every test, half a second each without being told.
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def virtual_layer(kind, folder, address):
    """Return a virtual layer on a file with a secret or on a server."""
    secret = folder / "secret.csv"
    secret.write_text(f"name,lon,lat\n{SECRET},35,33\n")
    source = {
        "prefix": f"CSV:{secret}",
        "path": str(secret),
        "network": f"/vsicurl/{address}/secret.csv",
    }[kind]
    return (
        '<OGRVRTDataSource><OGRVRTLayer name="secret">'
        f"<SrcDataSource>{source}</SrcDataSource><GeometryType>wkbPoint</GeometryType>"
        '<GeometryField encoding="PointFromColumns" x="lon" y="lat"/>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )


def zipped(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def shapes():
    values = {"name": ["Coast"], "country": ["LB"]}
    return geopandas.GeoDataFrame(values, geometry=[SQUARE], crs=4326)


def geopackage(path, *statements):
    """Write a GeoPackage, its schema then changed by hand."""
    shapes().to_file(path, driver="GPKG", layer="a")
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA writable_schema = 1")
        for statement in statements:
            base.execute(statement)
    return path


def shapefile(folder):
    """Return the parts of a shapefile by ending."""
    folder.mkdir()
    shapes().to_file(folder / "made.shp", driver="ESRI Shapefile")
    return {part.suffix: part.read_bytes() for part in folder.iterdir()}


def declaring(kind, address):
    """Return the start of an XML text: a bomb of entities, or an entity that is elsewhere."""
    if kind == "bomb":
        grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
        return f'<!DOCTYPE x [<!ENTITY e0 "ha">{grown}]>', "&e8;"
    if kind == "file":
        return '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"
    if kind == "dtd":
        return f'<!DOCTYPE x SYSTEM "{address}/x.dtd">', ""
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}/x">]>', "&e;"
