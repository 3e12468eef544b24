"""Writes the JSON Schema of the interchange format into the resources; a test sees that it is up to date."""

import json
from pathlib import Path

from secondstory.exporters.interchange import schema

TARGET = Path(__file__).parents[1] / "resources/secondstory_resources/schema/secondstory-review-1.schema.json"

if __name__ == "__main__":
    TARGET.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
