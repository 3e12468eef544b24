"""Looks for words in a whole library and says how long an answer takes at the 95th percentile, in milliseconds.

The searches are one word, a word that is not finished, two words, four words, two words together, and words that stand
nowhere; each is asked once, so nothing is remembered of it but the pages of the file.
"""

import random
import statistics
import sys
import time

from secondstory.services.library import open_library
from secondstory.services.search import search

EACH = 60
WORDS = (
    "order", "sync", "connector", "queue", "retry", "limit", "flow", "token", "payment",
    "form", "latency", "error", "rate", "page", "status", "rollback",
)  # fmt: skip
"""The words of the material, each of which stands in half of its events."""

chance = random.Random(7)
library = open_library(sys.argv[1])
asked: list[str] = []
for number in range(EACH):
    pair = " ".join(chance.sample(WORDS, 2))
    asked += [chance.choice(WORDS), chance.choice(WORDS)[:4], pair, " ".join(chance.sample(WORDS, 4)), f'"{pair}"']
    asked.append(f"{chance.choice(WORDS)} nowhere{number}")
chance.shuffle(asked)
times = []
for typed in asked:
    begun = time.perf_counter()
    search(library, typed)
    times.append((time.perf_counter() - begun) * 1000)
print(f"figure search {statistics.quantiles(times, n=20)[18]:.3f}")
