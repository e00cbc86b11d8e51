// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A new index being built: done when the server calls it valid, ready and live; else what is left of it is named.
#pragma once

#include "actions/postgres/maintenance/longrun.h"

namespace lockmaster::newindex {

class IndexRun final : public maintenance::LongRun
{
public:
    using LongRun::LongRun;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    [[nodiscard]] QString lockTimeout() const override { return QStringLiteral("0"); } // it waits for old transactions
    QCoro::Task<Result<void>> look(std::shared_ptr<PgLink> link, std::stop_token stop) override;
    [[nodiscard]] bool isSettled() const override { return m_isUsable; }
    [[nodiscard]] QString index() const; ///< quoted, with its schema
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    bool m_isThere = false;
    bool m_isUsable = false;
    qint64 m_bytes = 0;
};

} // namespace lockmaster::newindex
