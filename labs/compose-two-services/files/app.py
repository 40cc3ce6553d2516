import os
import signal
import sys

from flask import Flask
from redis import Redis

app = Flask(__name__)
store = Redis(host=os.environ.get("STORE", "localhost"), decode_responses=True)


@app.route("/")
def visit():
    visits = store.incr("visits")
    app.logger.warning("visit number %d", visits)
    return f"You are visitor number {visits}.\n"


# Process number 1 of a container gets only the signals that it handles itself.
signal.signal(signal.SIGTERM, lambda *_: sys.exit())

if __name__ == "__main__":
    app.run(host="0.0.0.0", port=5000)
