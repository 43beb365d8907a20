"""``python -m checks.canaries``: words that name the preparer or an author, planted everywhere; none may come out.

Planted are words in the environment, the names of user, host, folders and files, git's identity, the configuration's
comments, and every field of the dump that is no text of an article, and in pictures. A recursive decoder must find all
of them in what went in, and none on the drive; dist/report may hold nothing of machine, user and folders either.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.decoder import found, found_in
from checks.dirty_pictures import CANARY, DIRTY
from checks.own_dump import DUMP
from checks.small_drive import small_drive
from checks.small_library import SmallLibrary
from packager.media.raster import rebuild
from packager.model import MediaFile

ROOT = Path(__file__).resolve().parent.parent
VARIABLES = """USER LOGNAME HOSTNAME EMAIL NAME COMPUTERNAME USERNAME USERDOMAIN DEBEMAIL DEBFULLNAME MAIL SUDO_USER
    SSH_CONNECTION SSH_TTY DISPLAY XAUTHORITY SESSION_MANAGER TERM_PROGRAM GPG_TTY GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL
    GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL ORGANIZATION REALNAME XDG_SESSION_ID MACHTYPE BUILD_ID BUILD_HOST CI_JOB_URL
    WINDOWID COLORTERM LESS EDITOR PS1 HISTFILE OLDPWD PACKAGER_SECRET""".split()
TEXT_FIELDS = """username comment sha1 origin format minor parentid contributor-id restrictions thread-author
    upload-comment upload-name upload-source log-comment xml-comment html-comment user-page talk-page text-attribute
    template-comment instruction generator unknown-element""".split()
NUMBERS = {"parentid": "918273645", "contributor-id": "827364519", "origin": "736451928", "text-attribute": "645192837"}
ADDRESS = "203.0.113.217"
CLOCK = "03:47:59"


def word(name: str) -> str:
    """A word that stands nowhere else."""
    return "zq" + name.lower().replace("_", "").replace("-", "") + "kanari"


@dataclass(frozen=True)
class Planted:
    """Words by the place where they are planted."""

    machine: dict[str, str]
    dump: dict[str, str]
    config: dict[str, str]

    @property
    def all(self) -> dict[str, str]:
        return {**self.machine, **self.dump, **self.config}


def planted() -> Planted:
    """Every word, by the place where it is planted."""
    machine = {f"variable {name}": word(name) for name in VARIABLES}
    places = (
        "home",
        "cwd",
        "out",
        "temp",
        "host",
        "gitname",
        "gitmail",
        "dumpname",
        "listname",
        "configname",
        "tablename",
    )
    machine |= {name: word(name) for name in places}
    dump = {f"dump {name}": NUMBERS.get(name, word(name)) for name in TEXT_FIELDS}
    dump |= {"dump address": ADDRESS, "dump time of day": CLOCK}
    config = {f"config {name}": word("config" + name) for name in ("comment", "reason", "note", "table", "picture")}
    return Planted(machine, dump, config)


def _value(name: str) -> str:
    return NUMBERS.get(name, word(name))


def dirty_dump() -> str:
    """The small wiki with every field filled that a dump can have."""
    text = DUMP.read_text(encoding="utf-8")
    head, pages = text.split("</siteinfo>", 1)
    head = head.replace("<generator>", f"<generator>{_value('generator')} ")
    head = head.replace("<siteinfo>", f"<!-- {_value('xml-comment')} --><?{_value('instruction')} x?><siteinfo>")
    revision = (
        f"<parentid>{_value('parentid')}</parentid><timestamp>2026-08-02T{CLOCK}Z</timestamp>"
        f"<contributor><username>{_value('username')}</username><id>{_value('contributor-id')}</id></contributor>"
        f"<minor>{_value('minor')}</minor><comment>{_value('comment')}</comment><origin>{_value('origin')}</origin>"
        f"<model>wikitext</model><format>{_value('format')}</format>"
    )

    def page(number: int, title: str, ns: int, body: str, more: str = "") -> str:
        return (
            f"<page><title>{title}</title><ns>{ns}</ns><id>{900 + number}</id>"
            f"<restrictions>{_value('restrictions')}</restrictions><revision><id>{99000 + number}</id>{revision}"
            f'<text bytes="{len(body)}" sha1="{_value("sha1")}" location="tt:{_value("text-attribute")}" '
            f'xml:space="preserve">{body}</text><sha1>{_value("sha1")}</sha1></revision>{more}</page>\n'
        )

    upload = (
        f"<upload><timestamp>2026-08-02T{CLOCK}Z</timestamp><contributor><ip>{ADDRESS}</ip></contributor>"
        f"<comment>{_value('upload-comment')}</comment><filename>{_value('upload-name')}</filename>"
        f"<src>https://x.example/{_value('upload-source')}</src><size>1</size></upload>"
    )
    threads = (
        f"<discussionthreadinginfo><ThreadAuthor>{_value('thread-author')}</ThreadAuthor></discussionthreadinginfo>"
    )
    anonymous = revision[: revision.index("<contributor>")] + (
        f"<contributor><ip>{ADDRESS}</ip></contributor><{_value('unknown-element')}/>"
    )
    added = [
        page(
            1,
            "자취 하나",
            0,
            f"'''자취 하나'''는 글이다.&lt;!-- {_value('html-comment')} --&gt; {{{{자취 틀}}}} [[한강]]",
            threads,
        ),
        page(2, "자취 둘", 0, "'''자취 둘'''은 글이다. [[자취 하나]]").replace(
            revision, anonymous + "<model>wikitext</model>"
        ),
        page(3, "틀:자취 틀", 10, f"틀&lt;noinclude&gt;{_value('template-comment')}&lt;/noinclude&gt;"),
        page(4, f"사용자:{_value('user-page')}", 2, f"{_value('user-page')}"),
        page(5, "토론:자취 하나", 1, f"[[사용자:{_value('talk-page')}]]"),
        page(6, "파일:자취.png", 6, "그림", upload),
    ]
    log = (
        f"<logitem><id>1</id><timestamp>2026-08-02T{CLOCK}Z</timestamp><contributor><username>{_value('username')}"
        f"</username></contributor><comment>{_value('log-comment')}</comment></logitem>"
    )
    return head + "</siteinfo>" + pages.replace("</mediawiki>", "".join(added) + log + "</mediawiki>")


def prepare(base: Path) -> tuple[Path, dict[str, str]]:
    """Folders and files with the words in their names and contents; gives the working folder and the environment."""
    home, cwd, temp = base / word("home"), base / word("home") / word("cwd"), base / word("temp")
    cwd.mkdir(parents=True)
    temp.mkdir()
    (home / ".gitconfig").write_text(f"[user]\nname = {word('gitname')}\nemail = {word('gitmail')}@x.example\n")
    (cwd / f"{word('dumpname')}-20260901-pages-articles.xml").write_text(dirty_dump(), encoding="utf-8")
    (cwd / f"{word('listname')}.txt").write_text(
        f"곱셈\t{word('configreason')}\n# {word('confignote')}\n", encoding="utf-8"
    )
    table = f'{{"자취.png": {{"width": 10, "height": 10, "mime": "image/png", "user": "{word("configtable")}"}}}}'
    (cwd / f"{word('tablename')}.json").write_text(table, encoding="utf-8")
    picture = DIRTY["PNG text"]()
    (cwd / "face.png").write_bytes(picture + word("configpicture").encode())
    (cwd / f"{word('configname')}.toml").write_text(
        f'# {word("configcomment")}\n[snapshot]\nillustration = "face.png"\n'
        f'[selection]\nexclude = "{word("listname")}.txt"\n',
        encoding="utf-8",
    )
    environment = {name: word(name) for name in VARIABLES}
    environment |= {
        "HOME": str(home),
        "PWD": str(cwd),
        "TMPDIR": str(temp),
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
    }
    return cwd, environment | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def run(cwd: Path, environment: dict[str, str]) -> Path:
    """Build in the working folder, under the planted host name where that is allowed; gives the output's folder."""
    out = Path(word("out"))
    name = word("dumpname")
    command = [
        sys.executable, "-m", "packager", "build", f"{name}-20260901-pages-articles.xml", "--out", str(out),
        "--jobs", "2", "--config", f"{word('configname')}.toml", "--files", f"{word('tablename')}.json",
    ]  # fmt: skip
    if renamed():
        command = ["unshare", "-u", "sh", "-c", f'hostname {word("host")}; exec "$@"', "sh", *command]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise SystemExit(f"the build failed with status {done.returncode}:\n{done.stderr[-2000:]}")
    return cwd / out


