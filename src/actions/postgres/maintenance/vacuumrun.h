// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A vacuum or an analyze of one table being carried out.
#pragma once

#include "actions/postgres/maintenance/lockqueue.h"
#include "actions/postgres/maintenance/longrun.h"

namespace lockmaster::vacuum {

/// What the server's statistics show of a table, or of all leaves of a partitioned one.
struct Effect {
    qint64 oid = 0;
    qint64 tables = 0;
    qint64 vacuumed = 0;
    qint64 analyzed = 0;
    qint64 dead = 0;

    [[nodiscard]] bool isAll(const QJsonObject &arguments) const; ///< of what was asked for
    [[nodiscard]] bool isAny() const { return vacuumed > 0 || analyzed > 0; }
};
/// Of these tables, as far as they are there; `since` is of the server's clock.
QCoro::Task<Result<std::vector<Effect>>> readEffects(std::shared_ptr<PgLink> link, maintenance::Oids tables,
                                                     QJsonObject arguments, ServerTime since, std::stop_token stop);

class VacuumRun final : public maintenance::LongRun
{
public:
    using LongRun::LongRun;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    QCoro::Task<Result<void>> look(std::shared_ptr<PgLink> link, std::stop_token stop) override;
    [[nodiscard]] bool isSettled() const override { return m_effect.isAll(m_plan.request.arguments); }
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    Effect m_effect;
};

} // namespace lockmaster::vacuum
