// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lab's fleet file, as a user of Lockmaster would write it.
#pragma once

#include <QString>
#include <vector>

namespace lockmaster {

struct FleetEntry {
    QString name;
    QString url;
    QString environment; ///< production, staging or development
};

QString fleetYaml(const std::vector<FleetEntry> &entries, const QString &passwordFile);

} // namespace lockmaster
