"""One module for each format; a module here that has an ``IMPORTER`` is found by the registry."""
