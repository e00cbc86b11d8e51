// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A rewrite of a table being carried out: done when the table has another file.
#pragma once

#include "actions/postgres/maintenance/longrun.h"

namespace lockmaster::rewrite {

class RewriteRun final : public maintenance::LongRun
{
public:
    using LongRun::LongRun;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    [[nodiscard]] QString lockTimeout() const override;
    QCoro::Task<Result<void>> look(std::shared_ptr<PgLink> link, std::stop_token stop) override;
    [[nodiscard]] bool isSettled() const override { return m_isRewritten && m_isAnalyzed; }
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    bool m_isThere = false;
    bool m_isRewritten = false;
    bool m_isAnalyzed = false; ///< or need not be
    qint64 m_bytes = 0;
};

} // namespace lockmaster::rewrite
