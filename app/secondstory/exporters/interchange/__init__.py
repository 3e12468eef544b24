"""The interchange format: a review as one JSON document, ``secondstory-review`` version 1.

The document is the review's own records, section by section. Rows that others refer to carry an ``id`` that counts
from 1 inside the document; the library gives its own when the document is read into it. A field that has its default
is left out. A field that the format does not know is refused rather than dropped, so that reading loses nothing
silently. The schema that is shipped (``schema/secondstory-review-1.schema.json``) is worked out from the same records.
"""

from secondstory.exporters.interchange.format import schema
from secondstory.exporters.interchange.reading import ReviewBundle, read_document
from secondstory.exporters.interchange.writing import document, write_interchange

__all__ = ["ReviewBundle", "document", "read_document", "schema", "write_interchange"]
