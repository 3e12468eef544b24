"""Widgets that know no service: data in, signals out."""
