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

/// Ids that findings and pages name; an action that nobody names has its id in its own file alone. Stable, and the same
/// in window, command line, journal and report.
inline constexpr QLatin1StringView kCancelQuery{"postgres.session.cancel"};
inline constexpr QLatin1StringView kCancelAutovacuum{"postgres.autovacuum.cancel"};
inline constexpr QLatin1StringView kEndSession{"postgres.session.end"};
inline constexpr QLatin1StringView kTerminateSession{"postgres.session.terminate"};
inline constexpr QLatin1StringView kTerminateChosen{"postgres.session.terminate_list"};
inline constexpr QLatin1StringView kTerminateByFilter{"postgres.session.terminate_filtered"};
inline constexpr QLatin1StringView kTerminateRootBlocker{"postgres.session.terminate_root"};
inline constexpr QLatin1StringView kRedisClientKill{"redis.client.kill"};
inline constexpr QLatin1StringView kRedisScriptKill{"redis.script.kill"};
inline constexpr QLatin1StringView kRedisFunctionKill{"redis.function.kill"};

/// What a person, a finding or a runbook asks for. The arguments have the names, types and limits that the action itself
/// describes (see actions/plan/argument.h), the same in dialog, command line, findings and journal.
struct ActionRequest {
    QString action; ///< a stable id: "postgres.session.cancel"
    QString target;
    QJsonObject arguments;
    std::optional<Stamp> seenAt; ///< the moment of the data the person looked at

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

/// A statement or command exactly as it will be sent, with its parameters.
struct PlannedStatement {
    QString sql;
    QStringList parameters;
    QString server = {}; ///< where to, when it is not the plan's target

    bool operator==(const PlannedStatement &) const = default;
};

/// What an action is done to: a session, a table, a database of PgBouncer, a client of Redis, a server.
struct ActionSubject {
    QString kind; ///< a stable word: "session", "table", "database", "client", "setting", "server", …
    QString name; ///< as people know it: "8123", "public.orders", "10.0.0.7:6380"
    std::optional<Session> session = {}; ///< of a session: all that is known of it

    bool operator==(const ActionSubject &) const = default;
};

ActionSubject subjectOf(Session session);

struct ActionPlan {
    QString id; ///< unique; also in application_name and in the journal
    ActionRequest request;
    Target target;
    /// Of a plan that the journal tells of: where its target was, as it stands there; "" when it does not say. Else not
    /// set: the target says it, see endpointOf().
    std::optional<QString> endpoint;
    QString title; ///< "End session 8123 on orders-primary"
    Severity severity = Severity::Disruptive;
    QString serverIdentity; ///< what PF-ID gave; compared again before executing
    std::vector<PlannedStatement> statements;
    std::vector<Preflight> preflights;
    std::vector<ActionSubject> subjects; ///< the frozen list: exactly these, nothing else
    int freed = 0;                       ///< sessions that can go on afterwards, at once or in turn
    int freedAtOnce = 0;                 ///< of those, the ones nobody else is in front of
    std::vector<int> waiters;            ///< pids that wait behind the subjects, whether they go on or not
    QString consequence;                 ///< blast radius in words and numbers
    QString undo;
    std::vector<PlannedStatement> undoStatements; ///< what takes it back, sent by hand if need be; empty: nothing does
    std::optional<ActionRequest> undoRequest;     ///< the action that takes it back; empty: none does
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

/// "host:port/dbname" for people; empty when nobody knows it.
QString endpointOf(const ActionPlan &plan);

enum class Outcome { DoneVerified, SentUnverified, NoOp, RefusedByConsole, FailedClean, FailedPartial, Unknown };

/// Stable words: "done_verified", "sent_unverified", "no_op", "refused", "failed_clean", "failed_partial", "unknown".
QString outcomeName(Outcome outcome);
QString severityName(Severity severity);
QString verdictName(Verdict verdict);

struct SubjectOutcome {
    ActionSubject subject;
    Outcome outcome = Outcome::Unknown;
    QString detail;

    bool operator==(const SubjectOutcome &) const = default;
};

/// How far an action is that takes its time. What the server does not tell is empty.
struct ActionProgress {
    QString planId;
    QString phase; ///< "scanning heap"
    std::optional<std::int64_t> done;
    std::optional<std::int64_t> total;
    QString unit; ///< of both: "blocks"
    std::optional<double> perSecond;
    /// It is done, and is taken back by itself when the time is over. What a person presses to let it stay, "Keep it
    /// paused", and to take it back now; empty: it is not that far.
    QString keepWord = {};
    QString takeBackWord = {};

    bool operator==(const ActionProgress &) const = default;
};

struct ActionResult {
    QString planId;
    Outcome outcome = Outcome::Unknown;
    QString summary;            ///< one sentence: what was verified, or why it is not known
    QString next;               ///< what the person can do now; empty when there is nothing
    QStringList serverMessages; ///< notices and warnings, redacted
    std::vector<SubjectOutcome> subjects;
    bool isRunning = false;                       ///< it goes on at the server: worth another look
    std::optional<ActionRequest> offer = {};      ///< the action that is to be done next
    std::optional<std::size_t> stillWaiting = {}; ///< of the plan's waiters, those that wait for a lock afterwards
    WallTime finishedAt{};

    bool operator==(const ActionResult &) const = default;
};

/// JSON of `lockmaster act --json` and of the journal. Fields are only ever added. Moments are ISO 8601 in UTC with
/// microseconds; literals in the victims' queries are masked.
///
/// Plan: id, action, target, arguments{}, environment, server_identity, title, severity, allowed, plan[]{sql,
/// parameters[], server}, preflight[]{id, ok, verdict (ok, warning, failed), detail}, subjects[]{kind, name},
/// victims[]{pid, backend_start, database, user, application, client, state, query} (of the sessions among them), freed,
/// freed_at_once, consequence, undo, undo_action (null, or {action, target, arguments{}}), alternative, confirm (what has to be typed), confirm_warnings, made_at, valid_seconds, data_age_ms.
///
/// Result: id (of the plan), result (a word of outcomeName), verified, summary, next, server_messages[],
/// offer (as undo_action), subjects[]{kind, name, result, detail}, sessions[]{pid, backend_start, result, detail}, running, still_waiting (null:
/// nobody waited, or nobody could look), finished_at.
QJsonObject toJson(const ActionPlan &plan);
/// {action, target, arguments{}}; null when there is none.
QJsonValue toJson(const std::optional<ActionRequest> &request);
QJsonObject toJson(const ActionResult &result);

} // namespace lockmaster

Q_DECLARE_METATYPE(lockmaster::ActionRequest)
Q_DECLARE_METATYPE(lockmaster::ActionPlan)
Q_DECLARE_METATYPE(lockmaster::ActionResult)
Q_DECLARE_METATYPE(lockmaster::ActionProgress)
