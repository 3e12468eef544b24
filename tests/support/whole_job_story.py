"""The incident that the whole job reviews: what is typed by both runs, and what the tests then look for."""

from pathlib import Path

TIMELINE = Path(__file__).parents[1] / "data" / "imports" / "card-payments.csv"
TITLE = "Card payments refused after a certificate ran out"
SEVERITY, SERVICE, FACILITATOR = "SEV-1", "Card payments", "Site reliability lead"
ALERT = "Refused payments above 20 per minute"
FIRST_FIX = "New certificate installed on the first gateway"
FIXED = "New certificate installed on all gateways"
STATUS_POST = "card payments fail since 09:02"
MOMENTS = {
    "Started": "The intermediate certificate",
    "Detected": ALERT,
    "Acknowledged": "On-call engineer takes the page",
    "Declared": "Incident declared",
    "Mitigated": FIRST_FIX,
    "Resolved": FIXED,
}
KEY_EVENTS = ("The intermediate certificate", ALERT, "Renewal job found", FIXED)
CORRECTED = ("Two thirds of card payments", "10:06")
BETWEEN = "Support desk reports calls from shops"
WHO, WHAT, HOW_MANY, UNIT = "Shops that take cards", "Every third card payment was refused", 4200, "payments"
SUMMARY = "A certificate ran out and card payments were refused until it was replaced."
SYSTEMIC = "No alert watched the date on which certificates run out."
MIXED = "The certificate authority was unreachable for two days, and our renewal job gave up after one try."
EXTERNAL_HALF = "The certificate authority was unreachable for two days"
SYSTEMIC_HALF = "Our renewal job gave up after one try"
EXTERNAL = "The card network changed its root certificate."
WENT_WELL = "The status page told shops what to expect"
QUESTION = "Which other certificates are renewed by the same job?"
QUESTION_OWNER = "Platform team"
IDEA = "Watch the end date of every certificate and page two weeks before it"
ACTION = "Let the renewal job try again for two days and tell the team when it gives up"
OWNER, DUE = "Platform team", "2026-12-01"
PASTED_EVENT = "Support desk takes the first call from a shop"
PASTED = f"2026-03-09\n09:06 UTC - {PASTED_EVENT}\n10:40 UTC - Incident closed\n"
