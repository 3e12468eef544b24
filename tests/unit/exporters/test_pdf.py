"""The PDF, read back."""

from pathlib import Path

import pikepdf
import pytest

from secondstory.exporters.outline import outline
from secondstory.model.records import Learning, LearningKind
from support.reports import MADE_AT, full_review, read_pdf, written
from support.reviews import DAY, event, review, snapshot

HOSTILE = [
    '<img src="file:///etc/hostname"/>',
    "&amp; &lt;b&gt; &#x41;",
    "<b>bold</b> <para>x</para>",
    "{{ secret }} ]]> <?pi?>",
    "a' || ) Tj (x) \\ %",
    "name@example.org <font color=red>",
]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    written(full_review(), path)
    return path


def test_every_page_says_which_of_how_many_it_is(full: Path):
    pages = read_pdf(full).pages

    assert all(f"Page {n} of {len(pages)}" in text for n, text in enumerate(pages, 1))


def test_every_page_names_the_zone_and_the_version(full: Path):
    assert all("Times: Europe/Amsterdam (UTC+2)" in text for text in read_pdf(full).pages)
    assert all("Version of 2026-05-06" in text for text in read_pdf(full).pages)


def test_the_document_says_what_it_is(full: Path):
    with pikepdf.open(full) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == "Card payments stopped"
        assert str(pdf.docinfo.Author) == "Second Story"
        assert "R-1" in str(pdf.docinfo.Subject)
        assert str(pdf.docinfo.CreationDate).startswith("D:20260506093000")
        assert str(pdf.Root.ViewerPreferences.DisplayDocTitle) == "True"


def test_every_font_is_embedded_and_can_be_copied_as_text(full: Path):
    with pikepdf.open(full) as pdf:
        fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert all("/ToUnicode" in font for font in fonts)


def test_no_page_runs_a_script_or_opens_anything(full: Path):
    with pikepdf.open(full) as pdf:
        assert not {"/AA", "/OpenAction", "/AcroForm"} & set(pdf.Root.keys())
        actions = [str(obj.S) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj]
        assert not {"/JavaScript", "/Launch", "/URI", "/SubmitForm"} & set(actions)


def test_the_outline_lists_every_section_and_leads_to_its_page(full: Path):
    found = read_pdf(full)
    entries = [item for item in found.reader.outline if not isinstance(item, list)]
    titles = [str(entry.title) for entry in entries]

    assert titles == [section.title for section in outline(full_review(), MADE_AT.date()).sections]
    for entry in entries:
        page = found.reader.get_destination_page_number(entry)
        assert str(entry.title) in found.pages[page]


def test_the_contents_name_the_page_on_which_a_section_begins(full: Path):
    found = read_pdf(full)
    for entry in (item for item in found.reader.outline if not isinstance(item, list)):
        page = found.reader.get_destination_page_number(entry)
        assert f"{entry.title} {page + 1}" in found.pages[0]


def test_links_inside_the_report_lead_to_its_pages(full: Path):
    with pikepdf.open(full) as pdf:
        pages = {page.objgen for page in pdf.pages}
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]

        assert len(links) > 10
        assert {link.Dest[0].objgen for link in links} <= pages


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_review_is_drawn_as_it_is(text: str, tmp_path: Path):
    found = snapshot(
        review(title=text, summary=text, severity=text),
        events=[event("14:00", text, role=text, body=text, key=True)],
        learnings=[Learning(review_id=1, kind=LearningKind.LUCK, text=text)],
    )
    written(found, tmp_path / "report.pdf")

    assert read_pdf(tmp_path / "report.pdf").text.count(" ".join(text.split())) >= 4


def test_letters_of_a_script_without_a_font_are_replaced_visibly_and_counted(tmp_path: Path):
    written(snapshot(review(title="Ausfall 決済 und שלום")), tmp_path / "report.pdf")
    text = read_pdf(tmp_path / "report.pdf").text

    assert "Ausfall �� und ����" in text
    assert "that this edition cannot draw" in text


def test_a_symbol_without_a_glyph_is_named(tmp_path: Path):
    written(snapshot(review(title="Alert \N{FIRE} and \N{POLICE CARS REVOLVING LIGHT}\ufe0f")), tmp_path / "report.pdf")

    assert "Alert [fire] and [police cars revolving light]" in read_pdf(tmp_path / "report.pdf").text


def test_arrows_accents_greek_and_cyrillic_are_drawn(tmp_path: Path):
    title = "Łódź → Ελλάδα ✓ Київ ≥ 5 µs"
    written(snapshot(review(title=title)), tmp_path / "report.pdf")

    assert title in read_pdf(tmp_path / "report.pdf").text


def test_words_and_texts_without_end_stay_on_the_pages(tmp_path: Path):
    long = "x" * 10_000
    body = "\n".join(f"line {n}" for n in range(400))
    found = snapshot(
        review(title=long, summary=long, service=long),
        events=[event("14:00", long, role=long, body=body, key=True), event("14:01", "after", locator="y" * 500)],
        learnings=[Learning(review_id=1, kind=LearningKind.LUCK, text=body)],
    )
    report = written(found, tmp_path / "report.pdf")
    text = read_pdf(tmp_path / "report.pdf").text

    assert report.pages < 60
    assert "line 399" in text
    assert "after" in text


def test_a_report_of_the_same_review_and_instant_is_the_same_file(tmp_path: Path):
    first, second = (written(full_review(), tmp_path / name) for name in ("a.pdf", "b.pdf"))

    assert first.sha256 == second.sha256


def test_a_review_with_only_a_title_makes_a_draft(tmp_path: Path):
    report = written(snapshot(), tmp_path / "report.pdf")
    found = read_pdf(tmp_path / "report.pdf")

    assert report.pages == len(found.pages) < 10
    assert "DRAFT" in found.pages[0]
    assert "What this report does not say yet" in found.text


def test_a_long_timeline_repeats_its_header_and_its_day(tmp_path: Path):
    events = [event(DAY.replace(hour=14, minute=n % 60), f"Event number {n}") for n in range(200)]
    written(snapshot(events=events), tmp_path / "report.pdf")
    pages = [text for text in read_pdf(tmp_path / "report.pdf").pages if "Event number" in text]

    assert len(pages) > 2
    assert all("What happened" in text and "Monday, 2026-05-04" in text for text in pages)
