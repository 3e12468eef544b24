"""Checks the wording of 2 000 events, each with a text of its own, and says how long that takes in seconds."""

import time

from secondstory.wording.coach import Coach

TEXT = "At {:02}:{:02} the on-call engineer should have checked queue {}, which was full. The page was acknowledged."
coach = Coach.load()
texts = [TEXT.format(number // 60 % 24, number % 60, number) for number in range(2000)]
begun = time.perf_counter()
findings = sum(len(coach.check(text)) for text in texts)
assert findings >= len(texts)
print(f"figure coach {time.perf_counter() - begun:.3f}")
