# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sourced by toolbox and servers: what both need to make a Debian root, once, below one cache folder. The script that
# sources it has set `here`, its folder, and `me`, its name in messages, and may define more_advice, which is printed when
# this host can make no root.
# shellcheck disable=SC2154
cache=${LOCKMASTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/lockmaster}
log=$cache/$me.log
# shellcheck source-path=SCRIPTDIR source=progress.sh
. "$here/progress.sh"

say() { printf '%s: %s\n' "$me" "$*" >&2; }

give_up() { # give_up WHAT-WENT-WRONG WHAT-TO-DO
    say "$1"
    say "$2"
    exit 69
}

give_up_host() {
    say "$1"
    if declare -F more_advice >/dev/null; then more_advice; fi
    give_up "this host can make no Debian root either." "$2"
}

debian_mirror() {
    if [ -n "${LOCKMASTER_DEBIAN_MIRROR:-}" ]; then
        echo "$LOCKMASTER_DEBIAN_MIRROR"
    else # the host's own main archive; nothing printed means mmdebstrap's default
        # shellcheck disable=SC2016
        apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
            awk -F'|' '$1 == "Debian" && $2 == "Debian" { print $3; exit }'
    fi
}

install_tools() {
    local apt=(apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120)
    export DEBIAN_FRONTEND=noninteractive
    "${apt[@]}" install -y mmdebstrap bubblewrap ||
        { "${apt[@]}" update && "${apt[@]}" install -y mmdebstrap bubblewrap; }
}

need_tools() {
    command -v mmdebstrap >/dev/null && command -v bwrap >/dev/null && return
    command -v apt-get >/dev/null || give_up_host "mmdebstrap and bubblewrap are missing." \
        "Install the packages by this system's own means, or use a Debian host."
    [ "$(id -u)" = 0 ] || give_up_host "mmdebstrap and bubblewrap are missing." \
        "Ask an administrator for: apt-get install mmdebstrap bubblewrap uidmap"
    say "installing mmdebstrap and bubblewrap on this host"
    (install_tools) >"$log" 2>&1 && return
    last_lines "$log" '^(E|Err):'
    give_up "mmdebstrap and bubblewrap could not be installed." \
        "Is the network there? Try: apt-get update && apt-get install mmdebstrap bubblewrap"
}

need_space() { # need_space MEGABYTES
    local free
    free=$(df --output=avail -BM "$cache" | tail -n 1 | tr -dc 0-9)
    [ "$free" -ge "$1" ] || give_up "$cache has $free MB free; the $me needs $1 MB while it is made." \
        "Free some space, or set LOCKMASTER_CACHE to a folder on another disk."
}

need_passage() { # the sub-uids that own an ordinary user's root are strangers to the folders above it
    local folder=$cache
    [ "$(id -u)" != 0 ] || return 0
    while [ "$folder" != / ]; do
        [ $((0$(stat -c %a "$folder") & 1)) = 1 ] || give_up "the sub-uids of $(id -un) cannot pass through $folder." \
            "Either: chmod o+x $folder   or set LOCKMASTER_CACHE to a folder elsewhere, such as /var/tmp/lockmaster"
        folder=$(dirname "$folder")
    done
}

remove_root() { # a root made by an ordinary user belongs to sub-uids: only unshare can remove it
    local gone=$cache/root-removed-$$ # by another name first, lest half of it be taken for the whole
    [ -e "$1" ] || return 0
    say "removing ${1##*/}"
    mv "$1" "$gone"
    rm -rf --one-file-system "$gone" 2>/dev/null || unshare --map-auto --map-root-user rm -rf --one-file-system "$gone" ||
        give_up "$gone could not be removed." "Does it belong to another user?"
}

alone() { # alone COMMAND…: two set-ups at once wait for each other; COMMAND looks whether there is anything left to do
    exec 9>"$cache/toolbox.lock"
    flock -n 9 || { say "another set-up is under way; waiting for it"; flock 9; }
    "$@" 9>&-
    exec 9>&-
}

follow_apt() { # follow_apt TITLE: shows how far apt or mmdebstrap is, of which it reads what they say
    local line phase='what an earlier run left' total=0 got=0 unpacked=0 ready=0 since=$SECONDS left
    while IFS= read -r line; do
        case $line in
        *' newly installed, '*)
            line=${line%% newly installed, *}
            total=${line##*[!0-9]} got=0 unpacked=0 ready=0 since=$SECONDS
            continue
            ;;
        Get:*)
            got=$((got + 1))
            [ "$total" -gt 0 ] || phase='package lists'
            ;;
        'Unpacking '*)
            [ "$unpacked" -gt 0 ] || since=$SECONDS
            unpacked=$((unpacked + 1))
            ;;
        'Setting up '*) ready=$((ready + 1)) ;;
        'I: '*hook*) continue ;;
        'I: '*) total=0 phase=${line#I: } ;;
        *) continue ;;
        esac
        if [ "$unpacked" -gt 0 ] && [ "$total" -gt 0 ]; then
            left=$(seconds_left $((unpacked + ready)) $((2 * total)) "$since")
            progress "$1: $unpacked of $total packages unpacked, $ready set up$(time_left "$left")"
        elif [ "$total" -gt 0 ]; then
            left=$(seconds_left "$got" "$total" "$since")
            progress "$1: $got of $total packages fetched$(time_left "${left:+$((left + total / 8))}")"
        else
            progress "$1: $phase"
        fi
    done
    progress_end
}

bootstrap() { # bootstrap TITLE ROOT SUITE mmdebstrap-options…
    local title=$1 root=$2 suite=$3 mirror; shift 3
    if [ "$(id -u)" != 0 ] && ! unshare --user true 2>/dev/null; then
        give_up "this host does not let an ordinary user make user namespaces." "Run this once as root, or allow them."
    fi
    mirror=$(debian_mirror)
    # For root this mode means: mounts of its own, of which nothing is left when it is killed.
    if ! mmdebstrap --verbose --mode=unshare --format=directory \
        --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Retries "3"' "$@" \
        "$suite" "$root.partial" ${mirror:+"deb $mirror $suite main"} 2>&1 | tee "$log" | follow_apt "$title"; then
        remove_root "$root.partial"
        last_lines "$log" '^(E|Err):'
        ! grep -q 'does not have a Release file' "$log" ||
            give_up "${mirror:-"the Debian mirror"} does not serve the suite $suite." \
                "Set LOCKMASTER_DEBIAN_MIRROR to the URL of one that does; Debian archives its old suites."
        give_up "the Debian root for $suite could not be made." "Is the network there, and the disk not full?"
    fi
    # In place only when whole: an interrupted set-up leaves root-….partial, which the next one removes.
    mv "$root.partial" "$root"
}
