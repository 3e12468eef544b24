"""XML: its elements, and what the importers of XML formats do alike."""
