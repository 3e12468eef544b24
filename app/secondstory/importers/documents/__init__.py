"""What importers of JSON share: documents and lines of JSON as records, and the events that records tell."""
