// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/victimlist.h"

#include "ui/common/table/tableview.h"

#include <QVBoxLayout>

namespace lockmaster {
namespace {

constexpr int kVisibleRows = 7;

} // namespace

VictimList::VictimList(QWidget *parent)
    : QWidget(parent)
    , m_model(makeVictimModel(this))
    , m_view(new TableView(QStringLiteral("victims"), tr("Sessions that would end"), *m_model, this))
{
    m_view->setEmptyText(tr("No session matches."));
    m_view->setDefaultSort(m_model->columnOf(u"state_age"), Qt::DescendingOrder);
    m_view->setMinimumHeight(kVisibleRows * size::kRow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
}

VictimList::~VictimList()
{
    delete m_view;
} // before its model

void VictimList::setRows(const ActionPlan &plan, const std::vector<SubjectOutcome> &outcomes)
{
    m_model->setRows(victimRows(plan, outcomes));
}

} // namespace lockmaster

#include "moc_victimlist.cpp"
