"""A virtual display, on which tests open real windows."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def virtual_display(width: int = 1920, height: int = 1080) -> Iterator[dict[str, str]]:
    """Start Xvfb on a free number and give the environment for a program that shall draw there; then stop it."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("Xvfb is not installed, so no real window can be opened here")
    reader, writer = os.pipe()
    command = [xvfb, "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.PIPE, text=True) as process:
        os.close(writer)
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()  # Xvfb writes it once it is ready
        try:
            if not number:
                pytest.fail(f"Xvfb did not start: {process.communicate()[1].strip()}")
            outside = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
            yield {**outside, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            process.terminate()
