"""Second Story: blameless post-incident review. This package is the whole program without a window."""

__version__ = "0.1.0"
