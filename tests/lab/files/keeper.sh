#!/bin/sh
# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# keeper.sh FOLDER   sees to it that nothing remains of a lab. It holds a lock on FOLDER as long as it lives, and says
# so. Standard input ends when the lab has ended, in whatever way: then every process that works inside FOLDER is
# killed, its shared memory freed, and FOLDER removed.
trap '' HUP INT TERM
folder=$1
cd /
exec 9<"$folder"
flock 9 && echo kept
cat >/dev/null

inside() {
    find /proc/[0-9]* -maxdepth 1 -name cwd \( -lname "$folder" -o -lname "$folder/*" \) 2>/dev/null | cut -d/ -f3
}

tries=0
while pids=$(inside) && [ -n "$pids" ] && [ $tries -lt 200 ]; do
    # shellcheck disable=SC2086
    kill -9 $pids 2>/dev/null
    tries=$((tries + 1))
    [ $tries -lt 3 ] || sleep 0.05
done
# A killed postmaster leaves one small System V segment; its id is in the lock file's seventh line.
for lock in "$folder"/*/data/postmaster.pid; do
    segment=$(sed -n '7s/.* //p' "$lock" 2>/dev/null)
    [ -z "$segment" ] || ipcrm -m "$segment" 2>/dev/null
done
rm -rf "$folder"