def renamed() -> bool:
    """Whether this machine lets us run a process under another host name."""
    if shutil.which("unshare") is None or shutil.which("hostname") is None:
        return False
    return subprocess.run(["unshare", "-u", "hostname", word("host")], capture_output=True).returncode == 0


def keep_inputs(inputs: Path, base: Path, environment: dict[str, str]) -> None:
    """All that went in, as files: the tree, the environment, the host name."""
    shutil.copytree(base, inputs / "tree", ignore=shutil.ignore_patterns(word("out")))
    (inputs / "environment").write_bytes("\0".join(f"{k}={v}" for k, v in environment.items()).encode())
    (inputs / "hostname").write_text(f"{word('host')} {word('out')}\n")


class Pictures(SmallLibrary):
    """A small library with every dirty picture, cleaned."""

    def media(self) -> Iterator[MediaFile]:
        for number, (kind, picture) in enumerate(sorted(clean_pictures().items())):
            yield MediaFile(f"_/i/{number}.img", f"image/{kind.split()[0].lower()}", picture)
        yield from super().media()


def clean_pictures() -> dict[str, bytes]:
    """The dirty pictures that hold the word, made anew."""
    words = {"picture": CANARY.decode()}
    return {kind: rebuild(make())[0] for kind, make in DIRTY.items() if found(make(), words)}


