// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sessions of one target at the moment shown, filtered by a view, in groups, workers below their leader.
#pragma once

#include <unordered_map>

#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"
#include "ui/sessions/sessionview.h"

namespace lockmaster {

class SessionModel : public KeyedTableModel<SessionRow>
{
    Q_OBJECT
public:
    explicit SessionModel(QObject *parent = nullptr);

    void setState(const PostgresState &state);
    void clear();

    void setView(const SessionView &view);
    [[nodiscard]] const SessionView &view() const { return m_view; }

    /// Of all sessions that the filters let through.
    [[nodiscard]] const SessionCounts &counts() const { return m_counts; }

protected:
    [[nodiscard]] bool accepts(const SessionRow &row) const override;
    void arrange(std::vector<SessionRow> &rows) const override;
    [[nodiscard]] bool startsFolded(const SessionRow &row) const override { return row.isHeading(); }

private:
    std::shared_ptr<const SessionTexts> textsOf(const SessionPtr &session);
    void forgetEnded(const PostgresState &state);

    SessionView m_view;
    mutable SessionCounts m_counts;
    std::unordered_map<SessionPtr, std::shared_ptr<const SessionTexts>> m_texts; ///< of sessions not changed since
};

} // namespace lockmaster
