// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An index being built anew: done when the name is another index, valid, and nothing is left of the old one.
#pragma once

#include "actions/postgres/maintenance/indexes.h"
#include "actions/postgres/maintenance/longrun.h"

namespace lockmaster::rebuild {

class RebuildRun final : public maintenance::LongRun
{
public:
    using LongRun::LongRun;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    [[nodiscard]] QString lockTimeout() const override { return QStringLiteral("0"); } // it waits for old transactions
    QCoro::Task<Result<void>> look(std::shared_ptr<PgLink> link, std::stop_token stop) override;
    [[nodiscard]] bool isSettled() const override { return m_isRebuilt && m_leftovers.empty(); }
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    bool m_isThere = false;
    bool m_isRebuilt = false;
    qint64 m_bytes = 0;
    std::vector<maintenance::Leftover> m_leftovers; ///< of rebuilds
};

} // namespace lockmaster::rebuild
