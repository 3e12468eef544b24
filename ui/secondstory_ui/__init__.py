"""The window of Second Story: the only package that imports Qt."""
