// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that a person has to know before they confirm a plan: what it does, the statements, the checks, whom it hits,
// what undoes it, what to do instead.
#pragma once

#include <QWidget>

#include "model/action.h"

class QFormLayout;

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
        Refused, ///< the checks, and what to do instead
        Over,    ///< statements, checks and sessions, as a record
    };

    void setPlan(const ActionPlan &plan);
    void setMode(Mode mode);
    void setOutcomes(const ActionPlan &plan, const ActionResult &result);
    [[nodiscard]] PreflightList &checks() const { return *m_checks; }

private:
    void showFacts(const ActionPlan &plan);
    void showStatements(const QString &text);
    void showRow(PlainLabel *label, bool isWanted);

    StateMark *m_severity;
    PlainLabel *m_consequence;
    PlainLabel *m_where;
    QueryView *m_statements;
    PreflightList *m_checks;
    VictimList *m_victims;
    QFormLayout *m_advice;
    PlainLabel *m_undo;
    PlainLabel *m_alternative;
};

/// The statements with their parameters, as text.
QString statementText(const ActionPlan &plan);

} // namespace lockmaster
