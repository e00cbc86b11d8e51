// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/idlerow.h"

#include "ui/common/rows/columnkinds.h"
#include "ui/pools/poolstext.h"
#include "watch/postgreshealth.h"

#include <algorithm>

namespace lockmaster {

namespace {

/// Nothing for what is well: a cell has no mark then.
std::optional<HealthState> marked(HealthState state)
{
    return state == HealthState::Ok ? std::nullopt : std::optional(state);
}

KeyedColumn<IdleRow> text(const char *id, const QString &title, const QString &about, int width,
                          QString IdleGroup::*member)
{
    return lineColumn<IdleRow>(columnInfo(id, title, about, width),
                               [member](const IdleRow &row) { return row.group.*member; });
}

KeyedColumn<IdleRow> count(const char *id, const QString &title, const QString &about, int IdleGroup::*member)
{
    auto column = countColumn<IdleRow>(columnInfo(id, title, about, 13), [member](const IdleRow &row) {
        return std::optional(double(row.group.*member));
    });
    column.info.tints = true;
    return column;
}

KeyedColumn<IdleRow> age(const char *id, const QString &title, const QString &about,
                         std::chrono::microseconds IdleGroup::*member)
{
    auto column = durationColumn<IdleRow>(columnInfo(id, title, about, 13), [member](const IdleRow &row) {
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
    auto held =
        count("idle_long", PoolsText::tr("Idle over 5 min"),
              PoolsText::tr("Nobody has used them for five minutes or more. More than ten: ▲."), &IdleGroup::idleLong);
    held.state = [](const IdleRow &row) { return marked(idleCountHealth(row.group.idleLong)); };
    auto oldest = age("oldest", PoolsText::tr("Longest idle"),
                      PoolsText::tr("Since the one that was used longest ago was used. Over ten minutes: ▲."),
                      &IdleGroup::oldest);
    oldest.state = [](const IdleRow &row) { return marked(idleAgeHealth(row.group.oldest)); };
    auto application = text("application", PoolsText::tr("Application"), PoolsText::tr("application_name"), 20,
                            &IdleGroup::application);
    application.info.isElastic = application.info.isName = true;
    return {application,
            text("user", PoolsText::tr("User"), PoolsText::tr("The role it logs in as."), 14, &IdleGroup::user),
            text("client", PoolsText::tr("Client"), PoolsText::tr("Where it connects from."), 16, &IdleGroup::client),
            count("sessions", PoolsText::tr("Connections"), PoolsText::tr("Of this application, user and client."),
                  &IdleGroup::sessions),
            count("idle", PoolsText::tr("Idle"),
                  PoolsText::tr("Of those, outside of a transaction and waiting for their client."), &IdleGroup::idle),
            held,
            oldest,
            age("average", PoolsText::tr("Idle on average"),
                PoolsText::tr("Time since the last use, of the idle ones."), &IdleGroup::average)};
}

} // namespace lockmaster
