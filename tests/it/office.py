"""What LibreOffice leaves of tracked changes: python office.py FILE... prints [[accepted], [rejected]] for each file."""

import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def paragraphs(document):
    """The words of each paragraph."""
    each = document.Text.createEnumeration()
    found = []
    while each.hasMoreElements():
        found.append(each.nextElement().String)
    return found


def main():
    pipe = f"parallax{os.getpid()}"
    profile = "file://" + os.path.abspath("profile")
    options = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}"]
    office = subprocess.Popen(["soffice", *options, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL)
    try:
        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
        for attempt in range(240):
            try:
                remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # it is not there yet
                if attempt == 239:
                    raise
                time.sleep(0.25)
        service = remote.ServiceManager.createInstanceWithContext
        desktop = service("com.sun.star.frame.Desktop", remote)
        dispatcher = service("com.sun.star.frame.DispatchHelper", remote)
        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", True
        found = []
        for path in sys.argv[1:]:
            kept = []
            for command in ["AcceptAllTrackedChanges", "RejectAllTrackedChanges"]:
                document = desktop.loadComponentFromURL("file://" + os.path.abspath(path), "_blank", 0, (hidden,))
                dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
                kept.append(paragraphs(document))
                document.close(True)
            found.append(kept)
        print(json.dumps(found))
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


main()
