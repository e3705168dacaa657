"""An SMS gateway as operators have them: run with the file to write messages into; prints its port."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_ANSWERS = {"0400": 400, "0429": 429, "0500": 500, "0401": 401}


class Gateway(BaseHTTPRequestHandler):
    """Answers by the last four digits of the number."""

    def do_POST(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        message["token"] = self.headers.get("Authorization", "")
        with Path(sys.argv[1]).open("a", encoding="utf-8") as taken:
            taken.write(json.dumps(message) + "\n")
        tail = message["to"][-4:]
        if tail == "9999":
            time.sleep(2)
        self.send_response(_ANSWERS.get(tail, 202))
        self.end_headers()
        self.wfile.write(b"answer of the gateway")

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
sys.stdout.write(f"{server.server_address[1]}\n")
sys.stdout.flush()
server.serve_forever()
