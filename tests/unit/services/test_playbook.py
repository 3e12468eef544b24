"""The playbook: windows of severities, and figures over the library."""

from secondstory.model.progress import finish
from secondstory.services import response
from secondstory.services.bundles import open_sample
from secondstory.services.insights import metrics_of
from secondstory.services.library import Library
from secondstory.services.playbook import playbook
from support.libraries import started_review


def test_a_severity_starts_with_the_windows_of_all(library: Library) -> None:
    response.add_severity(library, "SEV-1")
    book = playbook(library)
    assert book.severities == ("SEV-1",)
    assert book.minutes("SEV-1", "triage") == book.minutes("", "triage") == 15


def test_adding_a_severity_twice_changes_nothing(library: Library) -> None:
    response.add_severity(library, "SEV-1")
    response.set_window(library, "SEV-1", "triage", 5)
    assert response.add_severity(library, "SEV-1").rows == ()
    assert playbook(library).minutes("SEV-1", "triage") == 5


def test_removing_a_severity_takes_all_its_windows_as_one_act(library: Library) -> None:
    response.add_severity(library, "SEV-1")
    response.remove_severity(library, "SEV-1")
    assert playbook(library).severities == ()
    library.undo()
    assert playbook(library).severities == ("SEV-1",)


def test_the_figures_leave_the_sample_out_and_say_how_many(library: Library) -> None:
    open_sample(library)
    started_review(library)
    metrics = finish(metrics_of(library))
    assert (metrics.reviews.n, metrics.samples) == (1, 1)
