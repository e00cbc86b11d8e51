// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// key=value arguments of `lockmaster act` into what an action is asked for. Pure.
#pragma once

#include <QStringList>
#include <optional>

#include "base/result.h"
#include "model/action.h"

namespace lockmaster {

struct ActArguments {
    QString action;
    std::optional<int> pid;
    std::optional<ServerTime> backendStart;
    std::optional<ServerTime> queryStart;
    std::optional<SessionFilter> filter;

    bool operator==(const ActArguments &) const = default;
};

/// `pairs` are the words behind the target. An error says which word is wrong and what would be right.
Result<ActArguments> parseActArguments(const QString &action, const QStringList &pairs);

/// The actions by id, for help and errors.
QStringList actionIds();

} // namespace lockmaster
