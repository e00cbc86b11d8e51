// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A fleet file, as a user of Lockmaster would write it.
#pragma once

#include <QString>
#include <vector>

namespace lockmaster {

struct FleetEntry {
    QString name;
    QString url;
    QString environment; ///< production, staging or development
    QString passwordFile;
    QString group = QStringLiteral("orders");
};

QString fleetYaml(const std::vector<FleetEntry> &entries);

} // namespace lockmaster
