// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/planview.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/actions/actionwords.h"
#include "ui/actions/preflightlist.h"
#include "ui/actions/victimlist.h"
#include "ui/common/plainlabel.h"
#include "ui/common/queryview.h"
#include "ui/common/statemark.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace lockmaster {
namespace {

constexpr int kStatementLines = 7;

PlainLabel *wrapped(Tone tone = Tone::Normal)
{
    auto *label = new PlainLabel({}, FontRole::Body, tone);
    label->setWordWrap(true);
    return label;
}

} // namespace

QString statementText(const ActionPlan &plan)
{
    QStringList parts;
    for (const PlannedStatement &statement : plan.statements) {
        QString text = statement.sql;
        for (qsizetype i = 0; i < statement.parameters.size(); ++i) {
            const QString &value = statement.parameters[i];
            text += QStringLiteral("\n-- $%1 = %2").arg(i + 1).arg(value.isNull() ? QStringLiteral("NULL") : plainLine(value));
        }
        parts << text;
    }
    return parts.join(QStringLiteral("\n\n"));
}

PlanView::PlanView(QWidget *parent)
    : QWidget(parent)
    , m_severity(new StateMark)
    , m_consequence(wrapped())
    , m_where(wrapped(Tone::Muted))
    , m_statements(new QueryView(tr("Statements that will be sent")))
    , m_checks(new PreflightList)
    , m_victims(new VictimList)
    , m_advice(new QFormLayout)
    , m_undo(wrapped())
    , m_alternative(wrapped())
{
    auto *head = new QHBoxLayout;
    head->setSpacing(size::kInner);
    head->addWidget(m_severity, 0, Qt::AlignTop);
    head->addWidget(m_consequence, 1);
    m_statements->setFixedHeight(QFontMetrics(m_statements->font()).lineSpacing() * kStatementLines + size::kGroup);
    m_advice->setContentsMargins(0, 0, 0, 0);
    m_advice->addRow(new PlainLabel(tr("Undo"), FontRole::Body, Tone::Muted), m_undo);
    m_advice->addRow(new PlainLabel(tr("Instead"), FontRole::Body, Tone::Muted), m_alternative);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kPage, size::kGroup, size::kPage, size::kInner);
    layout->setSpacing(size::kGroup);
    layout->addLayout(head);
    layout->addWidget(m_where);
    layout->addWidget(m_statements);
    layout->addWidget(m_checks);
    layout->addWidget(m_victims, 1);
    layout->addLayout(m_advice);
}

void PlanView::setPlan(const ActionPlan &plan)
{
    m_severity->setState(severityState(plan.severity), severityWord(plan.severity));
    m_consequence->setText(plainLine(plan.consequence));
    m_severity->setVisible(!plan.consequence.isEmpty());
    m_consequence->setVisible(!plan.consequence.isEmpty());
    showFacts(plan);
    showStatements(plan);
    m_checks->setChecks(plan.preflights, plan.allRequiredTicks);
    m_victims->setRows(plan, {});
    m_victims->setVisible(plan.victims.size() > 1);
    m_undo->setText(plainLine(plan.undo));
    m_advice->setRowVisible(m_undo, !plan.undo.isEmpty());
    m_alternative->setText(plainLine(plan.alternative));
    m_advice->setRowVisible(m_alternative, !plan.alternative.isEmpty());
}

void PlanView::setOutcomes(const ActionPlan &plan, const ActionResult &result)
{
    m_victims->setRows(plan, result.sessions);
}

void PlanView::showFacts(const ActionPlan &plan)
{
    QStringList facts{plainLine(endpoint(plan.target))};
    if (!plan.victims.empty() && plan.victims.size() == 1) {
        const Session &one = plan.victims.front();
        facts << tr("%1 as %2").arg(plainLine(one.application), plainLine(one.user)) << sessionStateName(one.state);
    }
    if (plan.request.seenAt)
        facts << tr("data on screen was %1 old").arg(formatDuration(plan.dataAge));
    facts << tr("read again at %1").arg(formatTimeOfDay(plan.madeAt));
    facts.removeAll(QString());
    m_where->setText(facts.join(QStringLiteral(" · ")));
}

void PlanView::showStatements(const ActionPlan &plan)
{
    m_statements->setQuery(statementText(plan));
    m_statements->setVisible(!plan.statements.empty());
}

} // namespace lockmaster
