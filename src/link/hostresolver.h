// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names of hosts and their addresses, for what makes connections and who configures it.
#pragma once

#include <QCoroFwd>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QList>
#include <QMap>
#include <functional>
#include <memory>
#include <stop_token>

#include "base/result.h"

namespace lockmaster {

/// resolveHost() (link/waits.h) or, in tests, a resolver that fails or never answers.
using HostResolver = std::function<QCoro::Task<Result<QList<QHostAddress>>>(QString, QDeadlineTimer, std::stop_token)>;

/// By host name, where it was reached last: for when name resolution fails. Shared by all connections to one target,
/// which come and go.
using LastGoodAddresses = std::shared_ptr<QMap<QString, QHostAddress>>;

inline LastGoodAddresses noGoodAddresses()
{
    return std::make_shared<QMap<QString, QHostAddress>>();
}

} // namespace lockmaster
