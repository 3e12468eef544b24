"""Scores, quadrants, ranking and the quality of actions."""
