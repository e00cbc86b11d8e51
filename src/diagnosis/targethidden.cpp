// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.hidden: this login may not see everything, so a quiet page proves little. Evidence: hidden [] (each with the
// GRANT that mends it), user.
#include "diagnosis/rules.h"

#include <QJsonArray>

namespace lockmaster {

Findings findHidden(const Snapshot &snapshot, const Thresholds &)
{
    if (snapshot.hidden.empty())
        return {};
    QJsonArray hidden;
    for (const QString &what : snapshot.hidden)
        hidden.append(what);
    const QJsonObject evidence{{QStringLiteral("hidden"), hidden},
                               {QStringLiteral("user"), snapshot.postgres->identity.user}};
    return {{QStringLiteral("target.hidden"), FindingSeverity::Info, {}, snapshot.hidden.front(), evidence, {}, {}}};
}

} // namespace lockmaster
