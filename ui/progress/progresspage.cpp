// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress/progresspage.h"

#include "model/subject.h"
#include "ui/common/table/bardelegate.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/progress/offerbar.h"
#include "ui/progress/progresstiles.h"
#include "ui/progress/progresswords.h"
#include "watch/momentbus.h"

#include <QItemSelectionModel>

#include <algorithm>
#include <utility>

namespace lockmaster {

namespace {

int currentRow(const TableFrame &frame)
{
    const QModelIndex index = frame.view().currentIndex();
    return index.isValid() ? index.row() : -1;
}

} // namespace

ProgressPage::ProgressPage(MomentBus &bus, QWidget *parent)
    : TablesPage(QStringLiteral("progress"), tr("Progress"), {progressTiles, progressCharts()}, bus, parent)
    , m_work(workColumns())
    , m_holders(xminColumns())
    , m_workFrame(new TableFrame(QStringLiteral("work"), tr("Running now"), m_work, this))
    , m_holderFrame(new TableFrame(QStringLiteral("xmin"), tr("What holds vacuum back"), m_holders, this))
    , m_workOffers(new OfferBar(*this, *m_workFrame))
    , m_holderOffers(new OfferBar(*this, *m_holderFrame))
{
    addParts();
    TableView &work = m_workFrame->view();
    work.setItemDelegateForColumn(m_work.columnOf(u"share"), new BarDelegate(work));
    work.setDefaultSort(m_work.columnOf(u"running"), Qt::DescendingOrder);
    m_holderFrame->view().setDefaultSort(m_holders.columnOf(u"age"), Qt::DescendingOrder);
    connectTable(*m_workFrame, *m_workOffers);
    connectTable(*m_holderFrame, *m_holderOffers);
    connect(&work, &TableView::rowActivated, this, [this](int row) { showSession(m_work.row(row).session); });
    connect(&m_holderFrame->view(), &TableView::rowActivated, this,
            [this](int row) { showSession(m_holders.row(row).session); });
    connect(&bus, &MomentBus::modeChanged, this, &ProgressPage::showOffers);
}

void ProgressPage::addParts()
{
    addHeading(tr("Running now"));
    addPart(m_workFrame);
    addPart(m_workOffers);
    addGap();
    addHeading(tr("What holds vacuum back"));
    addPart(m_holderFrame);
    addPart(m_holderOffers);
    addTable(m_workFrame->view());
    addTable(m_holderFrame->view());
}

void ProgressPage::connectTable(TableFrame &frame, OfferBar &bar)
{
    connect(frame.view().selectionModel(), &QItemSelectionModel::currentChanged, this, &ProgressPage::showOffers);
    connect(&bar, &OfferBar::actionRequested, this, &Page::actionRequested);
}

QString ProgressPage::badge(const Snapshot &snapshot) const
{
    const auto all = isLive(snapshot.link) ? bus().findingsOf(snapshot.target) : std::vector<Finding>();
    const auto count = std::ranges::count(all, QStringView(u"pg.vacuum.horizon"), &Finding::id);
    return count > 0 ? QString::number(count) : QString();
}

QStringList ProgressPage::probes() const
{
    return {QStringLiteral("progress"), QStringLiteral("prepared_transactions")};
}

void ProgressPage::targetChanged()
{
    TablesPage::targetChanged();
    m_work.setRows({});
    m_holders.setRows({});
    m_wanted = {};
    m_hasWork = m_hasHolder = false;
}

void ProgressPage::selectItem(const QString &item)
{
    selectSession(sessionOfItem(item));
}

void ProgressPage::selectSession(const SessionKey &key)
{
    m_wanted = key;
    selectWanted();
}

bool ProgressPage::selectWanted()
{
    const auto select = [this](const auto &model, TableView &view) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.row(row).session && model.row(row).session->key == m_wanted) {
                view.setCurrentRow(row, true);
                return true;
            }
        }
        return false;
    };
    const bool isFound =
        m_wanted.pid != 0 && (select(m_holders, m_holderFrame->view()) || select(m_work, m_workFrame->view()));
    if (isFound)
        m_wanted = {};
    return isFound;
}

void ProgressPage::showTables(const Snapshot &snapshot)
{
    m_work.setRows(workRows(snapshot));
    m_holders.setRows(xminRows(snapshot, bus().findingsOf(target())));
    const QString unread = tr("Nothing has been read from this server yet.");
    m_workFrame->view().setEmptyText(!snapshot.postgres    ? unread
                                     : m_work.isFiltered() ? tr("None matches the filter.")
                                                           : noWorkWords(*snapshot.postgres));
    m_holderFrame->view().setEmptyText(!snapshot.postgres       ? unread
                                       : m_holders.isFiltered() ? tr("None matches the filter.")
                                                                : noHolderWords(*snapshot.postgres));
    for (const TableFrame *frame : {m_workFrame, m_holderFrame})
        frame->view().setStale(!isLive(snapshot.link));
    selectWanted();
    selectFirst();
    showOffers();
}

/// So that what helps is to be seen at once; later a button keeps its object until somebody selects another.
void ProgressPage::selectFirst()
{
    if (!std::exchange(m_hasWork, m_hasWork || m_work.rowCount() > 0) && m_work.rowCount() > 0
        && currentRow(*m_workFrame) < 0)
        m_workFrame->view().setCurrentRow(0, false);
    if (!std::exchange(m_hasHolder, m_hasHolder || m_holders.rowCount() > 0) && m_holders.rowCount() > 0
        && currentRow(*m_holderFrame) < 0)
        m_holderFrame->view().setCurrentRow(0, false);
}

OfferContext ProgressPage::context() const
{
    return {bus().target(target()), bus().isLive(), bus().saved() != nullptr};
}

void ProgressPage::showOffers()
{
    const SnapshotPtr snapshot = bus().shown(target());
    const int work = currentRow(*m_workFrame);
    const bool hasWork = snapshot && work >= 0 && work < m_work.rowCount();
    m_workOffers->setOffers(hasWork ? offersOn(m_work.row(work), *snapshot, context()) : std::vector<RowOffer>());
    const int holder = currentRow(*m_holderFrame);
    const bool hasHolder = snapshot && snapshot->postgres && holder >= 0 && holder < m_holders.rowCount();
    m_holderOffers->setOffers(hasHolder ? offersOn(m_holders.row(holder), *snapshot, context())
                                        : std::vector<RowOffer>());
    if (hasHolder)
        showHolderWords(*snapshot, holder);
    else
        m_holderOffers->setWords(m_holders.rowCount() > 0 ? tr("Select a row to see what vacuum could do without it.")
                                                          : QString());
}

void ProgressPage::showHolderWords(const Snapshot &snapshot, int row)
{
    const std::vector<XminHolder> all = xminHolders(*snapshot.postgres);
    const auto found = std::ranges::find(all, m_holders.row(row).holder);
    m_holderOffers->setWords(
        found == all.end() ? QString() : whenItHasEnded(all, std::size_t(found - all.begin()), *snapshot.postgres));
}

void ProgressPage::showSession(const SessionPtr &session)
{
    if (session)
        Q_EMIT pageRequested(QStringLiteral("sessions"), session->key);
}

} // namespace lockmaster

#include "moc_progresspage.cpp"
