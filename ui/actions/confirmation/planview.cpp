// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/planview.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/actions/confirmation/preflightlist.h"
#include "ui/actions/confirmation/victimlist.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/statemark.h"
#include "ui/common/queryview.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lockmaster {
namespace {

constexpr int kFoldedLines = 3;
constexpr int kMostLines = 20;
constexpr qsizetype kStatementColumns = 90; ///< of the code's font, in a dialog of the least width

/// As they stand on screen, long ones wrapped.
int shownLines(const QString &text)
{
    int lines = 0;
    const QStringList parts = text.split(u'\n');
    for (const QString &part : parts)
        lines += 1 + int(std::max<qsizetype>(part.size() - 1, 0) / kStatementColumns);
    return lines;
}

PlainLabel *wrapped(Tone tone = Tone::Normal)
{
    auto *label = new PlainLabel({}, FontRole::Body, tone);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

} // namespace

QString statementText(const ActionPlan &plan)
{
    QStringList parts;
    for (const PlannedStatement &statement : plan.statements) {
        QStringList values;
        for (qsizetype i = 0; i < statement.parameters.size(); ++i) {
            const QString &value = statement.parameters[i];
            values << QStringLiteral("$%1 = %2")
                          .arg(i + 1)
                          .arg(value.isNull() ? QStringLiteral("NULL") : plainLine(value));
        }
        QStringList head = values.isEmpty() ? QStringList() : QStringList{values.join(QStringLiteral(", "))};
        if (!statement.server.isEmpty())
            head.prepend(PlanView::tr("on %1").arg(plainLine(statement.server)));
        parts << (head.isEmpty() ? QString() : QStringLiteral("-- ") + head.join(QStringLiteral(": ")) + u'\n')
                     + statement.sql;
    }
    return parts.join(QStringLiteral("\n\n"));
}

PlanView::PlanView(QWidget *parent)
    : QWidget(parent)
    , m_severity(new StateMark)
    , m_consequence(wrapped())
    , m_where(wrapped(Tone::Muted))
    , m_behind(wrapped())
    , m_statements(new QueryView(tr("Statements of this plan")))
    , m_more(new QPushButton)
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
    m_advice->setContentsMargins(0, 0, 0, 0);
    m_advice->addRow(new PlainLabel(tr("Undo"), FontRole::Body, Tone::Muted), m_undo);
    m_advice->addRow(new PlainLabel(tr("Gentler way"), FontRole::Body, Tone::Muted), m_alternative);
    m_more->setAutoDefault(false);
    m_more->setFlat(true);
    m_more->setCheckable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kPage, size::kGroup, size::kPage, size::kInner);
    layout->setSpacing(size::kGroup);
    layout->addLayout(head);
    layout->addWidget(m_where);
    m_behind->hide();
    layout->addWidget(m_behind);
    layout->addLayout(m_advice);
    layout->addWidget(m_checks);
    layout->addWidget(m_victims, 10);
    auto *statements = new QVBoxLayout;
    statements->setSpacing(size::kGap);
    statements->addWidget(m_statements);
    statements->addWidget(m_more, 0, Qt::AlignLeft);
    layout->addLayout(statements);
    layout->addStretch(1); // takes what is left when there is no table
    connect(m_checks, &PreflightList::heightChanged, this, &PlanView::heightChanged);
    connect(m_more, &QPushButton::toggled, this, [this] {
        fitStatements();
        Q_EMIT heightChanged();
    });
}

void PlanView::setPlan(const ActionPlan &plan)
{
    showSentences(plan);
    const QString statements = statementText(plan);
    m_statements->setQuery(statements);
    m_statementLines = shownLines(statements);
    fitStatements();
    m_checks->setChecks(plan.preflights, plan.allRequiredTicks);
    m_victims->setRows(plan, {});
    m_victims->setVisible(m_victims->model().totalRows() > 1);
    setMode(plan.isAllowed() ? Mode::Confirm : Mode::Refused);
}

void PlanView::renewPlan(const ActionPlan &plan)
{
    showSentences(plan);
    m_checks->renewWords(plan.preflights);
    setMode(Mode::Confirm);
}

void PlanView::showSentences(const ActionPlan &plan)
{
    m_severity->setState(severityState(plan.severity), severityWord(plan.severity));
    m_consequence->setText(plainLine(plan.consequence));
    m_undo->setText(plainLine(plan.undo));
    m_alternative->setText(plainLine(plan.alternative));
    showFacts(plan);
}

void PlanView::fitStatements()
{
    const bool isWhole = m_more->isChecked();
    const int lines = std::clamp(m_statementLines, 1, isWhole ? kMostLines : kFoldedLines);
    m_statements->setFixedHeight(QFontMetrics(m_statements->font()).lineSpacing() * lines + size::kGroup);
    m_more->setText(isWhole ? tr("Fewer lines") : tr("More lines"));
}

void PlanView::setMode(Mode mode)
{
    const bool hasConsequence = mode == Mode::Confirm && !m_consequence->text().isEmpty();
    m_severity->setVisible(hasConsequence);
    m_consequence->setVisible(hasConsequence);
    const bool hasStatements = mode != Mode::Refused && !m_statements->toPlainText().isEmpty();
    m_statements->setVisible(hasStatements);
    m_more->setVisible(hasStatements && m_statementLines > kFoldedLines);
    showRow(m_undo, mode == Mode::Confirm);
    showRow(m_alternative, mode != Mode::Over);
}

void PlanView::showRow(PlainLabel *label, bool isWanted)
{
    m_advice->setRowVisible(label, isWanted && !label->text().isEmpty());
}

void PlanView::setOutcomes(const ActionPlan &plan, const ActionResult &result)
{
    m_victims->setRows(plan, result.subjects);
}

void PlanView::setBehind(const QString &words)
{
    m_behind->setText(words);
    m_behind->setVisible(!words.isEmpty());
}

void PlanView::showFacts(const ActionPlan &plan)
{
    QStringList facts{plainLine(endpointOf(plan))};
    if (plan.subjects.size() == 1 && plan.subjects.front().session) {
        const Session &one = *plan.subjects.front().session;
        facts << tr("%1 as %2").arg(plainLine(one.application), plainLine(one.user)) << sessionStateName(one.state);
    }
    if (plan.request.seenAt)
        facts << tr("data on screen was %1 old").arg(formatDuration(plan.dataAge));
    facts << tr("read again at %1").arg(formatTimeOfDay(plan.madeAt));
    facts.removeAll(QString());
    m_where->setText(facts.join(QStringLiteral(" · ")));
}

} // namespace lockmaster

#include "moc_planview.cpp"
