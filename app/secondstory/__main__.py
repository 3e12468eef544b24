"""``python -m secondstory`` is the command ``secondstory``."""

import sys

from secondstory.cli import main

sys.exit(main())
