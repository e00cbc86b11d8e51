# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sourced by toolbox and servers: what both need to make a Debian root, once, below one cache folder. The script that
# sources it has set `me`, its name in messages, and may define more_advice, which give_up prints at its end.
cache=${LOCKMASTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/lockmaster}

say() { printf '%s: %s\n' "$me" "$*" >&2; }

# What went wrong and what to do.
give_up() {
    say "$1"
    say "$2"
    if declare -F more_advice >/dev/null; then more_advice; fi
    exit 69
}

debian_mirror() {
    if [ -n "${LOCKMASTER_DEBIAN_MIRROR:-}" ]; then
        echo "$LOCKMASTER_DEBIAN_MIRROR"
    else # the host's own main archive; nothing printed means mmdebstrap's default
        apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
            awk -F'|' '$1 == "Debian" && $2 == "Debian" { print $3; exit }'
    fi
}

need_tools() {
    command -v mmdebstrap >/dev/null && command -v bwrap >/dev/null && return
    command -v apt-get >/dev/null ||
        give_up "this host has neither Qt 6.8 nor Debian's tools to make a Debian root." \
            "Install the packages below by this system's own means, or use a Debian host."
    if [ "$(id -u)" = 0 ]; then
        say "installing mmdebstrap and bubblewrap on this host"
        local quiet=(-qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120)
        { DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" install -y mmdebstrap bubblewrap ||
            { apt-get "${quiet[@]}" update && DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" install -y mmdebstrap bubblewrap; }; } >&2 ||
            give_up "mmdebstrap and bubblewrap could not be installed." \
                "Is the network there? Try: apt-get update && apt-get install mmdebstrap bubblewrap"
    else
        give_up "mmdebstrap and bubblewrap are missing." \
            "Ask an administrator for: apt-get install mmdebstrap bubblewrap uidmap"
    fi
}

need_space() { # need_space MEGABYTES
    local free
    free=$(df --output=avail -BM "$cache" | tail -n 1 | tr -dc 0-9)
    [ "$free" -ge "$1" ] || give_up "$cache has $free MB free; the $me needs $1 MB while it is made." \
        "Free some space, or set LOCKMASTER_CACHE to a folder on another disk."
}

remove_root() { # a root made by an ordinary user belongs to sub-uids: only unshare can remove it
    [ -e "$1" ] || return 0
    rm -rf --one-file-system "$1" 2>/dev/null || unshare --map-auto --map-root-user rm -rf --one-file-system "$1"
}

once() { # once ROOT COMMAND: `COMMAND ROOT` makes it, unless it is there; two at once wait for each other
    [ ! -d "$1" ] || return 0
    exec 9>"$cache/toolbox.lock"
    flock -n 9 || { say "another set-up is under way; waiting for it"; flock 9; }
    [ -d "$1" ] || "$2" "$1" 9>&-
    exec 9>&-
}

bootstrap() { # bootstrap ROOT SUITE mmdebstrap-options…
    local root=$1 suite=$2 mode=root mirror log=$cache/$me.log; shift 2
    [ "$(id -u)" = 0 ] || mode=unshare
    if [ "$mode" = unshare ] && ! unshare --user true 2>/dev/null; then
        give_up "this host does not let an ordinary user make user namespaces." "Run this once as root, or allow them."
    fi
    mirror=$(debian_mirror)
    if ! mmdebstrap --mode="$mode" --format=directory \
        --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Retries "3"' "$@" \
        "$suite" "$root.partial" ${mirror:+"deb $mirror $suite main"} 2>&1 | tee "$log" | grep --line-buffered -E '^I: |^E: ' >&2; then
        remove_root "$root.partial"
        ! grep -q 'does not have a Release file' "$log" ||
            give_up "${mirror:-"the Debian mirror"} does not serve the suite $suite." \
                "Set LOCKMASTER_DEBIAN_MIRROR to the URL of one that does; Debian archives its old suites."
        give_up "the Debian root for $suite could not be made; the whole output is in $log." \
            "It began with: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log")"
    fi
    # In place only when whole: an interrupted set-up leaves root-….partial, which the next one removes.
    mv "$root.partial" "$root"
}
