// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What was checked, each with sign, word and sentence: failed and warning ones first, those that passed folded into a line
// that opens. Where every warning has to be ticked, each has a box.
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "model/action.h"

class QCheckBox;
class QGridLayout;
class QPushButton;

namespace lockmaster {

class PlainLabel;

class PreflightList : public QWidget
{
    Q_OBJECT
public:
    explicit PreflightList(QWidget *parent = nullptr);

    void setChecks(std::vector<Preflight> checks, bool needsTicks);
    /// The same checks with the same verdicts, in the words of now; what is ticked, opened or has the focus stays.
    void renewWords(const std::vector<Preflight> &checks);
    void setTickable(bool tickable);          ///< not once the decision is made
    [[nodiscard]] QStringList ticked() const; ///< ids
    [[nodiscard]] bool isComplete() const;    ///< nothing is left to tick
    /// "7 checks passed": opens and folds them.
    [[nodiscard]] QPushButton &passedButton() const { return *m_passedButton; }

Q_SIGNALS:
    void tickedChanged();
    void heightChanged();

private:
    struct Row {
        QString id;
        Verdict verdict;
        PlainLabel *sentence;
    };
    void addCheck(const Preflight &check, bool needsTick);
    void addBox(const Preflight &check, QGridLayout &grid, int row);
    void showPassed();
    void clear();
    void layOutAnew();

    QWidget *m_open;
    QPushButton *m_passedButton;
    QWidget *m_passed;
    QGridLayout *m_openGrid;
    QGridLayout *m_passedGrid;
    std::vector<Row> m_rows;
    std::vector<QCheckBox *> m_boxes;
};

} // namespace lockmaster
