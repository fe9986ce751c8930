"""Tells somebody what became of a period: by a program of theirs, or by mail.  The one thing that uses the network."""

from __future__ import annotations

import os
import stat
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from werkmonitor.findings import OutputError, systeemreden, toonbaar
from werkmonitor.programma.planning import Melding, Smtp

GEDULD = 60
"""Seconds that the program, or each answer of the mail server, may take."""
WINDOWS = os.name == "nt"
_MAX_ANTWOORD = 200
"""Characters of what the program said that are repeated."""


@dataclass(frozen=True)
class Bericht:
    """What is told."""

    onderwerp: str
    tekst: str
    omgeving: Mapping[str, str] = field(default_factory=dict)
    """Environment variables for the program."""


def meld(melding: Melding, bericht: Bericht, werkmap: Path) -> None:
    """Tell it, in each of the ways that are declared.

    Raises ``OutputError`` with one sentence when one of them failed; the others were tried all the same.
    """
    faults = []
    for way in (_opdracht, _mail):
        try:
            way(melding, bericht, werkmap)
        except OutputError as error:
            faults.append(str(error))
    if faults:
        raise OutputError(" ".join(faults))


def _opdracht(melding: Melding, bericht: Bericht, werkmap: Path) -> None:
    if not melding.opdracht:
        return
    program, *arguments = melding.opdracht
    if Path(program).name != program:  # with a folder: within the werkmap, unless it says where
        program = str(werkmap / Path(program).expanduser())
    try:
        code, said = _voer_uit([program, *arguments], bericht, werkmap)
    except subprocess.TimeoutExpired:
        raise OutputError(f"De meldopdracht {program} was na {GEDULD} seconden nog niet klaar.") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = systeemreden(error)
        raise OutputError(f"De meldopdracht {program} kan niet gestart worden ({reason}).") from None
    if code:
        raise OutputError(f"De meldopdracht {program} stopte met code {code}{f': {said}' if said else '.'}")


def _voer_uit(command: Sequence[str], bericht: Bericht, werkmap: Path) -> tuple[int, str]:
    """Return the exit code and what was said; through files, as pipes would wait for whatever it leaves running."""
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(bericht.tekst.encode())
        question.seek(0)
        done = subprocess.run(  # noqa: S603 - what the declaration says, without a shell
            command,
            stdin=question,
            cwd=werkmap,
            env=os.environ | bericht.omgeving,
            stdout=answer,
            stderr=answer,
            timeout=GEDULD,
            check=False,
        )
        answer.seek(0)
        return done.returncode, _kort(answer.read())


def _kort(said: object) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return toonbaar(" ".join(text.split()))[:_MAX_ANTWOORD]


def _mail(melding: Melding, bericht: Bericht, _werkmap: Path) -> None:
    smtp = melding.smtp
    if smtp is None:
        return
    import smtplib

    try:
        refused = _verstuur(smtp, bericht)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except (OSError, smtplib.SMTPException, ValueError) as error:
        reason = getattr(error, "smtp_error", None) or systeemreden(error)
        raise OutputError(f"De mail via {smtp.server} is niet verstuurd ({_kort(reason)}).") from None
    if refused:
        who = "; ".join(f"{adres} ({_kort(reason)})" for adres, (_, reason) in refused.items())
        raise OutputError(f"De mailserver {smtp.server} weigert {who}.")


def _verstuur(smtp: Smtp, bericht: Bericht) -> Mapping[str, tuple[int, bytes]]:
    """Send it; return the addresses that the server refused, each with its answer."""
    import smtplib
    import ssl
    from email.message import EmailMessage
    from email.utils import formatdate, make_msgid

    secret = _wachtwoord(smtp) if smtp.gebruiker else ""
    mail = EmailMessage()
    mail["Subject"] = " ".join(toonbaar(bericht.onderwerp).split())
    mail["From"], mail["To"] = smtp.van, ", ".join(smtp.naar)
    mail["Date"], mail["Message-ID"] = formatdate(localtime=True), make_msgid(domain=smtp.van.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(bericht.tekst)
    safe = ssl.create_default_context()
    if smtp.tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(smtp.server, smtp.op_poort, timeout=GEDULD, context=safe)
    else:
        server = smtplib.SMTP(smtp.server, smtp.op_poort, timeout=GEDULD)
    with server:
        if smtp.tls == "starttls":
            server.starttls(context=safe)
        if secret:
            server.login(smtp.gebruiker, secret)
        return server.send_message(mail, smtp.van, smtp.naar)


def _wachtwoord(smtp: Smtp) -> str:
    """Return the password; raises ``OutputError`` where there is none, or where others could read it."""
    if smtp.wachtwoord_variabele:
        secret = os.environ.get(smtp.wachtwoord_variabele, "")
        if not secret:
            raise OutputError(f"De variabele {smtp.wachtwoord_variabele} met het wachtwoord voor de mail is leeg.")
        return secret
    path = Path(smtp.wachtwoord_bestand)
    try:
        path = path.expanduser()
        _is_geheim(path)
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        reason = systeemreden(error)
        raise OutputError(f"Het wachtwoord voor de mail is niet te lezen uit {path} ({reason}).") from None
    if not secret:
        raise OutputError(f"Het bestand {path} met het wachtwoord voor de mail is leeg.")
    return secret


def _is_geheim(path: Path) -> None:
    """Raise ``OutputError`` when others than the owner can read the file.

    Windows keeps that in lists that say little here; there the file must lie in the user's own folder.
    """
    if not path.is_absolute():
        raise OutputError(f"Schrijf bij wachtwoord_bestand het hele pad, of begin met ~: {path}.")
    if WINDOWS:
        if not path.resolve().is_relative_to(Path.home().resolve()):
            raise OutputError(f"Zet het wachtwoord voor de mail in een map onder {Path.home()}, niet in {path}.")
        return
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise OutputError(f"Anderen kunnen het wachtwoord voor de mail lezen. Typ: chmod 600 {path}")
