// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What it means to act: the request of a person, the plan they confirm, and what came of it. Plain values.
#pragma once

#include <QJsonObject>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "model/postgres/session.h"
#include "model/target.h"

namespace lockmaster {

/// Stable ids; the same in GUI, command line, journal and report.
inline constexpr QLatin1StringView kCancelQuery{"postgres.session.cancel"};
inline constexpr QLatin1StringView kTerminateSession{"postgres.session.terminate"};
inline constexpr QLatin1StringView kTerminateByFilter{"postgres.session.terminate_filtered"};
inline constexpr QLatin1StringView kTerminateRootBlocker{"postgres.session.terminate_root"};

/// Which sessions a "by filter" action is about. At least one of application, user, database has to be set.
struct SessionFilter {
    QString application;
    QString user;
    QString database;
    QString client;
    SessionState state = SessionState::Idle;
    std::chrono::seconds olderThan{300}; ///< since state_change

    bool operator==(const SessionFilter &) const = default;
};

struct ActionRequest {
    QString action; ///< one of the ids above
    QString target;
    std::optional<SessionKey> session;    ///< cancel, terminate, terminate root
    std::optional<ServerTime> queryStart; ///< cancel: the very query that was on screen
    std::optional<SessionFilter> filter;  ///< terminate by filter
    std::optional<Stamp> seenAt;          ///< the moment of the data the person looked at
    QStringList otherPrimaries; ///< targets that take writes for the same system, as the fleet shows it: a split brain

    bool operator==(const ActionRequest &) const = default;
};

/// Reversible, Disruptive (some clients see errors), Destructive (no undo, or committed data at risk).
enum class Severity { Reversible, Disruptive, Destructive };

enum class Verdict { Ok, Warning, Failed };

struct Preflight {
    QString id; ///< stable, e.g. "session.same", "backend.type", "sync_wait"
    Verdict verdict = Verdict::Ok;
    QString detail; ///< one sentence for people, plain text

    bool operator==(const Preflight &) const = default;
};

/// A statement exactly as it will be sent, with its parameters.
struct PlannedStatement {
    QString sql;
    QStringList parameters;

    bool operator==(const PlannedStatement &) const = default;
};

struct ActionPlan {
    QString id; ///< unique; also in application_name and in the journal
    ActionRequest request;
    Target target;
    QString title; ///< "End session 8123 on orders-primary"
    Severity severity = Severity::Disruptive;
    QString serverIdentity; ///< what PF-ID gave; compared again before executing
    std::vector<PlannedStatement> statements;
    std::vector<Preflight> preflights;
    std::vector<Session> victims; ///< the frozen list: exactly these, nothing else
    int freed = 0;                ///< sessions that can go on afterwards
    QString consequence;          ///< blast radius in words and numbers
    QString undo;
    QString alternative;
    QString token;                 ///< what has to be typed; empty: nothing
    bool allRequiredTicks = false; ///< each warning has to be ticked (Destructive)
    WallTime madeAt{};
    std::optional<ServerTime> serverNow; ///< the server's clock at `madeAt`: ages of the victims are against this
    std::chrono::seconds validFor{30};
    std::chrono::milliseconds dataAge{}; ///< how old the data on the person's screen was

    [[nodiscard]] bool isAllowed() const; ///< no preflight failed
    bool operator==(const ActionPlan &) const = default;
};

enum class Outcome { DoneVerified, SentUnverified, NoOp, RefusedByConsole, FailedClean, FailedPartial, Unknown };

/// Stable words: "done_verified", "sent_unverified", "no_op", "refused", "failed_clean", "failed_partial", "unknown".
QString outcomeName(Outcome outcome);
QString severityName(Severity severity);
QString verdictName(Verdict verdict);

struct SessionOutcome {
    SessionKey session;
    Outcome outcome = Outcome::Unknown;
    QString detail;

    bool operator==(const SessionOutcome &) const = default;
};

struct ActionResult {
    QString planId;
    Outcome outcome = Outcome::Unknown;
    QString summary;            ///< one sentence: what was verified, or why it is not known
    QString next;               ///< what the person can do now; empty when there is nothing
    QStringList serverMessages; ///< notices and warnings, redacted
    std::vector<SessionOutcome> sessions;
    WallTime finishedAt{};

    bool operator==(const ActionResult &) const = default;
};

/// JSON of `lockmaster act --json` and of the journal. Fields are only ever added. Moments are ISO 8601 in UTC with
/// microseconds; literals in the victims' queries are masked.
///
/// Plan: id, action, target, environment, server_identity, title, severity, allowed, plan[]{sql, parameters[]},
/// preflight[]{id, ok, verdict (ok, warning, failed), detail}, victims[]{pid, backend_start, database, user,
/// application, client, state, query}, freed, consequence, undo, alternative, confirm (what has to be typed),
/// confirm_warnings, made_at, valid_seconds, data_age_ms.
///
/// Result: id (of the plan), result (a word of outcomeName), verified, summary, next, server_messages[],
/// sessions[]{pid, backend_start, result, detail}, finished_at.
QJsonObject toJson(const ActionPlan &plan);
QJsonObject toJson(const ActionResult &result);

} // namespace lockmaster

Q_DECLARE_METATYPE(lockmaster::ActionRequest)
Q_DECLARE_METATYPE(lockmaster::ActionPlan)
Q_DECLARE_METATYPE(lockmaster::ActionResult)
