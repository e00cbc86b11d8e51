// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows and columns of a slow log, or of Valkey's logs of large requests and replies.
#pragma once

#include <vector>

#include "model/redis/redis.h"
#include "ui/common/rows/columnkinds.h"

namespace lockmaster {

struct SlowRow {
    RedisSlowEntry entry;

    [[nodiscard]] std::int64_t key() const { return entry.id; }
    [[nodiscard]] static std::optional<std::int64_t> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] static bool differsFrom(const SlowRow &) { return false; }
    bool operator==(const SlowRow &) const = default;
};

std::vector<KeyedColumn<SlowRow>> slowColumns();

/// Passwords in commands are masked on screen; exports and copies have no arguments at all.
class SlowModel : public KeyedTableModel<SlowRow>
{
    Q_OBJECT
public:
    explicit SlowModel(QObject *parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace lockmaster
