# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sourced by the scripts that take long: how far a step is, on standard error. On a terminal it is one line, rewritten in
# place; in a log a line every five seconds at most.
progress_at=-5
progress_width=80
if [ -t 2 ]; then
    progress_size=$(stty size <&2 2>/dev/null) || progress_size=
    progress_width=${progress_size#* }
    [ "${progress_width:-0}" -gt 20 ] || progress_width=80
fi

progress() { # progress TEXT
    if [ -t 2 ]; then
        printf '\r%s\033[K' "${1:0:progress_width - 1}" >&2
    elif [ $((SECONDS - progress_at)) -ge 5 ]; then
        progress_at=$SECONDS
        printf '%s\n' "$1" >&2
    fi
}

progress_end() { # what is printed next has a line of its own
    if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

seconds_left() { # seconds_left DONE TOTAL SINCE: as things went since then; nothing while that says little
    local took=$((SECONDS - $3))
    if [ "$took" -ge 3 ] && [ "$1" -gt 0 ]; then echo $((took * ($2 - $1) / $1)); fi
}

time_left() { # time_left SECONDS [WHAT]: ", about 3 min left"; SECONDS may be empty
    if [ "${1:-0}" = 0 ]; then
        return
    elif [ "$1" -ge 90 ]; then
        echo ", about $((($1 + 30) / 60)) min ${2:-left}"
    else
        echo ", about $((($1 / 10 + 1) * 10)) s ${2:-left}"
    fi
}

last_lines() { # last_lines LOG PATTERN: those that say what failed, else the last ones; and where the rest is
    { grep -E -A 12 "$2" "$1" || tail -n 20 "$1"; } | head -n 40 | cut -c1-200 | sed 's/^/  /' >&2
    printf 'the whole output is in %s\n' "$1" >&2
}
