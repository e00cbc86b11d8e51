// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One kind of action, as a record: what it is told, how it is planned, carried out, seen and concluded. A new action is one
// file and a line in actions.def; window, command line, journal and executor take all they need to know from here.
#pragma once

#include <QCoroTask>
#include <functional>
#include <memory>
#include <stop_token>

#include "actions/plan/argument.h"
#include "actions/plan/confirmation.h"
#include "actions/plan/readyserver.h"
#include "model/action.h"

namespace lockmaster {

/// What a plan is made from: the server, a draft with request, target and times filled in, and the ways to other servers.
struct PlanContext {
    ReadyServer server;
    ActionPlan draft;
    const FleetAccess *fleet = nullptr; ///< never null while planning
};

/// How a person leads an action that does one thing after another. Of the engine's thread.
struct ActionSteering {
    bool isPaused = false; ///< what is being done is done; the next one waits
    int skips = 0;         ///< so many times what was being done was given up for the next one
};

/// What a plan is carried out with.
struct ActingContext {
    ReadyServer server;
    const FleetAccess *fleet = nullptr; ///< never null
    std::function<void(const ActionProgress &)> tell = [](const ActionProgress &) {};
    std::stop_token cancel; ///< a person takes it back
    std::stop_token stop;   ///< the console ends
    /// Puts what is about to be lost into a file beside the journal, and gives its path: on disk when it has succeeded.
    std::function<QCoro::Task<Result<QString>>(QByteArray content)> preserve = {};
    std::shared_ptr<const ActionSteering> steering = std::make_shared<ActionSteering>(); ///< never null
};

/// What every action knows after it was sent.
struct Evidence {
    bool isAnswerLost = false;    ///< whether the server did it is not known
    bool hasLooked = false;       ///< the server could be asked afterwards
    bool serverRestarted = false; ///< since the plan
    bool isCancelled = false;     ///< a person took it back
    std::optional<Error> error;   ///< what the server or the connection said
    QStringList messages;         ///< the server's, as they came
};

/// One plan being carried out. Made for one execution, or for one look at what became of an earlier one.
class ActionRun
{
public:
    explicit ActionRun(ActionPlan plan) : m_plan(std::move(plan)) {}
    virtual ~ActionRun() = default;
    ActionRun(const ActionRun &) = delete;
    ActionRun &operator=(const ActionRun &) = delete;

    /// Sends the plan. Every trouble becomes evidence.
    virtual QCoro::Task<void> send(ActingContext context) = 0;
    /// It was sent by somebody who never learned what came of it.
    virtual void assumeSent() { m_evidence.isAnswerLost = true; }
    /// Looks for the effect, as long as it may take to be seen. Sets hasLooked when the server could be asked.
    virtual QCoro::Task<void> verify(ActingContext context) = 0;
    /// From all that was seen to one of the seven outcomes.
    [[nodiscard]] virtual ActionResult conclude(WallTime now) const = 0;

    [[nodiscard]] const ActionPlan &plan() const { return m_plan; }
    [[nodiscard]] Evidence &evidence() { return m_evidence; }
    [[nodiscard]] const Evidence &evidence() const { return m_evidence; }

protected:
    ActionPlan m_plan;
    Evidence m_evidence;
};

/// The names of the buttons of a plan.
struct ActionWords {
    QString confirm; ///< "End session 8123"
    QString keep;    ///< "Keep it"
    QString prompt;  ///< "Type %1 to end it:", %1 the token
};

/// See ActionType::offeredOn.
inline constexpr QLatin1StringView kOnServer{"server"};

struct ActionType {
    QLatin1StringView id; ///< stable: "postgres.session.cancel"
    ServerKind kind = ServerKind::PostgreSql;
    QString (*title)() = nullptr; ///< "Vacuum a table…"
    QString (*help)() = nullptr;  ///< one or two sentences
    Arguments (*arguments)() = nullptr;
    /// What is wrong with arguments that are right each by itself, for who types them; the plan has a check of the same.
    /// Null: nothing can be.
    QString (*objection)(const QJsonObject &arguments) = nullptr;
    /// Masks what may be neither shown nor written down, before anything is. Null: nothing is secret.
    void (*hideSecrets)(QJsonObject &arguments) = nullptr;
    /// In the window on rows of what: "database" (of PgBouncer), …; that argument is then the row's name. kOnServer: on the
    /// target as a whole. The command palette has both. Empty: a page has it by its own ways.
    QLatin1StringView offeredOn = {};
    /// Of one on the target as a whole: the page that has it too, by its id: "memory", …; empty: none.
    QLatin1StringView offeredOnPage = {};

    QCoro::Task<Result<ActionPlan>> (*plan)(PlanContext context, std::stop_token stop) = nullptr;
    /// Compares a second plan, made on the connection that is about to act, with the confirmed one. Null: the statements
    /// test themselves what they act on, row by row.
    Recheck (*recheck)(const ActionPlan &confirmed, const ActionPlan &again) = nullptr;
    std::unique_ptr<ActionRun> (*run)(ActionPlan plan) = nullptr;
    ActionWords (*words)(const ActionPlan &plan) = nullptr;

    /// It may take long: it never gets the monitoring connection, tells how far it is, and can be taken back.
    bool isLong = false;
    /// It does one thing after another, heeds ActionSteering, and goes on over a connection that was lost.
    bool isQueue = false;
};

} // namespace lockmaster
