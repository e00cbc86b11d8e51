# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess


class Display:
    """An X server without a screen: the window paints through the plugin of a desktop, without acceleration."""

    def __init__(self):
        ours, theirs = os.pipe()
        command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1600x900x24", "-nolisten", "tcp"]
        self.process = subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL)
        os.close(theirs)
        self.name = ":" + os.read(ours, 16).decode().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()
