// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/rebuildrun.h"

#include "actions/plan/actiontext.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::rebuild {

using namespace Qt::StringLiterals;
using maintenance::Leftover;
using maintenance::Residue;

QCoro::Task<Result<void>> RebuildRun::look(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const QJsonObject arguments = m_plan.request.arguments;
    const QString name = arguments.value(maintenance::kIndex).toString();
    const auto found = co_await maintenance::readIndexes(link, name, stop);
    if (!found)
        co_return std::unexpected(found.error());
    m_isThere = found->size() == 1;
    if (!m_isThere)
        co_return Result<void>();
    const maintenance::Index index = found->front();
    // What is built anew is another index that takes the name over.
    m_isRebuilt = index.isValid && index.oid != maintenance::seenIn(arguments, maintenance::kIndex).oid;
    m_bytes = index.bytes;
    const auto left = co_await maintenance::readLeftovers(link, index.tableOid, stop);
    if (!left)
        co_return std::unexpected(left.error());
    m_leftovers = *left;
    std::erase_if(m_leftovers, [](const Leftover &one) { return one.residue == Residue::None; });
    co_return Result<void>();
}

Outcome RebuildRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (isRunning())
        return Outcome::SentUnverified;
    if (!m_leftovers.empty())
        return Outcome::FailedPartial;
    if (m_isRebuilt)
        return Outcome::DoneVerified;
    if (hasFailed() || m_evidence.isAnswerLost)
        return Outcome::FailedClean;
    return wasWarned() ? Outcome::NoOp : Outcome::SentUnverified;
}

QString RebuildRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified:
        return ActionText::tr("Rebuilt and valid, of %1 (%2 before); nothing is left of the old one.")
            .arg(formatBytes(m_bytes),
                 formatBytes(maintenance::seenIn(m_plan.request.arguments, maintenance::kIndex).bytes));
    case Outcome::SentUnverified:
        return isRunning() ? runningText()
                           : ActionText::tr("The server says that it is done, but the index is the old one.");
    case Outcome::NoOp: return ActionText::tr("The server left the index out, and says success all the same.");
    case Outcome::FailedPartial:
        return failureText() + u' '
               + (m_isRebuilt ? ActionText::tr("The index is rebuilt; only the old one, %1, is left.")
                              : ActionText::tr("The index is as it was; the unfinished one, %1, is left."))
                     .arg(plainLine(m_leftovers.front().name));
    case Outcome::FailedClean: return failureText() + u' ' + ActionText::tr("The index is as it was.");
    case Outcome::Unknown: return unknownText();
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult RebuildRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultWith(seen, summary(seen), now);
    if (seen == Outcome::FailedPartial)
        result.next =
            maintenance::dropHint(m_leftovers.front().name) + u' '
            + (m_isRebuilt ? ActionText::tr("Do not rebuild it again.") : ActionText::tr("Then make the plan again."));
    return result;
}

} // namespace lockmaster::rebuild
