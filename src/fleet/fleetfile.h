// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet file: which servers there are, in YAML, without a single password.
//
//   targets:
//     - name: orders-primary            # unique
//       url: postgresql://db1/orders    # as on the command line; a password in it is refused
//       group: orders
//       environment: production         # production (when not stated), staging, development
//       labels: {team: shop}
//       read_only: false
//       password: {keyring: KEY}        # or {environment: VARIABLE} or {command: "…"}; without: libpq's own ways
#pragma once

#include <QByteArray>
#include <QString>
#include <expected>
#include <vector>

#include "base/result.h"
#include "model/target.h"

namespace lockmaster {

struct FleetMistake {
    QString file;
    int line = 0;     ///< from 1
    int column = 0;   ///< from 1
    QString text;     ///< what is wrong; never quotes a value
    QString expected; ///< what would be right; may be empty

    bool operator==(const FleetMistake &) const = default;
};

/// "fleet.yaml:7:5: There is no key …; expected: …"
QString mistakeText(const FleetMistake &mistake);

/// The fleet, or every mistake in the order of the file.
std::expected<Fleet, std::vector<FleetMistake>> parseFleet(const QByteArray &yaml, const QString &file);

/// As above; the error's detail holds one line for each mistake. At most 1 MiB is read.
Result<Fleet> readFleetFile(const QString &path);

} // namespace lockmaster
