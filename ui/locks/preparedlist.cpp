// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/preparedlist.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/table/tableview.h"

#include <QHeaderView>
#include <QVBoxLayout>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kMostRows = 5;

QString ageText(const PreparedRow &row)
{
    return row.age ? formatDuration(*row.age) : unknownValue();
}

CellValue ageValue(const PreparedRow &row)
{
    return row.age ? CellValue(double(row.age->count()) / 1e6) : CellValue();
}

QString locksText(const PreparedRow &row)
{
    QStringList names;
    for (const HeldLock &lock : row.transaction.locks)
        names << QStringLiteral("%1 · %2").arg(lock.relation, lock.mode);
    names.removeDuplicates();
    return plainLine(names.join(QStringLiteral(", ")));
}

KeyedColumn<PreparedRow> textColumn(const char *id, const QString &title, const QString &about, int width,
                                    std::function<QString(const PreparedRow &)> text)
{
    return {{.id = QString::fromLatin1(id), .title = title, .toolTip = about, .width = width}, std::move(text)};
}

std::vector<KeyedColumn<PreparedRow>> columns()
{
    auto age = textColumn("age", PreparedList::tr("Age"), PreparedList::tr("Since PREPARE TRANSACTION."), 12, ageText);
    age.info.isNumeric = true;
    age.value = ageValue;
    return {textColumn("gid", PreparedList::tr("Global id"), PreparedList::tr("The name given to PREPARE TRANSACTION."),
                       30, [](const PreparedRow &row) { return plainLine(row.transaction.gid); }),
            age,
            textColumn("owner", PreparedList::tr("Owner"), PreparedList::tr("The role that prepared it."), 14,
                       [](const PreparedRow &row) { return plainLine(row.transaction.owner); }),
            textColumn("database", PreparedList::tr("Database"), PreparedList::tr("Where it has to be ended."), 14,
                       [](const PreparedRow &row) { return plainLine(row.transaction.database); }),
            textColumn("locks", PreparedList::tr("Keeps locked"),
                       PreparedList::tr("Relations and modes it holds until it is ended."), 50, locksText)};
}

} // namespace

PreparedList::PreparedList(QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel({}, FontRole::Title, Tone::Normal, this))
    , m_model(columns())
    , m_view(new TableView(QStringLiteral("prepared"), PreparedList::tr("Prepared transactions"), m_model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kGroup);
    layout->setSpacing(size::kGap);
    layout->addWidget(m_title);
    layout->addWidget(m_view);
    m_view->setDefaultSort(1, Qt::DescendingOrder);
    hide();
}

void PreparedList::showTransactions(const PostgresState &state)
{
    const auto &all = state.preparedTransactions;
    setVisible(!all.empty());
    std::vector<PreparedRow> rows;
    for (const PreparedTransaction &prepared : all)
        rows.push_back({prepared, ageAt(state.serverNow, prepared.prepared)});
    m_model.setRows(std::move(rows));
    m_title->setText(PreparedList::tr("Prepared transactions: %1").arg(all.size()));
    const int shown = std::min(int(all.size()), kMostRows);
    m_view->setFixedHeight(m_view->horizontalHeader()->sizeHint().height() + shown * size::kRow + size::kInner);
}

} // namespace lockmaster

#include "moc_preparedlist.cpp"