def pictures(folder: Path) -> list[str]:
    """Complaints about pictures of every kind."""
    words = {"picture": CANARY.decode()}
    cleaned = clean_pictures()
    complaints = [f"{kind}: the word is still in the picture" for kind, data in cleaned.items() if found(data, words)]
    left = found_in(small_drive(folder, library=Pictures(3)), words)
    return complaints + [f"picture: in {', '.join(sorted(files))}" for files in left.values()]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="folder to keep inputs and outputs in")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        complaints, count, host = sweep(args.keep or Path(name))
    for complaint in complaints:
        print(complaint)
    if not host:
        print("the host name could not be changed on this machine")
    print(f"{count} words planted, all found in what went in; {len(complaints)} complaints about what came out")
    return 1 if complaints else 0


def sweep(base: Path) -> tuple[list[str], int, bool]:
    """(complaints, number of words, whether the host name was changed)"""
    words = planted()
    cwd, environment = prepare(base / "machine")
    keep_inputs(base / "inputs", base / "machine", environment)
    dirty = found_in(base / "inputs", words.all)
    complaints = [f"{name}: the decoder does not find it in what went in" for name in words.all if name not in dirty]
    out = run(cwd, environment)
    on_drive = found_in(out / "drive", {**words.all, "picture": CANARY.decode()})
    complaints += [f"{name}: on the drive in {', '.join(sorted(files))}" for name, files in on_drive.items()]
    named = {name: text for name, text in words.machine.items() if name != "dumpname"}  # a file's name is no path
    machine = {**named, "a path": str(base).lower(), "the user": f"/home/{word('USER')}"}
    in_report = found_in(out / "report", machine)
    complaints += [f"{name}: in report/{', '.join(sorted(files))}" for name, files in in_report.items()]
    complaints += pictures(base / "pictures")
    return complaints, len(words.all) + len(clean_pictures()), renamed()


if __name__ == "__main__":
    raise SystemExit(main())
