// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What was checked, each with sign, word and sentence; failed and warning ones first. Where every warning has to be
// ticked, each has a box.
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "model/action.h"

class QCheckBox;
class QGridLayout;

namespace lockmaster {

class PreflightList : public QWidget
{
    Q_OBJECT
public:
    explicit PreflightList(QWidget *parent = nullptr);

    void setChecks(std::vector<Preflight> checks, bool needsTicks);
    void setTickable(bool tickable);          ///< not once the decision is made
    [[nodiscard]] QStringList ticked() const; ///< ids
    [[nodiscard]] bool isComplete() const;    ///< nothing is left to tick

Q_SIGNALS:
    void tickedChanged();

private:
    void addCheck(const Preflight &check, bool needsTick);
    void clear();

    QGridLayout *m_grid;
    std::vector<QCheckBox *> m_boxes;
};

} // namespace lockmaster
