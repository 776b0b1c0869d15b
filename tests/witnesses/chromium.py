"""A headless Chromium, driven through chromedriver by the WebDriver protocol: plain HTTP and JSON, no library."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]
KEYS = {"Home": "\ue011", "End": "\ue010", "Escape": "\ue00c", "Tab": "\ue004", "Enter": "\ue007"}
_LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Browser:
    """One window of Chromium."""

    def __init__(self, address: str, session: str) -> None:
        self._address = f"{address}/session/{session}"

    def open(self, page: Path, fragment: str = "") -> None:
        """Open a file and wait until it is loaded; another fragment of the same file is a new load too."""
        self._post("url", {"url": "about:blank"})
        self._post("url", {"url": page.as_uri() + fragment})
        self._settle()

    def size(self, width: int, height: int = 900) -> None:
        """Make the page as wide and high, in CSS pixels, also narrower than a window can be."""
        self.command(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    def media(self, medium: str = "", **features: str) -> None:
        """Show the page as for a medium (`print`) or with features of a medium (`prefers_color_scheme="dark"`)."""
        pairs = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.command("Emulation.setEmulatedMedia", {"media": medium, "features": pairs})

    def run(self, script: str, *arguments: object) -> Any:
        """Return what a script returns; it sees `arguments`."""
        return self._post("execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, script: str) -> Any:
        """Return what a script hands to its last argument, a function."""
        return self._post("execute/async", {"script": script, "args": []})

    def press(self, *keys: str) -> None:
        """Press keys one after the other: signs, or names as in KEYS."""
        moves = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key, kind in itertools.product(keys, ("keyDown", "keyUp"))
        ]  # fmt: skip
        self._post("actions", {"actions": [{"type": "key", "id": "keys", "actions": moves}]})
        self._settle()

    def click(self, selector: str) -> None:
        """Click the first element of a selector in its middle."""
        found = self._post("element", {"using": "css selector", "value": selector})
        self._post(f"element/{next(iter(found.values()))}/click", {})
        self._settle()

    def _settle(self) -> None:
        """Wait until the page has been painted twice: some events, such as that of a fold, come a moment later."""
        if self.run("return document.documentElement.classList.contains('js')"):
            self.wait(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))"
            )

    def texts(self, selector: str) -> list[str]:
        """Return the texts, as shown, of all elements of a selector that are shown."""
        script = (
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.innerText)"
        )
        found: list[str] = self.run(script, selector)
        return found

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the last call."""
        events = [json.loads(entry["message"])["message"] for entry in self._post("se/log", {"type": "performance"})]
        return [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """Return what the console said since the last call."""
        return [entry["message"] for entry in self._post("se/log", {"type": "browser"})]

    def command(self, name: str, parameters: dict[str, object]) -> Any:
        """Return the answer to a command of the DevTools protocol."""
        return self._post("goog/cdp/execute", {"cmd": name, "params": parameters})

    def close(self) -> None:
        _ask("DELETE", self._address)

    def _post(self, path: str, body: dict[str, object]) -> Any:
        return _ask("POST", f"{self._address}/{path}", body)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium and end it; skip the test with the reason where it isn't installed."""
    driver, program = shutil.which("chromedriver"), shutil.which("chromium") or shutil.which("google-chrome")
    if driver is None or program is None:
        pytest.skip("Chromium isn't installed: apt-get install chromium chromium-driver, or run .ci/run")
    server = subprocess.Popen(
        [driver, "--port=0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert server.stdout is not None
        said = (re.search(r"started successfully on port (\d+)", line) for line in server.stdout)
        port = next((found[1] for found in said if found), None)
        assert port, "chromedriver didn't start"
        address = f"http://127.0.0.1:{port}"
        options = {"binary": program, "args": FLAGS}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        session = _ask("POST", f"{address}/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        window = Browser(address, session)
        try:
            yield window
        finally:
            window.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


def _ask(method: str, address: str, body: dict[str, object] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
    try:
        with _LOCAL.open(request, timeout=120) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{address}: {error.read().decode(errors='replace')[:2000]}") from None
