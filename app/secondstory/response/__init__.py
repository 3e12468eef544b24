"""Escalations, response windows and communications against the playbook."""
