// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/sessionhistory.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/postgres.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {
namespace {

struct SessionHistory {
    Q_DECLARE_TR_FUNCTIONS(SessionHistory)
};

constexpr std::size_t kRows = 200;
constexpr qsizetype kQueryLength = 200;

SessionPtr sessionIn(const Snapshot &snapshot, const SessionKey &key)
{
    return snapshot.postgres ? findSession(*snapshot.postgres, key) : SessionPtr();
}

/// By the console's clock; that of the server may differ.
WallTime beganAt(const Snapshot &snapshot, const Session &session)
{
    const auto age = ageAt(snapshot.postgres->serverNow, session.stateChange);
    return snapshot.taken.wall - age.value_or(std::chrono::microseconds::zero());
}

QString rowSince(const HistoryRow &row)
{
    return row.isDaysAgo ? formatMoment(row.at).section(u' ', 0, 0) : formatTimeOfDay(row.at);
}

bool looksTheSame(const SessionPtr &left, const SessionPtr &right)
{
    if (left == right)
        return true;
    return left && right && left->state == right->state && left->waitEventType == right->waitEventType
           && left->waitEvent == right->waitEvent && left->query == right->query;
}

QString rowState(const HistoryRow &row)
{
    return row.session ? sessionStateName(row.session->state) : SessionHistory::tr("ended");
}

QString rowWait(const HistoryRow &row)
{
    if (!row.session || row.session->waitEventType.isEmpty())
        return {};
    return plainLine(row.session->waitEventType + QStringLiteral(": ") + row.session->waitEvent);
}

QString rowQuery(const HistoryRow &row)
{
    return row.session ? elided(plainLine(row.session->query.left(4 * kQueryLength)), kQueryLength) : QString();
}

} // namespace

std::vector<HistoryRow> sessionHistory(const std::deque<SnapshotPtr> &kept, const SessionKey &key, const Stamp &until)
{
    std::vector<HistoryRow> rows;
    for (const SnapshotPtr &snapshot : kept) {
        if (snapshot->taken.steady > until.steady)
            break;
        if (!isLive(snapshot->link))
            continue; // blind ones carry what was seen before: they tell nothing new
        SessionPtr session = sessionIn(*snapshot, key);
        const bool isNews = rows.empty() ? session != nullptr : !looksTheSame(rows.back().session, session);
        if (!isNews)
            continue;
        const WallTime at = rows.empty() ? beganAt(*snapshot, *session) : snapshot->taken.wall;
        rows.push_back({at, std::move(session), until.wall - at >= std::chrono::days(1)});
    }
    std::ranges::reverse(rows);
    rows.resize(std::min(rows.size(), kRows));
    return rows;
}

LastSeen lastSeen(const std::deque<SnapshotPtr> &kept, const SessionKey &key, const Stamp &until)
{
    for (auto snapshot = kept.rbegin(); snapshot != kept.rend(); ++snapshot) {
        if ((*snapshot)->taken.steady > until.steady || !isLive((*snapshot)->link))
            continue;
        if (SessionPtr session = sessionIn(**snapshot, key))
            return {std::move(session), *snapshot};
    }
    return {};
}

std::vector<KeyedColumn<HistoryRow>> historyColumns()
{
    return {
        {.info = {.id = QStringLiteral("at"),
                  .title = SessionHistory::tr("Since"),
                  .toolTip = SessionHistory::tr("When the console first saw it so; of the oldest one when that state "
                                                "began, where the server tells it."),
                  .width = 10},
         .text = rowSince,
         .value = [](const HistoryRow &row) { return static_cast<double>(row.at.time_since_epoch().count()); },
         .hint = [](const HistoryRow &row) { return formatMoment(row.at); }},
        {.info = {.id = QStringLiteral("state"), .title = SessionHistory::tr("State"), .toolTip = {}, .width = 15},
         .text = rowState},
        {.info = {.id = QStringLiteral("wait"), .title = SessionHistory::tr("Waits for"), .toolTip = {}, .width = 16},
         .text = rowWait},
        {.info = {.id = QStringLiteral("query"),
                  .title = SessionHistory::tr("Query"),
                  .toolTip = {},
                  .width = 30,
                  .isStatement = true},
         .text = rowQuery},
    };
}

} // namespace lockmaster
