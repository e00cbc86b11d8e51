// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a file of saved moments that somebody sent.
#pragma once

#include "codec/json.h"
#include "diagnosis/observer.h"
#include "momentfixtures.h"

#include <QFile>
#include <QJsonDocument>
#include <algorithm>

namespace lockmaster::fixtures {

/// All that is done with a file somebody sent: the moments become findings and JSON. The ids of the findings; nothing
/// when the file is refused.
inline std::optional<QStringList> use(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    file.close();
    const Result<SavedMoments> saved = readMoments(path);
    if (!saved)
        return {};
    Fleet fleet;
    std::ranges::transform(saved->moments, std::back_inserter(fleet.targets), &SavedMoment::target);
    Observer observer(fleet);
    QStringList ids;
    for (const SavedMoment &moment : saved->moments) {
        const ObservationPtr seen = observer.observe(moment.snapshot);
        std::ranges::transform(seen->findings, std::back_inserter(ids), &Finding::id);
    }
    return QJsonDocument(jsonOf(*saved, Texts::Masked)).isEmpty() ? std::nullopt : std::optional(ids);
}

} // namespace lockmaster::fixtures
