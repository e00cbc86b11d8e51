// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which clients are meant, and which of them may be disconnected.
#pragma once

#include <QStringList>
#include <optional>
#include <vector>

#include "actions/plan/preflights.h"
#include "model/redis/redis.h"

namespace lockmaster {

inline constexpr std::size_t kMostKilled = 200;

/// A client as it is named: "12", or "12@10.0.0.7:4321", which then has to be its address.
struct NamedClient {
    std::int64_t id = 0;
    QString address;
};

/// Empty when the text is no list of them.
std::vector<NamedClient> namedClients(const QString &text);
QString nameOf(const RedisClient &client); ///< "12@10.0.0.7:4321"

struct KillList {
    std::vector<RedisClient> clients; ///< that may be disconnected
    QStringList spared;               ///< "12 (a replica)"
    std::size_t gone = 0;             ///< not there, or another client
};

/// `ownId` is of the connection that acts.
KillList killListOf(const std::vector<NamedClient> &named, const std::vector<RedisClient> &there,
                    std::optional<std::int64_t> ownId);

Preflight checkKillable(const KillList &list);
Preflight checkSpared(const KillList &list);
Preflight checkTransactions(const KillList &list);

} // namespace lockmaster
