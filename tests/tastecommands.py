#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""tastecommands.py BUILD FOLDER   writes FOLDER/compile_commands.json: how each source of BUILD is compiled alone.

BUILD compiles several sources as one unit; a source alone is compiled with the flags of its unit, without those that only
g++ knows.
"""
import json
import pathlib
import re
import sys


def sources(unit):
    if "_units/unit_" not in unit:
        return [unit]
    folder = pathlib.Path(unit).parent
    return [str((folder / each).resolve()) for each in re.findall(r'^#include "(.*)"$', pathlib.Path(unit).read_text(), re.M)]


def main(build, folder):
    alone = []
    for each in json.loads(pathlib.Path(build, "compile_commands.json").read_text()):
        command = re.sub(r"^\S*ccache ", "", each["command"])
        command = re.sub(r" --param=ggc\S*| -fsanitize=\S*| -fno-sanitize\S*", "", command)
        for source in sources(each["file"]):
            alone.append({"directory": each["directory"], "file": source,
                          "command": command.replace(each["file"], source) + " -Wno-unknown-warning-option"})
    pathlib.Path(folder).mkdir(exist_ok=True)
    pathlib.Path(folder, "compile_commands.json").write_text(json.dumps(alone, indent=1))


main(*sys.argv[1:])
