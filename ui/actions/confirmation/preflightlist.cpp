// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/preflightlist.h"

#include "base/text.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/common/notices/plainlabel.h"

#include <QCheckBox>
#include <QGridLayout>

#include <algorithm>

namespace lockmaster {

PreflightList::PreflightList(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setAccessibleName(tr("Checks"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(size::kInner);
    m_grid->setVerticalSpacing(size::kGap);
    m_grid->setColumnStretch(2, 1);
}

void PreflightList::setChecks(std::vector<Preflight> checks, bool needsTicks)
{
    clear();
    std::ranges::stable_sort(checks, std::ranges::greater{}, &Preflight::verdict);
    for (const Preflight &check : checks)
        addCheck(check, needsTicks && check.verdict == Verdict::Warning);
    Q_EMIT tickedChanged();
}

void PreflightList::addCheck(const Preflight &check, bool needsTick)
{
    const int row = m_grid->rowCount();
    const Tone tone = toneOf(verdictState(check.verdict));
    const QString detail = plainLine(check.detail);
    m_grid->addWidget(new PlainLabel(verdictSign(check.verdict), FontRole::Body, tone), row, 0, Qt::AlignTop);
    m_grid->addWidget(new PlainLabel(verdictWord(check.verdict), FontRole::Body, tone), row, 1, Qt::AlignTop);
    auto *sentence = new PlainLabel(detail, FontRole::Body, check.verdict == Verdict::Ok ? Tone::Muted : Tone::Normal);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence->setFocusPolicy(Qt::NoFocus);
    sentence->setAccessibleName(verdictWord(check.verdict) + QStringLiteral(": ") + detail);
    m_grid->addWidget(sentence, row, 2);
    if (!needsTick)
        return;
    auto *box = new QCheckBox(tr("Understood"));
    box->setObjectName(check.id);
    box->setAccessibleName(tr("Understood: %1").arg(detail));
    connect(box, &QCheckBox::toggled, this, &PreflightList::tickedChanged);
    m_grid->addWidget(box, row, 3, Qt::AlignTop);
    m_boxes.push_back(box);
}

void PreflightList::clear()
{
    m_boxes.clear();
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void PreflightList::setTickable(bool tickable)
{
    for (QCheckBox *box : m_boxes)
        box->setEnabled(tickable);
}

QStringList PreflightList::ticked() const
{
    QStringList ids;
    for (const QCheckBox *box : m_boxes) {
        if (box->isChecked())
            ids << box->objectName();
    }
    return ids;
}

bool PreflightList::isComplete() const
{
    return std::ranges::all_of(m_boxes, &QCheckBox::isChecked);
}

} // namespace lockmaster

#include "moc_preflightlist.cpp"
