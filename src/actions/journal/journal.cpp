// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/journal/journal.h"

#include "actions/journal/journalentry.h"

#include <algorithm>

namespace lockmaster {
namespace {

using Durability = JournalFile::Durability;

bool isOutcomeKnown(const QJsonObject &entry)
{
    return !entry.value(QLatin1StringView("running")).toBool()
           && entry.value(QLatin1StringView("outcome")).toString() != outcomeName(Outcome::Unknown);
}

bool isOfAnotherConsole(const QJsonObject &sent)
{
    const ProcessIdentity process = processOf(sent);
    return process != thisProcess() && isRunning(process);
}

} // namespace

Journal::Journal(QString folder, const Clock &clock) : m_file(std::move(folder)), m_clock(clock) {}

Result<void> Journal::planned(const ActionPlan &plan)
{
    const WallTime now = m_clock.wallNow();
    return m_file.append(plannedEntry(plan, now), now, Durability::Written);
}

Result<void> Journal::sent(const ActionPlan &plan)
{
    const WallTime now = m_clock.wallNow();
    return m_file.append(sentEntry(plan, now), now, Durability::Synced);
}

Result<void> Journal::finished(const ActionPlan &plan, const ActionResult &result)
{
    const WallTime now = m_clock.wallNow();
    return m_file.append(resultEntry(plan, result, JournalEvent::Result, now), now, Durability::Synced);
}

Result<void> Journal::verified(const ActionPlan &plan, const ActionResult &result)
{
    const WallTime now = m_clock.wallNow();
    return m_file.append(resultEntry(plan, result, JournalEvent::Verified, now), now, Durability::Synced);
}

Result<std::vector<ActionPlan>> Journal::unfinished() const
{
    const Result<std::vector<QJsonObject>> entries = m_file.entries();
    if (!entries)
        return std::unexpected(entries.error());
    std::vector<ActionPlan> open;
    for (const QJsonObject &entry : *entries) {
        const auto event = eventOf(entry);
        if (event == JournalEvent::Sent && !isOfAnotherConsole(entry))
            open.push_back(planOf(entry));
        else if ((event == JournalEvent::Result || event == JournalEvent::Verified) && isOutcomeKnown(entry))
            std::erase_if(open, [&](const ActionPlan &plan) { return plan.id == planIdOf(entry); });
    }
    return open;
}

Result<std::optional<JournalFile::BrokenLine>> Journal::verifyChain() const
{
    return m_file.firstBrokenLine();
}

} // namespace lockmaster
