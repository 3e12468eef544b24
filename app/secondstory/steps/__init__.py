"""The eight steps: order, prompts, time budget and done-criteria."""
