// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that a person has to know before they confirm a plan, in the order in which it matters: what it does, what undoes
// it, what is gentler, the checks, whom it hits, the statements.
#pragma once

#include <QWidget>

#include "model/action.h"

class QFormLayout;
class QPushButton;

namespace lockmaster {

class PlainLabel;
class PreflightList;
class QueryView;
class StateMark;
class VictimList;

class PlanView : public QWidget
{
    Q_OBJECT
public:
    explicit PlanView(QWidget *parent = nullptr);

    enum class Mode {
        Confirm, ///< everything
        Refused, ///< the checks, and what is gentler
        Over,    ///< statements, checks and sessions, as a record
    };

    void setPlan(const ActionPlan &plan);
    /// The same act on the same things, looked at again: what is ticked, opened or has the focus stays.
    void renewPlan(const ActionPlan &plan);
    void setMode(Mode mode);
    void setBehind(const QString &words); ///< see poolBehind(); empty: nothing is known
    void setOutcomes(const ActionPlan &plan, const ActionResult &result);
    [[nodiscard]] PreflightList &checks() const { return *m_checks; }
    [[nodiscard]] QPushButton &moreButton() const { return *m_more; } ///< shows the statements whole

Q_SIGNALS:
    void heightChanged(); ///< a part was opened or folded

private:
    void showSentences(const ActionPlan &plan);
    void showFacts(const ActionPlan &plan);
    void fitStatements();
    void showRow(PlainLabel *label, bool isWanted);

    StateMark *m_severity;
    PlainLabel *m_consequence;
    PlainLabel *m_where;
    PlainLabel *m_behind;
    QueryView *m_statements;
    QPushButton *m_more;
    PreflightList *m_checks;
    VictimList *m_victims;
    QFormLayout *m_advice;
    PlainLabel *m_undo;
    PlainLabel *m_alternative;
    int m_statementLines = 0;
};

/// The statements with their parameters, as text.
QString statementText(const ActionPlan &plan);

} // namespace lockmaster
