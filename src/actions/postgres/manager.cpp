// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/manager.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/row.h"

namespace lockmaster {

QCoro::Task<Result<QString>> readManager(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const Result<PgRows> rows = co_await ask(link, QLatin1StringView("manager"), {}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return Row{*rows}.text("manager");
}

Preflight checkUnmanaged(const QString &manager, const QString &what)
{
    if (manager.isEmpty())
        return {kUnmanaged, Verdict::Ok, ActionText::tr("Nothing is seen that keeps this cluster by itself.")};
    return {kUnmanaged, Verdict::Failed, ActionText::tr("%1 keeps this cluster: %2").arg(manager, what)};
}

} // namespace lockmaster
