// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/settingrules.h"

#include "actions/plan/actiontext.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;
using enum SettingKind;

constexpr std::array kRules{
    SettingRule{"default_pool_size"_L1},
    SettingRule{"min_pool_size"_L1},
    SettingRule{"reserve_pool_size"_L1},
    SettingRule{"reserve_pool_timeout"_L1, Seconds},
    SettingRule{"max_client_conn"_L1},
    SettingRule{"max_db_connections"_L1},
    SettingRule{"max_db_client_connections"_L1, Count, 12400},
    SettingRule{"max_user_connections"_L1},
    SettingRule{"max_user_client_connections"_L1, Count, 12400},
    SettingRule{"max_prepared_statements"_L1, Count, 12100},
    SettingRule{"pool_mode"_L1, PoolMode},
    SettingRule{"server_round_robin"_L1, Switch},
    SettingRule{"server_fast_close"_L1, Switch},
    SettingRule{"server_check_delay"_L1, Seconds},
    SettingRule{"server_connect_timeout"_L1, Seconds},
    SettingRule{"server_idle_timeout"_L1, Seconds},
    SettingRule{"server_lifetime"_L1, Seconds},
    SettingRule{"server_login_retry"_L1, Seconds},
    SettingRule{"autodb_idle_timeout"_L1, Seconds},
    SettingRule{"cancel_wait_timeout"_L1, Seconds, 11900, true},
    SettingRule{"client_idle_timeout"_L1, Seconds, 0, true},
    SettingRule{"client_login_timeout"_L1, Seconds, 0, true},
    SettingRule{"idle_transaction_timeout"_L1, Seconds, 0, true},
    SettingRule{"query_timeout"_L1, Seconds, 0, true},
    SettingRule{"query_wait_timeout"_L1, Seconds, 0, true},
    SettingRule{"transaction_timeout"_L1, Seconds, 12500, true},
    SettingRule{"log_connections"_L1, Switch},
    SettingRule{"log_disconnections"_L1, Switch},
    SettingRule{"log_pooler_errors"_L1, Switch},
    SettingRule{"log_stats"_L1, Switch},
    SettingRule{"stats_period"_L1, Seconds},
    SettingRule{"verbose"_L1},
};

const QStringList &poolModes()
{
    static const QStringList kModes{u"session"_s, u"transaction"_s, u"statement"_s};
    return kModes;
}

bool isNumber(const QString &value, bool mayBeFraction)
{
    bool isRight = false;
    const double number = mayBeFraction ? value.toDouble(&isRight) : value.toInt(&isRight);
    constexpr double kMost = 1e9;
    return isRight && number >= 0 && number <= kMost;
}

} // namespace

const SettingRule *settingRule(const QString &name)
{
    const auto found = std::ranges::find(kRules, name, &SettingRule::name);
    return found == kRules.end() ? nullptr : &*found;
}

QString valueObjection(const SettingRule &rule, const QString &value)
{
    switch (rule.kind) {
    case Count:
        return isNumber(value, false) ? QString() : ActionText::tr("%1 takes a whole number from 0 on.").arg(rule.name);
    case Seconds:
        return isNumber(value, true) ? QString() : ActionText::tr("%1 takes a number of seconds.").arg(rule.name);
    case Switch: return value == u"0" || value == u"1" ? QString() : ActionText::tr("%1 takes 0 or 1.").arg(rule.name);
    case PoolMode: break;
    }
    return poolModes().contains(value)
               ? QString()
               : ActionText::tr("%1 takes one of: %2.").arg(rule.name, poolModes().join(u", "_s));
}

bool isTightened(const SettingRule &rule, const QString &before, const QString &after)
{
    if (rule.kind == PoolMode) // what a client keeps on its server connection is lost sooner
        return before != after;
    const double was = before.toDouble();
    const double becomes = after.toDouble();
    if (rule.cutsOff)
        return becomes > 0 && (was <= 0 || becomes < was);
    return rule.name == "max_client_conn"_L1 && becomes < was;
}

bool isSameValue(const QString &one, const QString &other)
{
    bool isFirst = false;
    bool isSecond = false;
    const double first = one.toDouble(&isFirst);
    const double second = other.toDouble(&isSecond);
    return one == other || (isFirst && isSecond && first == second);
}

} // namespace lockmaster
