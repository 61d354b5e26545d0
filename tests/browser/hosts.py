"""A page of somebody else's, on another origin, under a policy as strict as can be, that shows our frames."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOTION = "action-on-antisemitism"


@contextmanager
def host_page(body: str, policy: str) -> Iterator[str]:
    """Serve one page under a content security policy; give its address, on a host that is not ours."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            title = "<!doctype html><html lang='en'><title>Host</title><h1>Host</h1>"
            self.wfile.write((title + body).encode())

        def log_message(self, *_said: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Another name for this machine: to a browser it is another site.
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def strict(site: str) -> str:
    """Return a policy that forbids everything but our script and our frames."""
    return f"default-src 'none'; script-src {site}; frame-src {site}"


def snippet(site: str, more: str = "", page: str = f"motions/{MOTION}") -> str:
    """Return what somebody pastes into a page: a plain link, and our script."""
    script = f'<script async src="{site}/embed.js" data-motion="{MOTION}" {more}></script>'
    return f'<a href="{site}/{page}">The record</a>{script}'
