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
    const ProcessIdentity here = thisProcess();
    return open().transform([&here](const std::vector<OpenAction> &all) {
        std::vector<ActionPlan> ours;
        for (const OpenAction &one : all) {
            if (one.console == here || !one.isConsoleRunning)
                ours.push_back(one.plan);
        }
        return ours;
    });
}

Result<std::vector<OpenAction>> Journal::open(WallTime since) const
{
    const Result<std::vector<QJsonObject>> entries = m_file.entries(since);
    if (!entries)
        return std::unexpected(entries.error());
    std::vector<OpenAction> all;
    for (const QJsonObject &entry : *entries) {
        const auto event = eventOf(entry);
        const auto isOfEntry = [&entry](const OpenAction &one) { return one.plan.id == planIdOf(entry); };
        if (event == JournalEvent::Sent)
            all.push_back({planOf(entry), processOf(entry), false, true});
        else if ((event == JournalEvent::Result || event == JournalEvent::Verified) && isOutcomeKnown(entry))
            std::erase_if(all, isOfEntry);
        else if (const auto told = std::ranges::find_if(all, isOfEntry);
                 event == JournalEvent::Result && told != all.end())
            told->isAwaited = false;
    }
    for (OpenAction &one : all) {
        one.isConsoleRunning = isRunning(one.console);
        one.isAwaited = one.isAwaited && one.isConsoleRunning;
    }
    return all;
}

Result<std::optional<JournalFile::BrokenLine>> Journal::verifyChain() const
{
    return m_file.firstBrokenLine();
}

} // namespace lockmaster
