"""Telling somebody: by a program of theirs or by mail, without a shell, and never with a password in the open."""

from __future__ import annotations

import os
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, ClassVar, Self

import pytest

from werkmonitor.files.status import Periodestand
from werkmonitor.findings import Finding, OutputError
from werkmonitor.programma.planning import Melding
from werkmonitor.tasks.run import melden
from werkmonitor.tasks.run.bericht import MAX_BESTANDEN, MAX_MELDINGEN, in_woorden, maak_bericht, telling
from werkmonitor.tasks.run.melden import Bericht, meld

BERICHT = Bericht("Monitor 2021 van Één is gemaakt", "Hé, klaar.\n", {"WERKMONITOR_UITKOMST": "gelukt"})


def opdracht(*words: str) -> Melding:
    return Melding(opdracht=(sys.executable, "-c", *words))


def fout(melding: Melding, werkmap: Path) -> str:
    with pytest.raises(OutputError) as caught:
        meld(melding, BERICHT, werkmap)
    return str(caught.value)


# ---------------------------------------------------------------- a program


def test_a_program_gets_the_message_its_arguments_as_they_are_and_the_outcome(tmp_path: Path) -> None:
    script = (
        "import os, sys; open('uit', 'wb').write('|'.join([sys.argv[1], os.environ['WERKMONITOR_UITKOMST']]).encode()"
    )
    script += " + sys.stdin.buffer.read())"
    meld(opdracht(script, "$HOME; rm *"), BERICHT, tmp_path)
    assert (tmp_path / "uit").read_bytes() == "$HOME; rm *|gelukthé, klaar.\n".replace("hé", "Hé").encode()


@pytest.mark.skipif(os.name == "nt", reason="scripts are called otherwise there")
def test_a_program_with_a_folder_in_its_name_stands_in_the_werkmap(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "meld").write_text("#!/bin/sh\ncat > uit\n", encoding="utf-8")
    (tmp_path / "bin" / "meld").chmod(0o755)
    meld(Melding(opdracht=("bin/meld",)), BERICHT, tmp_path)
    assert (tmp_path / "uit").read_text(encoding="utf-8") == BERICHT.tekst


def test_a_program_that_fails_is_quoted_briefly(tmp_path: Path) -> None:
    said = fout(opdracht("import sys; print('nee\\x1b' * 200); sys.exit(3)"), tmp_path)
    assert "stopte met code 3: nee\\x1b" in said
    assert len(said) < 400
    assert fout(opdracht("import sys; sys.exit(1)"), tmp_path).endswith("stopte met code 1.")


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert fout(Melding(opdracht=("bestaat-niet-echt",)), tmp_path).startswith("De meldopdracht bestaat-niet-echt kan")


def test_a_program_that_reads_nothing_or_leaves_something_running_does_not_hang(tmp_path: Path) -> None:
    script = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(5)'])"
    meld(opdracht(script), Bericht("x", "y" * 10**6), tmp_path)


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(melden, "GEDULD", 0.2)
    assert "was na 0.2 seconden nog niet klaar" in fout(opdracht("import time; time.sleep(20)"), tmp_path)


# ---------------------------------------------------------------- mail


class _Post(socketserver.StreamRequestHandler):
    """A mail server that takes anything, in the open or with a login, and knows no encryption."""

    kreeg: ClassVar[list[str]] = []
    weigert: ClassVar[bytes] = b""

    def handle(self) -> None:
        self.wfile.write(b"220 post\r\n")
        while line := self.rfile.readline():
            word = line.strip().upper()
            self.kreeg.append(line.decode().strip())
            if word.startswith(b"EHLO"):
                self.wfile.write(b"250-post\r\n250 AUTH PLAIN LOGIN\r\n")
            elif self.weigert and word.startswith(self.weigert):
                self.wfile.write("550 mag niet: é\r\n".encode())
            elif word == b"DATA":
                self.wfile.write(b"354 ja\r\n")
                body = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    body += part
                self.kreeg.append(body.decode())
                self.wfile.write(b"250 ja\r\n")
            else:
                self.wfile.write(b"221 dag\r\n" if word == b"QUIT" else b"250 ja\r\n")


