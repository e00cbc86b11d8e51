// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second connection of a long action, opened before the first one is busy: it watches the action, and takes it back
// without a login. Lost, it is opened again; one to another server than the acting one is none.
#pragma once

#include <QDeadlineTimer>

#include "actions/plan/actiontype.h"

namespace lockmaster {

class SecondLink
{
public:
    /// `suffix` as in the name; empty: it takes the place of a first one that was lost.
    explicit SecondLink(const ActionPlan &plan, const QString &suffix = QStringLiteral("/watch"));

    /// What it is called: the action's own name with the suffix.
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] bool isOpen() const { return m_server && m_server->lent.link.isOpen(); }

    /// It is the monitoring connection: for no longer than needed.
    [[nodiscard]] bool isShared() const { return m_server && m_server->lent.shared; }

    /// For who looks often: soon after a try there is no other.
    enum class Try { AtOnce, IfDue };
    /// The one that is open, or a new one.
    QCoro::Task<Result<ReadyServer>> ready(ActingContext context, Try when = Try::AtOnce);
    /// Gives it back when it is the monitoring connection, and closes it else.
    QCoro::Task<void> release(std::stop_token stop);

private:
    Target m_target;
    QString m_name;
    std::optional<ReadyServer> m_server;
    QDeadlineTimer m_nextTry; ///< expired: at once
};

} // namespace lockmaster
