"""The rules of Microsoft's task schema (version 1.2) for what our task uses: elements, their order and their types.

Written out by hand from the published schema: ``Task``, its triggers and actions are sequences or choices with a fixed
order where this says so (``volgorde``), and ``xs:all`` elsewhere: each element once at most, in any order.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

RUIMTE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
BOOLEAN = r"true|false|0|1"
DUUR = r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?"
TIJD = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"
TEKST = r"(?s:.+)"
PAD = r"(?s:.{1,260})"

KINDEREN: dict[str, dict[str, str]] = {
    "Task": {"RegistrationInfo": "", "Triggers": "", "Principals": "", "Settings": "", "Data": "", "Actions": ""},
    "RegistrationInfo": dict.fromkeys(
        ("URI", "SecurityDescriptor", "Source", "Date", "Author", "Version", "Description", "Documentation"), TEKST
    ),
    "Triggers": {"CalendarTrigger": ""},
    "CalendarTrigger": {
        "Enabled": BOOLEAN,
        "StartBoundary": TIJD,
        "EndBoundary": TIJD,
        "Repetition": "",
        "ExecutionTimeLimit": DUUR,
        "RandomDelay": DUUR,
        "ScheduleByDay": "",
    },
    "ScheduleByDay": {"DaysInterval": r"[1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-5]"},
    "Principals": {"Principal": ""},
    "Principal": {
        "UserId": TEKST,
        "LogonType": "S4U|Password|InteractiveToken|InteractiveTokenOrPassword",
        "GroupId": TEKST,
        "DisplayName": TEKST,
        "RunLevel": "LeastPrivilege|HighestAvailable",
    },
    "Settings": {
        "AllowStartOnDemand": BOOLEAN,
        "MultipleInstancesPolicy": "Parallel|Queue|IgnoreNew|StopExisting",
        "DisallowStartIfOnBatteries": BOOLEAN,
        "StopIfGoingOnBatteries": BOOLEAN,
        "AllowHardTerminate": BOOLEAN,
        "StartWhenAvailable": BOOLEAN,
        "RunOnlyIfNetworkAvailable": BOOLEAN,
        "WakeToRun": BOOLEAN,
        "Enabled": BOOLEAN,
        "Hidden": BOOLEAN,
        "ExecutionTimeLimit": DUUR,
        "Priority": r"\d|10",
        "RunOnlyIfIdle": BOOLEAN,
    },
    "Actions": {"Exec": ""},
    "Exec": {"Command": PAD, "Arguments": TEKST, "WorkingDirectory": PAD},
}
"""Element to its children; of a child without children of its own, the values that it may have."""
VOLGORDE = {"CalendarTrigger", "Exec", "Actions", "Triggers"}
"""Whose children must come in the order above."""
VERPLICHT = {
    "Task": {"Actions"},
    "CalendarTrigger": {"StartBoundary", "ScheduleByDay"},
    "Principals": {"Principal"},
    "Actions": {"Exec"},
    "Exec": {"Command"},
}
KENMERKEN = {"Task": {"version": r"1\.[234]"}, "Principal": {"id": r"\w+"}, "Actions": {"Context": r"\w+"}}


def fouten(data: bytes) -> list[str]:
    """Return what is against the rules in a task's file; empty when nothing is."""
    root = ET.fromstring(data)  # noqa: S314 - our own file
    found = [] if root.tag == f"{RUIMTE}Task" else [f"the root is {root.tag}"]
    found += _element(root)
    principals = {item.get("id") for item in root.iter(f"{RUIMTE}Principal")}
    return found + [
        f"no principal {a.get('Context')}" for a in root.iter(f"{RUIMTE}Actions") if a.get("Context") not in principals
    ]


def _element(element: ET.Element) -> list[str]:
    naam = element.tag.removeprefix(RUIMTE)
    known, names = KINDEREN[naam], [child.tag.removeprefix(RUIMTE) for child in element]
    found = [f"{naam}: {child} is unknown" for child in names if child not in known]
    found += [f"{naam}: {child} twice" for child in set(names) if names.count(child) > 1]
    found += [f"{naam}: {child} is missing" for child in VERPLICHT.get(naam, set()) - set(names)]
    if naam in VOLGORDE and names != [child for child in known if child in names]:
        found.append(f"{naam}: the order is {names}")
    for key, value in element.attrib.items():
        if not re.fullmatch(KENMERKEN.get(naam, {}).get(key, "(?!)"), value):
            found.append(f"{naam}: {key}={value}")
    for child, inside in zip(element, names, strict=True):
        if inside in KINDEREN:
            found += _element(child)
        elif inside in known and not re.fullmatch(known[inside], child.text or ""):
            found.append(f"{naam}: {inside} is {child.text!r}")
    return found