@contextmanager
def post(weigert: bytes = b"") -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Run the server on this machine; yield settings to reach it and what it got."""
    kreeg: list[str] = []
    handler = type("Post", (_Post,), {"kreeg": kreeg, "weigert": weigert})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        address = {"server": "127.0.0.1", "poort": server.server_address[1], "van": "a@voorbeeld.nl"}
        try:
            yield address | {"naar": ["b@voorbeeld.nl", "c@voorbeeld.nl"], "tls": "geen"}, kreeg
        finally:
            server.shutdown()
            thread.join()


def mail(**settings: Any) -> Melding:
    return Melding.model_validate({"smtp": settings})


def test_a_mail_says_what_there_is_to_say_to_everybody(tmp_path: Path) -> None:
    with post() as (adres, kreeg):
        meld(mail(**adres), BERICHT, tmp_path)
    assert [line for line in kreeg if line.startswith("rcpt")] == [
        "rcpt TO:<b@voorbeeld.nl>",
        "rcpt TO:<c@voorbeeld.nl>",
    ]
    found = message_from_bytes(kreeg[-2].encode(), policy=policy.default)
    assert (found["Subject"], found["From"], found["To"]) == (
        BERICHT.onderwerp,
        "a@voorbeeld.nl",
        "b@voorbeeld.nl, c@voorbeeld.nl",
    )
    assert found["Message-ID"].endswith("@voorbeeld.nl>")
    assert found.get_content().replace("\r\n", "\n") == BERICHT.tekst


def test_a_name_with_a_line_end_adds_no_header(tmp_path: Path) -> None:
    with post() as (adres, kreeg):
        meld(mail(**adres), Bericht("Monitor van A\nBcc: x@y.nl", "t"), tmp_path)
    assert message_from_bytes(kreeg[-2].encode(), policy=policy.default)["Bcc"] is None


def test_a_server_without_encryption_gets_no_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WM_WACHTWOORD", "geheim")
    with post() as (adres, kreeg):
        settings = adres | {"tls": "starttls", "gebruiker": "a", "wachtwoord_variabele": "WM_WACHTWOORD"}
        assert "is niet verstuurd" in fout(mail(**settings), tmp_path)
    assert not [line for line in kreeg if "AUTH" in line.upper()]


def test_a_mail_that_is_refused_says_why(tmp_path: Path) -> None:
    with post(b"MAIL") as (adres, _):
        assert fout(mail(**adres), tmp_path) == "De mail via 127.0.0.1 is niet verstuurd (mag niet: é)."


@pytest.mark.parametrize("wie", [["b"], ["b", "c"]])
def test_who_is_refused_was_not_told(tmp_path: Path, wie: list[str]) -> None:
    weigert = b"RCPT TO:<B" if len(wie) == 1 else b"RCPT"
    with post(weigert) as (adres, kreeg):
        said = fout(mail(**adres), tmp_path)
    names = "; ".join(f"{naam}@voorbeeld.nl (mag niet: é)" for naam in wie)
    assert said == f"De mailserver 127.0.0.1 weigert {names}."
    assert ("data" in kreeg) is (len(wie) == 1)


def test_a_server_that_is_not_there_says_so_and_the_program_runs_all_the_same(tmp_path: Path) -> None:
    with post() as (adres, _):
        pass
    melding = Melding.model_validate({"smtp": adres, "opdracht": [sys.executable, "-c", "open('uit', 'w')"]})
    assert "De mail via 127.0.0.1 is niet verstuurd" in fout(melding, tmp_path)
    assert (tmp_path / "uit").exists()


class _Veilig:
    """Stands in for a connection that is encrypted."""

    gedaan: ClassVar[list[object]] = []

    def __init__(self, *args: object, **_keys: object) -> None:
        self.gedaan.append(args)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.gedaan.append("dicht")

    def starttls(self, **keys: Any) -> None:
        self.gedaan.append(("starttls", keys["context"].check_hostname))

    def login(self, *who: str) -> None:
        self.gedaan.append(who)

    def send_message(self, *_mail: object) -> dict[str, tuple[int, bytes]]:
        self.gedaan.append("verstuurd")
        return {}


@pytest.fixture
def veilig(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    gedaan: list[object] = []
    monkeypatch.setattr(_Veilig, "gedaan", gedaan)
    monkeypatch.setattr("smtplib.SMTP", _Veilig)
    monkeypatch.setattr("smtplib.SMTP_SSL", _Veilig)
    return gedaan


ADRES = {"server": "mail", "van": "a@b.nl", "naar": "c@d.nl", "gebruiker": "wie"}


def test_the_password_goes_over_an_encrypted_line_only(
    tmp_path: Path, veilig: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WM_WACHTWOORD", "geheim")
    meld(mail(**ADRES, wachtwoord_variabele="WM_WACHTWOORD"), BERICHT, tmp_path)
    assert veilig == [("mail", 587), ("starttls", True), ("wie", "geheim"), "verstuurd", "dicht"]
    veilig.clear()
    meld(mail(**ADRES, wachtwoord_variabele="WM_WACHTWOORD", tls="tls"), BERICHT, tmp_path)
    assert veilig == [("mail", 465), ("wie", "geheim"), "verstuurd", "dicht"]


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
def test_a_password_in_a_file_is_for_its_owner_alone(tmp_path: Path, veilig: list[object]) -> None:
    path = tmp_path / "wachtwoord"
    melding = mail(**ADRES, wachtwoord_bestand=str(path))
    assert f"is niet te lezen uit {path}" in fout(melding, tmp_path)
    path.write_text("geheim\n", encoding="utf-8")
    path.chmod(0o640)
    assert fout(melding, tmp_path) == f"Anderen kunnen het wachtwoord voor de mail lezen. Typ: chmod 600 {path}"
    assert not veilig
    path.chmod(0o600)
    meld(melding, BERICHT, tmp_path)
    assert ("wie", "geheim") in veilig
    path.write_text("\n", encoding="utf-8")
    assert "is leeg" in fout(melding, tmp_path)
    assert "het hele pad" in fout(mail(**ADRES, wachtwoord_bestand="wachtwoord"), tmp_path)


@pytest.mark.usefixtures("veilig")
def test_on_windows_a_password_lies_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "thuis" / "wachtwoord"
    path.parent.mkdir()
    path.write_text("geheim", encoding="utf-8")
    monkeypatch.setattr(melden, "WINDOWS", True)
    melding = mail(**ADRES, wachtwoord_bestand=str(path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "anders")
    assert "Zet het wachtwoord voor de mail in een map onder" in fout(melding, tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "thuis")
    meld(melding, BERICHT, tmp_path)


def test_a_variable_without_a_password_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WM_WACHTWOORD", raising=False)
    assert "De variabele WM_WACHTWOORD" in fout(mail(**ADRES, wachtwoord_variabele="WM_WACHTWOORD"), tmp_path)


# ---------------------------------------------------------------- what is said


def melding(rank: int, ernst: str = "waarschuwing") -> Finding:
    return Finding("code", ernst, f"Nummer {rank}.")  # type: ignore[arg-type]  # one of the three


def test_a_message_names_the_gravest_first_and_is_never_long(tmp_path: Path) -> None:
    found = [melding(0, "info"), *(melding(rank) for rank in range(1, 31)), melding(99, "fout")]
    names = tuple(f"uitvoer/2021/{rank}.html" for rank in range(MAX_BESTANDEN + 5))
    stand = Periodestand(periode="2021", uitkomst="gelukt", wat="Gedaan.", bestanden=names)
    lines = maak_bericht(stand, found, "", tmp_path).tekst.splitlines()
    assert lines[0] == "Monitor 2021 is gemaakt."
    assert next(line for line in lines if "Nummer" in line) == "- fout: Nummer 99."
    assert len([line for line in lines if "Nummer" in line]) == MAX_MELDINGEN
    assert "- en nog 11." in lines
    assert "- en nog 5" in lines


def test_findings_are_counted_in_words() -> None:
    assert in_woorden(telling([])) == "geen meldingen"
    found = telling([melding(1, "fout"), melding(2, "info"), melding(3, "info")])
    assert in_woorden(found) == "1 fout, 2 opmerkingen"
