"""The blameless-wording coach: text in, findings out."""
