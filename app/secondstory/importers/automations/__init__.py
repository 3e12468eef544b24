"""What the run histories of automation tools share: runs with an outcome, and the events that they are."""
