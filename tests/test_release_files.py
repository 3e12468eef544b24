"""What travels with the program says the truth about it."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import secondstory

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = sorted(str(page.relative_to(ROOT)) for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins() -> dict[str, Version]:
    pairs = (line.split("==") for line in read("packaging/constraints.txt").splitlines())
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def asked_for() -> list[Requirement]:
    groups = [line for group in PROJECT["dependency-groups"].values() for line in group]
    return [Requirement(line) for line in (*(requires("secondstory") or ()), *groups)]


def test_the_version_is_the_same_everywhere_and_the_changelog_tells_of_it() -> None:
    assert PROJECT["project"]["version"] == secondstory.__version__
    assert re.search(rf"^## \[?{re.escape(secondstory.__version__)}\b", read("CHANGELOG.md"), re.MULTILINE)


def test_the_licence_is_the_one_that_is_declared() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License" in read("LICENSE")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    targets = [target for target in LINK.findall(read(name)) if "://" not in target]

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_constraints_are_exact_versions_and_nothing_else() -> None:
    lines = read("packaging/constraints.txt").splitlines()

    assert [line for line in lines if not PIN.fullmatch(line)] == []


def test_every_dependency_has_a_pinned_version_in_its_range() -> None:
    pinned = pins()

    for requirement in asked_for():
        version = pinned.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not pinned"
        assert requirement.specifier.contains(version), f"{requirement} does not allow {version}"


def test_the_readme_shows_every_make_command_that_there_is() -> None:
    commands = re.search(r"^COMMANDS := (.*)$", read("Makefile"), re.MULTILINE)

    assert commands is not None
    for command in commands[1].split():
        assert f"make {command}" in read("README.md") + read("CONTRIBUTING.md")
