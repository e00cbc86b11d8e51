// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessiongroups.h"

#include "base/format.h"

#include <QCoreApplication>
#include <map>

namespace lockmaster {
namespace {

struct SessionGroups {
    Q_DECLARE_TR_FUNCTIONS(SessionGroups)
};

QString orNone(const QString &text)
{
    return text.isEmpty() ? SessionGroups::tr("(none)") : text;
}

QString groupOf(const SessionRow &row, SessionGrouping grouping)
{
    switch (grouping) {
    case SessionGrouping::None: return {};
    case SessionGrouping::Application: return orNone(row.texts->application);
    case SessionGrouping::User: return orNone(row.texts->user);
    case SessionGrouping::Client: return orNone(row.texts->client);
    case SessionGrouping::State: return sessionStateName(row.session->state);
    case SessionGrouping::Database: return orNone(row.texts->database);
    case SessionGrouping::ApplicationAndState:
        return orNone(row.texts->application) + QStringLiteral(" · ") + sessionStateName(row.session->state);
    }
    return {};
}

void count(SessionCounts &counts, const SessionRow &row)
{
    ++counts.sessions;
    counts.active += isRunning(*row.session) && isClientBackend(*row.session) ? 1 : 0;
    counts.replication += row.session->backendType == u"walsender" ? 1 : 0;
    counts.waiting += waitsForLock(*row.session) ? 1 : 0;
    counts.idleInTransaction += isInTransaction(*row.session) ? 1 : 0;
    counts.blocks += row.blocks;
}

QString headingOf(const QString &group, const SessionCounts &counts)
{
    QStringList words{group + QStringLiteral("  –  ") + SessionGroups::tr("%Ln sessions", nullptr, counts.sessions)};
    if (counts.active > 0)
        words << SessionGroups::tr("%1 active").arg(formatCount(counts.active));
    if (counts.waiting > 0)
        words << SessionGroups::tr("%1 waiting").arg(formatCount(counts.waiting));
    if (counts.idleInTransaction > 0)
        words << SessionGroups::tr("%1 idle in transaction").arg(formatCount(counts.idleInTransaction));
    if (counts.replication > 0)
        words << SessionGroups::tr("%1 replication").arg(formatCount(counts.replication));
    return words.join(QStringLiteral(", "));
}

/// Workers whose leader is among the rows stand below it, whatever group they would be in.
std::vector<bool> putWorkersBelowLeaders(std::vector<SessionRow> &rows)
{
    std::map<int, SessionRowKey> leaders;
    for (const SessionRow &row : rows)
        leaders.emplace(row.session->key.pid, row.key());
    std::vector<bool> isPlaced(rows.size());
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const int leaderPid = rows[place].session->leaderPid;
        const auto leader = leaders.find(leaderPid);
        if (leaderPid == rows[place].session->key.pid || leader == leaders.end())
            continue;
        rows[place].above = leader->second;
        isPlaced[place] = true;
    }
    return isPlaced;
}

} // namespace

void groupSessions(std::vector<SessionRow> &rows, SessionGrouping grouping)
{
    const std::vector<bool> isWorker = putWorkersBelowLeaders(rows);
    if (grouping == SessionGrouping::None)
        return;
    std::map<QString, SessionRow> headings;
    for (std::size_t place = 0; place < rows.size(); ++place) {
        if (isWorker[place])
            continue;
        const QString group = groupOf(rows[place], grouping);
        SessionRow &heading = headings[group];
        heading.group = group;
        heading.ages = highest(heading.ages, rows[place].ages);
        count(heading.counts, rows[place]);
        rows[place].above = heading.key();
    }
    for (auto &[group, heading] : headings) {
        heading.heading = headingOf(group, heading.counts);
        rows.push_back(std::move(heading));
    }
}

SessionCounts countSessions(const std::vector<SessionRow> &rows)
{
    SessionCounts counts;
    for (const SessionRow &row : rows)
        count(counts, row);
    return counts;
}

} // namespace lockmaster
