"""A browser for tests: Chromium without a window, spoken to over a pipe in its own protocol (DevTools), so that no driver is needed."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

WIDE, NARROW = (1280, 900), (390, 844)
"""A desk's window and a phone's, in CSS pixels."""
# SwiftShader draws WebGL, which the map needs, on a machine without a graphics card.
SWITCHES = (
    "--headless=new", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--metrics-recording-only", "--remote-debugging-pipe",
)  # fmt: skip


def installed() -> str | None:
    """Where Chromium is, if it is."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


class Fault(Exception):
    """Something that the browser could not do, or a script that failed in the page."""


class Browser:
    """One window with one page. What its console says, and what it was forbidden to load or run, is kept in `complaints`."""

    def __init__(self, home: Path) -> None:
        program = installed()
        assert program is not None
        told, tell = os.pipe()
        hear, heard = os.pipe()

        def pipes() -> None:
            os.dup2(told, 3)
            os.dup2(heard, 4)

        # The descriptors of this side must not be 3 or 4, or the child would lose them while they are put in place.
        told, heard = (os.dup(fd) if fd < 5 else fd for fd in (told, heard))
        self._process = subprocess.Popen(
            [program, *SWITCHES, f"--user-data-dir={home}"], preexec_fn=pipes, pass_fds=(3, 4), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )  # fmt: skip
        os.close(told)
        os.close(heard)
        self._out, self._in = os.fdopen(tell, "wb", 0), os.fdopen(hear, "rb")
        self._last = 0
        self._session: str | None = None
        self._events: list[dict[str, Any]] = []
        self.complaints: list[str] = []
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._in.close()
        self._out.close()

    def do(self, method: str, **given: Any) -> dict[str, Any]:
        """One command of the protocol, answered."""
        self._last += 1
        order = {"id": self._last, "method": method, "params": given} | (
            {"sessionId": self._session} if self._session else {}
        )
        self._out.write(json.dumps(order).encode() + b"\0")
        while True:
            message = self._message()
            if message.get("id") == self._last:
                if "error" in message:
                    raise Fault(f"{method}: {message['error']['message']}")
                result: dict[str, Any] = message["result"]
                return result
            self._events.append(message)

    def _message(self) -> dict[str, Any]:
        data = bytearray()
        while (byte := self._in.read(1)) != b"\0":
            if not byte:
                raise Fault("the browser is gone")
            data += byte
        message: dict[str, Any] = json.loads(data)
        self._note(message)
        return message

    def _note(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if message.get("method") == "Log.entryAdded":
            self.complaints.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
        elif message.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"].get("exception", {}).get("description", "")))
        elif message.get("method") == "Page.javascriptDialogOpening":
            self.complaints.append(f"a dialog: {params['message']}")

    def wait(self, method: str) -> dict[str, Any]:
        """The next event of that name."""
        while True:
            while self._events:
                message = self._events.pop(0)
                if message.get("method") == method:
                    return message
            self._events.append(self._message())

    def window(self, size: tuple[int, int], *, dark: bool = False) -> None:
        """Make the window that wide and high, in the light or the dark."""
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=size[0],
            height=size[1],
            deviceScaleFactor=1,
            mobile=size[0] < 600,
        )
        self.do(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
        )

    def open(self, address: str) -> None:
        """Go to an address and wait until the page is there."""
        self._events.clear()
        self.do("Page.navigate", url=address)
        self.wait("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """What a script gives in the page; it is run by the tester's hand, so the page's own policy does not bind it."""
        found = self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise Fault(str(found["exceptionDetails"].get("exception", {}).get("description", "")))
        return found["result"].get("value")

    def follow(self, script: str) -> None:
        """Do something in the page that leads to another, and wait until that is there."""
        self.expect_load(lambda: self.run(script))

    def expect_load(self, act: Callable[[], object]) -> None:
        """Act, and wait until the page to which that leads is there."""
        self._events.clear()
        act()
        self.wait("Page.loadEventFired")

    @property
    def text(self) -> str:
        """The words that a person sees."""
        return str(self.run("document.body.innerText"))

    @property
    def address(self) -> str:
        return str(self.run("location.pathname + location.search"))

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """A picture of the window, or of the whole page, as PNG."""
        data = self.do("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        path.write_bytes(base64.b64decode(data))
