"""A task for the Task Scheduler of Windows, as XML that the user imports.

Version 1.2 of Microsoft's task schema, which every Windows since Vista reads.  The file holds ASCII only, with any
other character as a reference, and does not name its encoding: so it is UTF-8, and ``schtasks`` reads the same, which
takes a file without a mark for one of the local code page and refuses UTF-8 that says so.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from werkmonitor.findings import UsageError
from werkmonitor.tasks.schedule.taak import UUR, Doe, Stap, Taak, schrijf_weg, staat_er, verwijder

MAP = "planning"
"""The folder of the werkmap where the file goes."""
_VARIABELE = re.compile(r"%[^%]+%|\$\(")
"""What the Task Scheduler would put something else for."""

_XML = """\
<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>werkmonitor</Author>
    <Description>{omschrijving}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2020-01-01T{uur:02d}:{minuut:02d}:00</StartBoundary>
      <RandomDelay>PT15M</RandomDelay>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{programma}</Command>
      <Arguments>{argumenten}</Arguments>
      <WorkingDirectory>{map_}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def bestanden(taak: Taak) -> dict[str, str]:
    """Return the file by its name; raises ``UsageError`` where the Task Scheduler would change the path."""
    program, *arguments = taak.opdracht()
    for text in (program, *arguments):
        if _VARIABELE.search(text):
            message = f"De Taakplanner leest % en $( in {text} als een variabele. Geef de map een andere naam."
            raise UsageError(message)
    filled = {
        "omschrijving": _xml(taak.omschrijving),
        "programma": _xml(zonder_venster(program)),
        "argumenten": _xml(subprocess.list2cmdline(arguments)),
        "map_": _xml(str(taak.werkmap)),
    }
    return {f"{taak.naam}.xml": _XML.format(uur=UUR, minuut=taak.minuut, **filled)}


def _xml(text: str) -> str:
    return escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")


def zonder_venster(program: str) -> str:
    """Return the Python that opens no window, where there is one beside this one."""
    silent = re.sub(r"python\.exe$", "pythonw.exe", program, flags=re.IGNORECASE)
    return silent if Path(silent).exists() else program


def install(taak: Taak, _doe: Doe, *, droog: bool) -> Stap:
    """Write the file and say how it is imported."""
    stap, folder = _stap(taak), Path(taak.werkmap) / MAP
    stap.inhoud = {str(folder / naam): text for naam, text in bestanden(taak).items()}
    if droog:
        return stap
    schrijf_weg(folder, bestanden(taak))
    (path,) = stap.inhoud
    stap.er = True
    stap.zinnen.append(f"De taak staat in {path}. Windows kent hem pas na het importeren.")
    if sys.platform != "win32":
        stap.zinnen.append("De paden erin zijn die van deze computer; typ dit liever op die met Windows.")
    stap.typ.append(f'schtasks /create /tn "{taak.naam}" /xml "{path}" /f')
    return stap


def remove(taak: Taak, _doe: Doe) -> Stap:
    """Take the file away and say how Windows forgets the task."""
    stap, folder = _stap(taak), Path(taak.werkmap) / MAP
    if verwijder([folder / naam for naam in bestanden(taak)]):
        if not any(folder.iterdir()):
            folder.rmdir()
        stap.zinnen.append(f"Het bestand van de taak {taak.naam} is weg. Windows vergeet hem pas hierna.")
        stap.typ.append(f'schtasks /delete /tn "{taak.naam}" /f')
    return stap


def show(taak: Taak, _doe: Doe) -> Stap:
    """Say what there is; what Windows knows of it is for Windows to say."""
    stap, folder = _stap(taak), Path(taak.werkmap) / MAP
    stap.er, stap.anders = staat_er(folder, bestanden(taak))
    if stap.er:
        stap.zinnen.append(f"Het bestand van de taak {taak.naam} staat in {folder}. Of Windows hem kent, zegt:")
        stap.typ.append(f'schtasks /query /tn "{taak.naam}" /v /fo list')
    return stap


def _stap(taak: Taak) -> Stap:
    when = f"elke dag om {UUR:02d}:{taak.minuut:02d}; wat gemist is zodra de computer weer aan staat"
    return Stap(systeem="windows", naam=taak.naam, er=False, wanneer=when)
