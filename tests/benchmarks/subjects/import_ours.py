"""Imports a file into a new library, as the command line does."""

import sys
from pathlib import Path

from secondstory.cli import main

library = Path(sys.argv[2])
for leftover in library.parent.glob(library.name + "*"):
    leftover.unlink()
sys.argv = ["secondstory", "import", sys.argv[1], "--quiet", "--library", str(library)]
sys.stdout = sys.stderr
sys.exit(main() > 1)  # 1 says that some rows need a look
