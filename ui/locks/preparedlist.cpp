// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/preparedlist.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/common/plainlabel.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kMostRows = 5;

QString ageText(const PostgresState &state, const PreparedTransaction &prepared)
{
    const auto age = ageAt(state.serverNow, prepared.prepared);
    return age ? formatDuration(*age) : unknownValue();
}

QString locksText(const PreparedTransaction &prepared)
{
    QStringList names;
    for (const HeldLock &lock : prepared.locks)
        names << QStringLiteral("%1 · %2").arg(lock.relation, lock.mode);
    names.removeDuplicates();
    return plainLine(names.join(QStringLiteral(", ")));
}

} // namespace

PreparedList::PreparedList(QWidget *parent)
    : QWidget(parent), m_title(new PlainLabel({}, FontRole::Title, Tone::Normal, this)), m_table(new QTreeWidget(this))
{
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAccessibleName(tr("Prepared transactions"));
    m_table->setHeaderLabels({tr("Global id"), tr("Age"), tr("Owner"), tr("Database"), tr("Keeps locked")});
    m_table->header()->resizeSection(0, 260);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(size::kGap);
    layout->addWidget(m_title);
    layout->addWidget(m_table);
    hide();
}

void PreparedList::show(const PostgresState &state)
{
    const auto &all = state.preparedTransactions;
    setVisible(!all.empty());
    if (all.empty())
        return;
    m_title->setText(tr("Prepared transactions: %1").arg(all.size()));
    while (m_table->topLevelItemCount() > int(all.size()))
        delete m_table->takeTopLevelItem(m_table->topLevelItemCount() - 1);
    for (int i = 0; i < int(all.size()); ++i) {
        if (i == m_table->topLevelItemCount())
            m_table->addTopLevelItem(new QTreeWidgetItem);
        const PreparedTransaction &prepared = all[std::size_t(i)];
        const QStringList texts{plainLine(prepared.gid), ageText(state, prepared), plainLine(prepared.owner),
                                plainLine(prepared.database), locksText(prepared)};
        for (int column = 0; column < texts.size(); ++column)
            m_table->topLevelItem(i)->setText(column, texts[column]);
    }
    const int rows = std::min(int(all.size()), kMostRows);
    m_table->setFixedHeight(m_table->header()->sizeHint().height() + rows * m_table->sizeHintForRow(0) + size::kInner);
}

} // namespace lockmaster
