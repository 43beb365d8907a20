"""The package outside its repository: every file in the wheel and the source archive, and a build with them alone."""

from __future__ import annotations

import shutil
import site
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from checks.own_dump import DUMP
from packager import __version__

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(each) for each in command], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ships() -> set[str]:
    """Files of the package and the templates, as a wheel names them."""
    found = set()
    for root, name in ((ROOT / "packager", "packager"), (ROOT / "templates", "packager/templates")):
        paths = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        found.update(f"{name}/{path.relative_to(root).as_posix()}" for path in paths)
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from the source archive, as a stranger makes it; that needs no network."""
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from setuptools import build_meta; print(build_meta.build_sdist({str(folder)!r}))"
    copy = folder / "copy"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".*", "dist", "build", "*.egg-info", "node_modules", "tests")
    )
    archive = run(sys.executable, "-c", code, cwd=copy).splitlines()[-1]
    with tarfile.open(folder / archive) as source:
        source.extractall(folder, filter="data")
    unpacked = folder / archive.removesuffix(".tar.gz")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    run(*pip, "--wheel-dir", folder, unpacked, cwd=folder)
    return next(folder.glob("*.whl"))


def test_wheel_holds_every_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name for name in names if name.startswith("packager/")} == ships()
    assert f"packager-{__version__}.dist-info/licenses/LICENSE" in names


def test_a_build_of_the_wheel_is_that_of_the_checkout(wheel: Path, small_wiki: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    packages = next((tmp_path / "venv").glob("lib/python*/site-packages"))
    run(sys.executable, "-m", "pip", f"--python={python}", "install", "--quiet", "--no-deps", wheel, cwd=tmp_path)
    # The pinned libraries of this run, seen but not imported from first; its editable packager stays out of sight.
    (packages / "libraries.pth").write_text("".join(f"{folder}\n" for folder in site.getsitepackages()))
    out = tmp_path / "out"
    packager = tmp_path / "venv" / "bin" / "packager"
    assert run(packager, "--version", cwd=tmp_path) == f"packager {__version__}\n"
    where = run(python, "-c", "import packager; print(packager.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(packages)
    run(packager, "build", DUMP, "--out", out, "--jobs", "2", cwd=tmp_path)
    assert (out / "drive" / "sums.txt").read_bytes() == (small_wiki / "drive" / "sums.txt").read_bytes()
