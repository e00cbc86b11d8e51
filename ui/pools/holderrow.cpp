// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/holderrow.h"

#include "model/hidden.h"
#include "model/series.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/overview/tiletext.h"

#include <QCoreApplication>
#include <cmath>
#include <map>

namespace lockmaster {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Pools)
};

TableColumn info(const char *id, const QString &title, const QString &about, int width)
{
    return {.id = QString::fromLatin1(id), .title = title, .toolTip = about, .width = width};
}

template <class Number>
KeyedColumn<HolderRow> count(const char *id, const QString &title, const QString &about, Number HolderRow::*member)
{
    auto column = countColumn<HolderRow>(info(id, title, about, 14), [member](const HolderRow &row) {
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
    const double growth = sampleValue(snapshot, seriesText(QStringLiteral("lockmaster_idle_sessions_growth"),
                                                           {{QStringLiteral("application_name"), application}}));
    return std::isnan(growth) ? std::nullopt : std::optional(growth);
}

QString growthText(double growth)
{
    return std::abs(growth) < 0.5 ? Words::tr("steady") : (growth > 0 ? QStringLiteral("+%1/min") : QStringLiteral("−%1/min")).arg(std::lround(std::abs(growth)));
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
        *found->second.inTransaction += session->state == SessionState::IdleInTransaction || session->state == SessionState::IdleInTransactionAborted ? 1 : 0;
    }
}

} // namespace

std::vector<HolderRow> holderRows(const Snapshot &snapshot, HolderKind kind)
{
    if (!snapshot.postgres)
        return {};
    std::map<QString, HolderRow> byName;
    for (const Headroom::Holder &holder : snapshot.postgres->headroom.holders) // also those of whom nothing else is told
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
    KeyedColumn<HolderRow> name{.info = info("name", Words::tr("Name"), Words::tr("(none): the application gave no name, or it is hidden from this login."), 28),
                                .text = [](const HolderRow &row) { return row.name.isEmpty() ? Words::tr("(none)") : plainLine(row.name); }};
    name.info.isElastic = name.info.isName = true;
    return {name,
            count("sessions", Words::tr("Connections"), Words::tr("Client connections it holds now."), &HolderRow::sessions),
            amountColumn<HolderRow>(info("share", Words::tr("Of usable"), Words::tr("Of the connections that ordinary roles may use."), 11),
                                    [](const HolderRow &row) { return row.usable > 0 ? std::optional(double(row.sessions) / row.usable) : std::nullopt; },
                                    formatPercent),
            count("active", Words::tr("Active"), Words::tr("At work now, or waiting for a lock."), &HolderRow::active),
            count("idle", Words::tr("Idle"), Words::tr("Waiting for their client, outside of a transaction."), &HolderRow::idle),
            count("in_transaction", Words::tr("In transaction"), Words::tr("Idle within a transaction."), &HolderRow::inTransaction),
            amountColumn<HolderRow>(info("growth", Words::tr("Idle growth"), Words::tr("Idle connections more a minute, over the last one; of the ten applications with most of them."), 12),
                                    [](const HolderRow &row) { return row.growth; }, growthText)};
}

} // namespace lockmaster
