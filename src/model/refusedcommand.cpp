// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/refusedcommand.h"

#include "base/redisword.h"

namespace lockmaster {

QString refusalOf(const RefusedCommands &refused, const QStringList &commands)
{
    QStringList reasons;
    for (const RefusedCommand &one : refused) {
        if (commands.contains(one.command) && !reasons.contains(one.reason))
            reasons << one.reason;
    }
    return reasons.join(u'\n');
}

QString allowAll(const RefusedCommands &refused)
{
    QString user;
    QStringList rules;
    for (const RefusedCommand &one : refused) {
        if (one.rule.isEmpty() || rules.contains(one.rule))
            continue;
        user = one.user;
        rules << one.rule;
    }
    return rules.isEmpty() ? QString() : QStringLiteral("ACL SETUSER %1 %2").arg(redisWord(user), rules.join(u' '));
}

} // namespace lockmaster
