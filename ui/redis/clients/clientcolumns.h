// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows and columns of the table of clients, and the choices of rows.
#pragma once

#include <vector>

#include "model/redis/redis.h"
#include "ui/common/rows/columnkinds.h"

namespace lockmaster {

struct RedisClientRow {
    RedisClient client;

    [[nodiscard]] std::int64_t key() const { return client.id; }
    [[nodiscard]] static std::optional<std::int64_t> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const RedisClientRow &before) const { return !onlyAged(before); }
    /// Of two that are not equal: nothing but the ages went on.
    [[nodiscard]] bool onlyAged(const RedisClientRow &before) const;
    bool operator==(const RedisClientRow &) const = default;
};

std::vector<KeyedColumn<RedisClientRow>> clientColumns();

/// Flag b: it waits in a blocking command.
bool isBlocked(const RedisClient &client);

struct ClientPreset {
    QString id;                                     ///< stable
    QString title;                                  ///< translated
    bool (*accepts)(const RedisClient &) = nullptr; ///< null: all
    QString sortColumn;                             ///< what it puts first, descending
};

/// In the order of the menu; the first shows all.
std::vector<ClientPreset> clientPresets();

} // namespace lockmaster
