// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The journal's lines on disk: one file a month, append only, each line sealed with SHA-256 over itself and the seal of
// the line before it. Several processes may append at once. Blocking, for milliseconds; a second at most.
//
// A chain shows edited, removed and reordered lines. It cannot show that the end was cut off or everything was written
// anew; for that its head has to be kept elsewhere.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace lockmaster {

class JournalFile
{
public:
    explicit JournalFile(QString folder);

    enum class Durability { Written, Synced };

    /// Adds one line; `seq`, `prev` and `hash` are put in here. Refuses links and anything that is no plain file.
    Result<void> append(QJsonObject entry, WallTime now, Durability durability);

    struct BrokenLine {
        QString file;
        int line = 0; ///< from 1
        QString reason;

        bool operator==(const BrokenLine &) const = default;
    };

    /// The first line that does not follow from the one before it; empty when all do.
    [[nodiscard]] Result<std::optional<BrokenLine>> firstBrokenLine() const;

    /// Every line that is JSON, oldest first, of the files that were written since `since`.
    [[nodiscard]] Result<std::vector<QJsonObject>> entries(WallTime since = {}) const;

    [[nodiscard]] const QString &folder() const { return m_folder; }

private:
    [[nodiscard]] QStringList files() const; ///< names, oldest first
    QString m_folder;
};

} // namespace lockmaster
