// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/fleetfile.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

QString fleetYaml(const std::vector<FleetEntry> &entries)
{
    QString yaml = u"# The servers of a lab. They and this file are gone when the lab ends.\ntargets:\n"_s;
    for (const FleetEntry &entry : entries) {
        yaml += u"  - name: %1\n"
                "    url: \"%2\"\n"
                "    group: %5\n"
                "    environment: %3\n"
                "    labels: {team: shop}\n"
                "    read_only: false\n"
                "    password: {command: \"cat '%4'\"}\n"_s.arg(entry.name, entry.url, entry.environment,
                                                                entry.passwordFile, entry.group);
    }
    return yaml;
}

} // namespace lockmaster
