// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-9: drops an index that a failed build has left. It may wait for old transactions, gives up soon, and can then be sent
// again: an invalid index is as harmless as before.
#include "actions/plan/actiontext.h"
#include "actions/postgres/maintenance/dropplan.h"
#include "actions/postgres/maintenance/indexes.h"
#include "actions/postgres/maintenance/longrun.h"

namespace lockmaster {
namespace dropindex {
namespace {

using namespace Qt::StringLiterals;

class DropRun final : public maintenance::LongRun
{
public:
    using LongRun::LongRun;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    [[nodiscard]] QString lockTimeout() const override
    {
        return u"%1s"_s.arg(lockWait(m_plan.request.arguments).count());
    }
    QCoro::Task<Result<void>> look(std::shared_ptr<PgLink> link, std::stop_token stop) override;
    [[nodiscard]] bool isSettled() const override { return m_isGone; }
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    bool m_isGone = false;
};

QCoro::Task<Result<void>> DropRun::look(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const QJsonObject arguments = m_plan.request.arguments;
    const auto found =
        co_await maintenance::readIndexes(link, arguments.value(maintenance::kIndex).toString(), std::move(stop));
    if (!found)
        co_return std::unexpected(found.error());
    const qint64 oid = maintenance::seenIn(arguments, maintenance::kIndex).oid;
    m_isGone = found->empty() || found->front().oid != oid;
    co_return Result<void>();
}

Outcome DropRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (isRunning())
        return Outcome::SentUnverified;
    if (m_isGone && !hasFailed())
        return Outcome::DoneVerified;
    return hasFailed() || m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::SentUnverified;
}

QString DropRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified: return ActionText::tr("It is dropped.");
    case Outcome::SentUnverified:
        return isRunning() ? runningText()
                           : ActionText::tr("The server says that it is dropped, but it is still there.");
    case Outcome::FailedClean:
        return failureText() + u' '
               + (m_isGone ? ActionText::tr("The index is not there any more.")
                           : ActionText::tr("The invalid index is still there, as harmless as before."));
    case Outcome::Unknown: return unknownText();
    case Outcome::NoOp:
    case Outcome::FailedPartial:
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult DropRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    return resultWith(seen, summary(seen), now);
}

Arguments dropArguments()
{
    return {maintenance::indexArgument(),
            {.name = u"lock_wait_seconds"_s,
             .type = ArgumentType::Number,
             .title = ActionText::tr("Wait for older transactions (seconds)"),
             .help = ActionText::tr("Reading and writing go on meanwhile."),
             .standard = 5,
             .least = 1,
             .most = 3600},
            maintenance::limitArgument(60),
            maintenance::seenArgument()};
}

ActionWords dropWords(const ActionPlan &)
{
    return {ActionText::tr("Drop the index"), ActionText::tr("Leave it"), ActionText::tr("Type %1 to drop it:")};
}

} // namespace
} // namespace dropindex

ActionType dropInvalidIndexAction()
{
    using namespace Qt::StringLiterals;
    return {.id = "postgres.index.drop_invalid"_L1,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Drop an invalid index…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Drops an index that a failed build has left (DROP INDEX CONCURRENTLY); never "
                        "a valid one.");
                },
            .arguments = dropindex::dropArguments,
            .offeredOn = maintenance::kIndex,
            .plan = dropindex::planDrop,
            .recheck = dropindex::recheckDrop,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<dropindex::DropRun>(std::move(plan));
            },
            .words = dropindex::dropWords,
            .isLong = true};
}

} // namespace lockmaster
