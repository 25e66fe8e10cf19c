"""The built program, and a person who uses it over HTTP as a browser without scripts does."""

import http.cookiejar
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request


class App:
    """The program on a port of its own, with an empty database."""

    def __init__(self):
        self.data = tempfile.TemporaryDirectory(prefix="hamdel-feeds-")
        os.chmod(self.data.name, 0o755)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        self.origin = f"http://localhost:{port}"
        self.said = pathlib.Path(self.data.name, "said")
        env = {**os.environ, "HAMDEL_DATA": self.data.name, "HAMDEL_LISTEN": f"127.0.0.1:{port}"}
        with self.said.open("w") as said:
            log = pathlib.Path(self.data.name, "log").open("w")
            self.process = subprocess.Popen([os.environ["HAMDEL_BIN"], "serve"], env=env, stdout=said, stderr=log)
        self.wait()

    def wait(self):
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.origin}/readyz", timeout=5).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the program does not answer: " + pathlib.Path(self.data.name, "log").read_text()[-4000:])

    def setup_link(self):
        return re.search(r"http://localhost:\d+(/setup/\w+)", self.said.read_text())[1]

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.data.cleanup()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Person:
    """A browser: cookies, and the form token of the last page."""

    def __init__(self, app):
        self.app = app
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.open = urllib.request.build_opener(jar, NoRedirect).open

    def send(self, path, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(self.app.origin + path, data, {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"})
        try:
            reply = self.open(request, timeout=30)
        except urllib.error.HTTPError as refused:
            reply = refused
        with reply:
            return reply.status, reply.headers, reply.read().decode()

    def get(self, path):
        status, _, body = self.send(path)
        assert status == 200, f"{path}: {status}"
        return body

    def post(self, path, fields):
        """Sends a form; gives where it leads, or the page."""
        token = re.search(r'<meta name="form-token" content="([^"]+)"', self.get("/help"))[1]
        status, headers, body = self.send(path, [*fields, ("token", token)])
        assert status in (200, 303), f"{path}: {status} {re.findall('class=.error.[^>]*>([^<]*)', body)}"
        return headers["location"] if status == 303 else body
