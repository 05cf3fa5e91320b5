"""Opens, saves, edits and saves CSV files in LibreOffice Calc, many in one start of the program.

Usage: python3 jobs.py JOBS.json FOLDER LOCALE
JOBS.json is a list of {"in": file, "open": filter options, "saves": [{"out": file, "options": filter options}, ...],
"formats": [{"column": 1, "first": 1, "last": 9, "code": "#,##0", "locale": "en-US"}, ...],
"edits": [{"row": 1, "column": 0, "how": "text" | "number" | "typed", "content": ...}, ...], "editedSaves": like saves};
rows and columns are counted from 0; formats are set before anything is saved. FOLDER takes the user profile, LOCALE (ja-JP) is the one of the machine that the
client sits at.
"""
import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale

FILTER = "Text - txt - csv (StarCalc)"


SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>%s</value></prop></item>
</oor:items>
"""


def value(name, content):
    entry = PropertyValue()
    entry.Name = name
    entry.Value = content
    return entry


def connect(pipe, process):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit("soffice ended with %d" % process.returncode)
        try:
            return resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("soffice does not answer")


def save(document, files):
    for file in files:
        document.storeToURL(
            uno.systemPathToFileUrl(file["out"]),
            (value("FilterName", FILTER), value("FilterOptions", file["options"])))


def edit(sheet, typed):
    cell = sheet.getCellByPosition(typed["column"], typed["row"])
    if typed["how"] == "text":
        cell.setString(typed["content"])
    elif typed["how"] == "number":
        cell.setValue(typed["content"])
    else:
        cell.FormulaLocal = typed["content"]


def shape(document, wanted):
    language, country = wanted["locale"].split("-")
    locale = Locale(language, country, "")
    formats = document.NumberFormats
    key = formats.queryKey(wanted["code"], locale, False)
    if key < 0:
        key = formats.addNew(wanted["code"], locale)
    column = wanted["column"]
    cells = document.Sheets.getByIndex(0).getCellRangeByPosition(column, wanted["first"], column, wanted["last"])
    cells.NumberFormat = key


def run(desktop, job):
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(job["in"]), "_blank", 0,
        (value("Hidden", True), value("FilterName", FILTER), value("FilterOptions", job["open"])))
    for wanted in job["formats"]:
        shape(document, wanted)
    save(document, job["saves"])
    for typed in job["edits"]:
        edit(document.Sheets.getByIndex(0), typed)
    save(document, job["editedSaves"])
    document.close(True)


def profile(folder, locale):
    user = os.path.join(folder, "profile-" + locale, "user")
    os.makedirs(user, exist_ok=True)
    with open(os.path.join(user, "registrymodifications.xcu"), "w", encoding="utf-8") as settings:
        settings.write(SETTINGS % locale)
    return os.path.dirname(user)


def main(jobs, folder, locale):
    pipe = "safecsv-%d" % os.getpid()
    process = subprocess.Popen([
        "soffice", "-env:UserInstallation=" + uno.systemPathToFileUrl(profile(folder, locale)),
        "--headless", "--norestore", "--nologo", "--accept=pipe,name=%s;urp;" % pipe])
    try:
        context = connect(pipe, process)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        with open(jobs, encoding="utf-8") as source:
            for job in json.load(source):
                start = time.time()
                run(desktop, job)
                print("%.2f s %s" % (time.time() - start, job["in"]), flush=True)
        desktop.terminate()
        process.wait(60)
    finally:
        if process.poll() is None:
            process.terminate()


main(sys.argv[1], sys.argv[2], sys.argv[3])
