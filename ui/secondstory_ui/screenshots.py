"""Draws every page with the sample, light and dark, into a folder: ``python -m secondstory_ui.screenshots FOLDER``."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize

from secondstory.services.bundles import open_sample
from secondstory.services.library import open_library
from secondstory_ui.pictures import all_pictures
from secondstory_ui.theme.controller import ThemeChoice

SIZES = {"": QSize(1280, 720), "-large": QSize(1920, 1080)}


def main(folder: Path, sizes: dict[str, QSize]) -> int:
    """Draw the pages in each size and theme; returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own:
        library = open_library(str(Path(own) / "library.db"))
        _, review_id = open_sample(library)
        for mark, size in sizes.items():
            for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                all_pictures(library, review_id, folder, size, choice, f"{choice.value}{mark}")
        library.close()
    return 0


if __name__ == "__main__":
    everything = "--all-sizes" in sys.argv
    sys.exit(main(Path(sys.argv[1]), SIZES if everything else {"": SIZES[""]}))
