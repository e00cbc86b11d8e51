// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of evidence and sentence that several rules share.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <chrono>

#include "model/finding.h"
#include "model/postgres/postgres.h"
#include "model/snapshot.h"

namespace lockmaster {

/// Seconds with all digits there are, since words are cut, not rounded: 59.9996 s is not a minute. Null when not known.
QJsonValue secondsJson(std::optional<std::chrono::microseconds> duration);

/// ISO 8601 with microseconds, in UTC; null when not known.
QJsonValue timeJson(std::optional<ServerTime> time);

/// {"pid", "backend_start" (null: hidden from us), "backend_type",
/// "prevents_wraparound", "user", "database", "application", "client", "state", "wait_event", "query_start", "query",
/// "transaction_seconds", "state_seconds", "query_seconds"}; literals of the query are masked. A prepared transaction
/// has "pid" 0 and no more.
QJsonObject sessionJson(const PostgresState &state, int pid);

/// At most kMostListed of them, in order: evidence is read by people.
QJsonArray pidsJson(const std::vector<int> &pids);
inline constexpr std::size_t kMostListed = 100;

/// Of sessionJson(): "session 8123 (billing-worker, idle in transaction)", "autovacuum 8123 (to prevent wraparound)",
/// or "a prepared transaction".
QString sessionText(const QJsonValue &session);

/// "1 session", "42 sessions"
QString sessionsText(qsizetype count);

/// Of evidence clients_in_front [{target, clients}], which is told where all targets are known: " 41 clients of pgbouncer
/// wait in front of them." Empty without.
QString clientsInFrontText(const Finding &finding);

/// The session, or whichever prepared transaction it is.
Subject lockSubject(const PostgresState &state, int pid);
Subject sessionSubject(const Snapshot &snapshot, const SessionKey &key);

/// What a server tells as a moment, as if its clock were ours: of what has no duration that is measured anew.
WallTime atServersClock(ServerTime moment);

/// By our clock, of what has lasted for so long on the server.
WallTime began(const Snapshot &snapshot, std::chrono::microseconds duration);

/// What findings say of their own evidence; 0, empty and "–" without.
double evidenceNumber(const Finding &finding, QLatin1StringView key);
qint64 evidenceCount(const Finding &finding, QLatin1StringView key);
QString evidenceText(const Finding &finding, QLatin1StringView key);     ///< on one line
QString evidenceName(const Finding &finding, QLatin1StringView key);     ///< the same, cut where it is too long
QString evidenceDuration(const Finding &finding, QLatin1StringView key); ///< of seconds: "4.2 s"

QString nameText(const QJsonValue &name, qsizetype longest = 40);
/// What secondsJson() was told.
std::optional<std::chrono::microseconds> durationOf(const QJsonValue &seconds);

/// An action on this very session.
RecommendedAction onSession(QLatin1StringView action, const Session &session);

} // namespace lockmaster
