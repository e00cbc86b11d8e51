// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/holderrow.h"

#include "metrics/sampleof.h"
#include "model/hidden.h"
#include "model/series.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/charts/tiletext.h"
#include "ui/pools/poolstext.h"

#include <cmath>
#include <map>

namespace lockmaster {

namespace {

template <class Number>
KeyedColumn<HolderRow> count(const char *id, const QString &title, const QString &about, Number HolderRow::*member)
{
    auto column = countColumn<HolderRow>(columnInfo(id, title, about, 14), [member](const HolderRow &row) {
        const std::optional<int> number = row.*member;
        return number ? std::optional(double(*number)) : std::nullopt;
    });
    column.info.tints = true;
    return column;
}

const QString &nameOf(const Session &session, HolderKind kind)
{
    switch (kind) {
    case HolderKind::Application: return session.application;
    case HolderKind::User: return session.user;
    case HolderKind::Client: return session.client;
    }
    return session.application;
}

const QString &nameOf(const Headroom::Holder &holder, HolderKind kind)
{
    switch (kind) {
    case HolderKind::Application: return holder.application;
    case HolderKind::User: return holder.user;
    case HolderKind::Client: return holder.client;
    }
    return holder.application;
}

std::optional<double> growthOf(const Snapshot &snapshot, const QString &application)
{
    return growthPerMinute(snapshot, seriesText(QStringLiteral("lockmaster_idle_sessions"),
                                                {{QStringLiteral("application_name"), application}}));
}

QString growthText(double growth)
{
    return std::abs(growth) < 0.5 ? PoolsText::tr("steady")
                                  : (growth > 0 ? QStringLiteral("+%1/min") : QStringLiteral("−%1/min"))
                                        .arg(std::lround(std::abs(growth)));
}

void addStates(const PostgresState &state, HolderKind kind, std::map<QString, HolderRow> &byName)
{
    for (auto &[name, row] : byName)
        row.active = row.idle = row.inTransaction = 0;
    for (const SessionPtr &session : state.sessions) {
        const auto found = isClientBackend(*session) ? byName.find(nameOf(*session, kind)) : byName.end();
        if (found == byName.end())
            continue;
        *found->second.active += session->state == SessionState::Active ? 1 : 0;
        *found->second.idle += session->state == SessionState::Idle ? 1 : 0;
        *found->second.inTransaction += session->state == SessionState::IdleInTransaction
                                                || session->state == SessionState::IdleInTransactionAborted
                                            ? 1
                                            : 0;
    }
}

} // namespace

std::vector<HolderRow> holderRows(const Snapshot &snapshot, HolderKind kind)
{
    if (!snapshot.postgres)
        return {};
    std::map<QString, HolderRow> byName;
    for (const Headroom::Holder &holder :
         snapshot.postgres->headroom.holders) // also those of whom nothing else is told
        byName[nameOf(holder, kind)].sessions += holder.count;
    if (!hidesSessions(*snapshot.postgres))
        addStates(*snapshot.postgres, kind, byName);
    std::vector<HolderRow> rows;
    for (auto &[name, row] : byName) {
        row.name = name;
        row.usable = snapshot.postgres->headroom.usable;
        if (kind == HolderKind::Application)
            row.growth = growthOf(snapshot, name);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<KeyedColumn<HolderRow>> holderColumns()
{
    KeyedColumn<HolderRow> name{
        .info = columnInfo("name", PoolsText::tr("Name"),
                           PoolsText::tr("(none): the application gave no name, or it is hidden from this login."), 28),
        .text = [](const HolderRow &row) {
            return row.name.isEmpty() ? PoolsText::tr("(none)") : plainLine(row.name);
        }};
    name.info.isElastic = name.info.isName = true;
    return {
        name,
        count("sessions", PoolsText::tr("Connections"), PoolsText::tr("Client connections it holds now."),
              &HolderRow::sessions),
        amountColumn<HolderRow>(
            columnInfo("share", PoolsText::tr("Of usable"),
                       PoolsText::tr("Of the connections that ordinary roles may use."), 11),
            [](const HolderRow &row) {
                return row.usable > 0 ? std::optional(double(row.sessions) / row.usable) : std::nullopt;
            },
            formatPercent),
        count("active", PoolsText::tr("Active"), PoolsText::tr("At work now, or waiting for a lock."),
              &HolderRow::active),
        count("idle", PoolsText::tr("Idle"), PoolsText::tr("Waiting for their client, outside of a transaction."),
              &HolderRow::idle),
        count("in_transaction", PoolsText::tr("In transaction"), PoolsText::tr("Idle within a transaction."),
              &HolderRow::inTransaction),
        amountColumn<HolderRow>(
            columnInfo(
                "growth", PoolsText::tr("Idle growth"),
                PoolsText::tr(
                    "Idle connections more a minute, over the last one; of the ten applications with most of them."),
                12),
            [](const HolderRow &row) { return row.growth; }, growthText)};
}

} // namespace lockmaster
