"""The main job in the real window, for every package that is built: import, review, report, tracker."""

from pathlib import Path

from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.services.bundles import SAMPLE, open_sample
from secondstory.services.importing import FileToImport, import_into_new_review
from secondstory.services.library import check_library, open_library
from secondstory.services.reports import write_report_of, write_tracker_of
from secondstory.steps.catalogue import KEYS
from secondstory_resources import resource
from secondstory_ui.pictures import drawn_window, save_picture


def self_test(folder: Path) -> list[str]:
    """Do the main job in a folder; returns what was done, a line each. Raises `UserError` where it went wrong."""
    library = open_library(str(folder / "library.db"))
    done = []
    with drawn_window(library) as window:
        timeline = folder / "timeline.csv"
        timeline.write_bytes(resource(SAMPLE.replace(".json", ".csv")).read_bytes())
        report = finish(import_into_new_review(library, "Self-test", [FileToImport(timeline)]))
        done.append(f"imported {report.sources[0].added} events")
        _, review_id = open_sample(library)
        window.open_review(review_id)
        for key in KEYS:
            window.workspace.show_step(key)
            if save_picture(window, folder / f"{key}.png").stat().st_size == 0:
                raise UserError(f"The step {key} could not be drawn.")
        done.append(f"visited {len(KEYS)} steps")
        pdf = finish(write_report_of(library, review_id, folder / "report.pdf"))
        done.append(f"wrote a report of {pdf.pages} pages")
        done.append(
            f"wrote a tracker of {finish(write_tracker_of(library, folder / 'tracker.xlsx', [review_id]))} actions"
        )
    problems = check_library(library)
    library.close()
    if problems:
        raise UserError("The library is not sound after the self-test: " + " ".join(problems))
    done.append("the library is sound")
    return done
