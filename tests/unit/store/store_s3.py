"""An S3 server on loopback, and what the processes that write to it do.

python -m tests.unit.store.store_s3           prints the port that the server listens on
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

from geo.store.history.revisions import EventStore
from tests.unit.store.store_events import REPORT, event

BUCKET = "events"
EACH = 3


def serve() -> None:
    """Serve S3 until killed, one request at a time: so a conditional put is decided as a whole."""
    from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    class Handler(MotoRequestHandler):
        # Each connection ends with its answer, so that none that idles keeps the server waiting.
        protocol_version = "HTTP/1.0"

    application = DomainDispatcherApplication(create_backend_app)
    lock = Lock()

    def one_at_a_time(environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        with lock:
            return application(environ, start_response)

    server = make_server("127.0.0.1", 0, one_at_a_time, threaded=True, request_handler=Handler)
    print(server.port, flush=True)
    server.serve_forever()


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """Run the server; yields the environment in which stores find it."""
    command = [sys.executable, "-m", "tests.unit.store.store_s3"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            port = int(server.stdout.readline())
            yield {
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
                "AWS_ALLOW_HTTP": "true",
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_REGION": "us-east-1",
            }
        finally:
            server.kill()


def write(uri: str, name: str) -> None:
    """Add events and correct each, and one event that the other writer corrects too."""
    store = EventStore(uri)
    for number in range(EACH):
        one = event(f"{name}-{number}")
        store.put([one], name, "add", [REPORT], batch=f"{name}-{number}", action="add")
        store.edit(event(f"{name}-{number}", f"{name} {number} corrected"), name, "correct")
        store.put([event("both", f"{name} {number}")], name, "both", action="add")
    print(os.getpid())


if __name__ == "__main__":
    serve()
