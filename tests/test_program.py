"""What names a snapshot's makers: release, digest of the configuration."""

from __future__ import annotations

from pathlib import Path

from packager.config import Config, load
from packager.program import config_digest, version


def digest(folder: Path, text: str, include: str = "서울\n", name: str = "list.txt") -> str:
    folder.mkdir()
    (folder / name).write_text(include)
    (folder / "snapshot.toml").write_text(text)
    return config_digest(load(folder / "snapshot.toml"))


def test_config_digest_counts_decisions_only(tmp_path: Path) -> None:
    chosen = digest(tmp_path / "a", '[selection]\ninclude = "list.txt"\n')
    assert chosen == digest(tmp_path / "b", '# as a\n[selection]\ninclude="list.txt"\n[zim]\nfulltext = true\n')
    assert chosen == digest(tmp_path / "c", '[selection]\ninclude = "other.txt"\n', name="other.txt")
    others = [
        digest(tmp_path / "d", '[selection]\ninclude = "list.txt"\n', "부산\n"),
        digest(tmp_path / "e", '[selection]\nexclude = "list.txt"\n'),
        digest(tmp_path / "f", '[selection]\ninclude = "list.txt"\n[zim]\nfulltext = false\n'),
        config_digest(Config()),
    ]
    assert len({chosen, *others}) == 5


def test_version_is_that_of_the_distribution() -> None:
    from importlib import metadata

    assert version() == metadata.version("packager")
