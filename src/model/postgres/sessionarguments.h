// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions and filters as arguments of an action, and back. Names: pid, backend_start, query_start; sessions; application, user,
// database, client, state, older_than. Moments are ISO 8601 with microseconds, as formatIso() writes them.
#pragma once

#include <QJsonObject>

#include "model/postgres/session.h"

namespace lockmaster {

/// Which sessions a "by filter" action is about. At least one of application, user, database has to be set.
struct SessionFilter {
    /// * stands for anything, # for digits, a backslash before them and before itself for themselves: "invoice-run-#"
    QString application;
    QString user;
    QString database;
    QString client;
    SessionState state = SessionState::Idle;
    std::chrono::seconds olderThan{300}; ///< since state_change

    bool operator==(const SessionFilter &) const = default;
};

/// `queryStart`: the very query that was on screen.
QJsonObject sessionArguments(const SessionKey &key, std::optional<ServerTime> queryStart = {});
/// sessions="8123@2026-11-30T03:07:51.000000Z,8140@…"
QJsonObject sessionListArguments(const std::vector<SessionKey> &keys);
/// A name that means itself in SessionFilter::application.
QString quotedName(QString name);
QJsonObject filterArguments(const SessionFilter &filter);

/// Empty when it is not given or is no moment.
std::optional<ServerTime> momentIn(const QJsonObject &arguments, QLatin1StringView name);
/// Without backend_start a key whose start is 0.
SessionKey sessionKeyIn(const QJsonObject &arguments);
/// Without "@…" a key whose start is 0; each once. Empty when a word of the list is no pid, or what follows its @ no moment.
std::vector<SessionKey> sessionKeysIn(const QJsonObject &arguments);
SessionFilter sessionFilterIn(const QJsonObject &arguments);

} // namespace lockmaster
