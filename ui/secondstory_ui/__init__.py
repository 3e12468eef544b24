"""The window of Second Story: the only package that imports Qt."""

import sys

if sys.version_info < (3, 12):
    from secondstory_ui.python311 import keep_constants_alive

    keep_constants_alive()
