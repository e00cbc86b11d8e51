// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/idlerow.h"

#include "ui/common/rows/columnkinds.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kManyLong = 10;
constexpr std::chrono::minutes kVeryLong{10};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Pools)
};

TableColumn info(const char *id, const QString &title, const QString &about, int width)
{
    return {.id = QString::fromLatin1(id), .title = title, .toolTip = about, .width = width};
}

KeyedColumn<IdleRow> text(const char *id, const QString &title, const QString &about, int width, QString IdleGroup::*member)
{
    return lineColumn<IdleRow>(info(id, title, about, width), [member](const IdleRow &row) { return row.group.*member; });
}

KeyedColumn<IdleRow> count(const char *id, const QString &title, const QString &about, int IdleGroup::*member)
{
    auto column = countColumn<IdleRow>(info(id, title, about, 13), [member](const IdleRow &row) { return std::optional(double(row.group.*member)); });
    column.info.tints = true;
    return column;
}

KeyedColumn<IdleRow> age(const char *id, const QString &title, const QString &about, std::chrono::microseconds IdleGroup::*member)
{
    auto column = durationColumn<IdleRow>(info(id, title, about, 13), [member](const IdleRow &row) {
        return std::optional(double((row.group.*member).count()) / 1e6);
    });
    column.info.ages = true;
    return column;
}

} // namespace

std::vector<IdleRow> idleRows(const PostgresState &state)
{
    std::vector<IdleRow> rows;
    for (const IdleGroup &group : idleGroups(state)) {
        if (group.idle > 1 || group.oldest >= kLongIdle)
            rows.push_back({group});
    }
    return rows;
}

std::vector<KeyedColumn<IdleRow>> idleColumns()
{
    auto held = count("idle_long", Words::tr("Idle over 5 min"), Words::tr("Nobody has used them for five minutes or more. More than ten: ▲."), &IdleGroup::idleLong);
    held.state = [](const IdleRow &row) { return row.group.idleLong > kManyLong ? std::optional(StateRole::Warning) : std::nullopt; };
    auto oldest = age("oldest", Words::tr("Longest idle"), Words::tr("Since the one that was used longest ago was used. Over ten minutes: ▲."), &IdleGroup::oldest);
    oldest.state = [](const IdleRow &row) { return row.group.oldest > kVeryLong ? std::optional(StateRole::Warning) : std::nullopt; };
    auto application = text("application", Words::tr("Application"), Words::tr("application_name"), 20, &IdleGroup::application);
    application.info.isElastic = application.info.isName = true;
    return {application,
            text("user", Words::tr("User"), Words::tr("The role it logs in as."), 14, &IdleGroup::user),
            text("client", Words::tr("Client"), Words::tr("Where it connects from."), 16, &IdleGroup::client),
            count("sessions", Words::tr("Connections"), Words::tr("Of this application, user and client."), &IdleGroup::sessions),
            count("idle", Words::tr("Idle"), Words::tr("Of those, outside of a transaction and waiting for their client."), &IdleGroup::idle),
            held, oldest,
            age("average", Words::tr("Idle on average"), Words::tr("Time since the last use, of the idle ones."), &IdleGroup::average)};
}

} // namespace lockmaster
