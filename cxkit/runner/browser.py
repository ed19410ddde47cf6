"""Print with the browser of this machine: pages as PDF, drawings as PNG."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from cxkit.errors import RunError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
            "microsoft-edge", "msedge")  # fmt: skip
SECONDS = 120
SCALE = 2


def find_browser() -> str:
    """Return the path of a browser that prints without a window.

    Raises
    ------
    RunError
        None of `BROWSERS` is on the PATH.
    """
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise RunError(
            "PDF and PNG are printed by a Chromium browser, and none is on the PATH"
            f" (looked for {', '.join(BROWSERS)}). Install one, or take --format svg or xlsx."
        )
    return found


def print_pdf(page: Path, output: Path) -> Path:
    """Print a finished page as it prints on paper."""
    return _printed(page, output, f"--print-to-pdf={output.resolve()}", "--no-pdf-header-footer")


def draw_png(drawing: Path, output: Path, *, width: int, height: int) -> Path:
    """Draw an SVG file of a known size, `SCALE` dots a px."""
    return _printed(
        drawing,
        output,
        f"--screenshot={output.resolve()}",
        f"--window-size={width},{height}",
        f"--force-device-scale-factor={SCALE}",
        "--hide-scrollbars",
    )


def _printed(source: Path, output: Path, *how: str) -> Path:
    """Let the browser write a file; the old one is gone before, so that success can be seen."""
    output.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        call = [find_browser(), "--headless", "--disable-gpu", f"--user-data-dir={profile}"]
        if getattr(os, "geteuid", lambda: 1)() == 0:
            call.append("--no-sandbox")  # as root the browser starts in no other way
        try:
            ran = subprocess.run(
                [*call, *how, source.resolve().as_uri()],
                capture_output=True, text=True, timeout=SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise RunError(f"{output.name}: the browser took over {SECONDS} s.") from error
    if not output.is_file():
        last = (ran.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise RunError(f"{output.name}: the browser wrote no file: {last}")
    return output
