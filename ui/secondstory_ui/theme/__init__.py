"""Named colours, palettes, style sheet and icons."""
