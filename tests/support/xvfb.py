"""A virtual display, on which tests open real windows."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

FIRST_NUMBER, NUMBERS = 100, 50_000


@contextmanager
def virtual_display(width: int = 1920, height: int = 1080) -> Iterator[dict[str, str]]:
    """Start Xvfb and give the environment for a program that shall draw there; then stop it.

    Its number is made of that of the process: two that look for a free one at a time may take it from each other.
    """
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("Xvfb is not installed, so no real window can be opened here")
    reader, writer = os.pipe()
    number = f":{FIRST_NUMBER + os.getpid() % NUMBERS}"
    ready = ["-displayfd", str(writer), "-noreset", "-nolisten", "tcp"]
    command = [xvfb, number, *ready, "-screen", "0", f"{width}x{height}x24"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.PIPE, text=True) as process:
        os.close(writer)
        with os.fdopen(reader) as numbers:
            is_ready = numbers.readline().strip()  # Xvfb writes its number then
        try:
            if not is_ready:
                pytest.fail(f"Xvfb did not start: {process.communicate()[1].strip()}")
            outside = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
            yield {**outside, "DISPLAY": number, "QT_QPA_PLATFORM": "xcb"}
        finally:
            process.terminate()
