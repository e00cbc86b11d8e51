// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Offers the servers that a server names and the fleet does not have: how many, and their lines for the fleet file.
#pragma once

#include "model/snapshot.h"
#include "ui/common/notices/notestrip.h"

namespace lockmaster {

class MomentBus;

class MembersStrip : public NoteStrip
{
    Q_OBJECT
public:
    explicit MembersStrip(MomentBus &bus, QWidget *parent = nullptr);

    void showSnapshot(const Snapshot &snapshot);
    /// For the fleet file; empty when nothing is missing.
    [[nodiscard]] const QString &lines() const { return m_lines; }

public Q_SLOTS:
    void openLines(); ///< in a window of their own, to be copied

private:
    [[nodiscard]] std::vector<Target> missing(const Snapshot &snapshot) const;

    MomentBus &m_bus;
    QString m_lines;
};

} // namespace lockmaster
