// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/catalogpage.h"

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "model/postgres/postgres.h"
#include "model/postgres/sqlname.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/panes.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "watch/momentbus.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTypingPause{400};
constexpr std::pair kTablesToRest{3, 2};
constexpr std::pair kIndexesToDetails{5, 2};
constexpr int kComboCharacters = 16;

QComboBox *makeChoice(const QString &name, const QString &toolTip, TableFrame &frame)
{
    auto *choice = new QComboBox(&frame);
    choice->setAccessibleName(name);
    choice->setMinimumContentsLength(kComboCharacters);
    setPlainToolTip(choice, toolTip);
    frame.addControl(choice);
    return choice;
}

bool isOfCatalog(const Finding &finding)
{
    const SubjectKind kind = finding.subject.kind;
    return kind == SubjectKind::Table || kind == SubjectKind::Index || kind == SubjectKind::Sequence;
}

} // namespace

CatalogPage::CatalogPage(MomentBus &bus, QWidget *parent)
    : Page(u"tables"_s, bus, parent)
    , m_details(detailColumns())
    , m_presetList(tablePresets())
    , m_tableFrame(new TableFrame(u"tables"_s, tr("Tables"), m_tables, this))
    , m_indexFrame(new TableFrame(u"indexes"_s, tr("Indexes"), m_indexes, this))
    , m_detailView(new TableView(u"table_details"_s, tr("Details of the table"), m_details, this))
    , m_databases(makeChoice(tr("Database"), tr("The database whose tables are shown"), *m_tableFrame))
    , m_presets(makeChoice(tr("Order"), tr("Which tables come first"), *m_tableFrame))
    , m_indexChoices(makeChoice(tr("Indexes shown"), tr("Which indexes are shown"), *m_indexFrame))
{
    m_tableFrame->view().setDefaultSort(m_tables.columnOf(u"size"), Qt::DescendingOrder);
    m_indexFrame->view().setDefaultSort(m_indexes.columnOf(u"size"), Qt::DescendingOrder);
    m_detailView->setDefaultSort(m_details.columnOf(u"detail"), Qt::AscendingOrder);
    setUpLayout();
    setUpControls();
    setUpSelection();
    targetChanged();
}

void CatalogPage::setUpLayout()
{
    auto *details = new QWidget(this);
    auto *column = new QVBoxLayout(details);
    column->addWidget(m_detailView);
    auto *below = new QWidget(this);
    auto *line = new QVBoxLayout(below);
    line->setContentsMargins({});
    line->addWidget(makePanes(Qt::Horizontal, m_indexFrame, details, kIndexesToDetails, below));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    page->addWidget(makePanes(Qt::Vertical, m_tableFrame, below, kTablesToRest, this));
}

void CatalogPage::setUpControls()
{
    for (const TablePreset &preset : m_presetList)
        m_presets->addItem(preset.title, preset.id);
    m_indexChoices->addItem(tr("With something wrong"), int(IndexChoice::Faulty));
    m_indexChoices->addItem(tr("Of the chosen table"), int(IndexChoice::OfTable));
    m_indexChoices->addItem(tr("All that are told"), int(IndexChoice::All));
    connect(m_presets, &QComboBox::activated, this,
            [this](int index) { choosePreset(m_presets->itemData(index).toString()); });
    connect(m_databases, &QComboBox::activated, this,
            [this](int index) { chooseDatabase(m_databases->itemData(index).toString()); });
    connect(m_indexChoices, &QComboBox::activated, this, &CatalogPage::showIndexChoice);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &CatalogPage::askServer);
    connect(m_tableFrame, &TableFrame::filtersChanged, this, [this] {
        m_typing.start();
        showAgain();
    });
    connect(m_indexFrame, &TableFrame::filtersChanged, this, &CatalogPage::showAgain);
}

void CatalogPage::setUpSelection()
{
    m_tableActions = new RowActions(ServerKind::PostgreSql, u"table", *this, *m_tableFrame, [this](int row) {
        const CatalogTable &table = m_tables.row(row).table;
        return sqlName(table.schema, table.name);
    });
    m_indexActions = new RowActions(ServerKind::PostgreSql, u"index", *this, *m_indexFrame, [this](int row) {
        const CatalogIndex &index = m_indexes.row(row).index;
        return sqlName(index.schema, index.name);
    });
    connect(m_tableFrame->view().selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showDetails();
        showIndexChoice();
    });
    connect(&m_tableFrame->view(), &TableView::rowActivated, this, [this] { chooseIndexes(IndexChoice::OfTable); });
    connect(&bus(), &MomentBus::modeChanged, this, [this] { Q_EMIT probesChanged(); });
}

QString CatalogPage::badge(const Snapshot &snapshot) const
{
    const auto found =
        isLive(snapshot.link) ? std::ranges::count_if(bus().findingsOf(snapshot.target), isOfCatalog) : 0;
    return found > 0 ? QString::number(found) : QString();
}

std::optional<AskedCatalog> CatalogPage::asked() const
{
    const bool isElsewhere = !m_database.isEmpty() && m_database != m_ownDatabase;
    if (!isElsewhere && m_serverFilter.isEmpty())
        return {};
    return AskedCatalog{isElsewhere ? m_database : m_ownDatabase, m_serverFilter};
}

QStringList CatalogPage::probes() const
{
    QStringList probes{u"tables"_s, u"indexes"_s};
    if (const auto more = asked())
        probes << askedWord(*more);
    return probes;
}

bool CatalogPage::choosePreset(const QString &id)
{
    const auto preset = std::ranges::find(m_presetList, id, &TablePreset::id);
    if (preset == m_presetList.end())
        return false;
    m_presets->setCurrentIndex(int(preset - m_presetList.begin()));
    m_tableFrame->view().sortByColumn(m_tables.columnOf(preset->sortColumn), Qt::DescendingOrder);
    m_tableFrame->view().scrollToTop();
    showAgain();
    return true;
}

TableOrder CatalogPage::order() const
{
    return m_presetList[std::size_t(std::max(0, m_presets->currentIndex()))].order;
}

bool CatalogPage::chooseDatabase(const QString &name)
{
    const int index = m_databases->findData(name);
    if (index < 0)
        return false;
    m_databases->setCurrentIndex(index);
    m_database = name;
    m_serverFilter.clear();
    Q_EMIT probesChanged();
    showAgain();
    m_typing.start(); // the filter goes on in the other database
    return true;
}

void CatalogPage::chooseIndexes(IndexChoice choice)
{
    m_indexChoices->setCurrentIndex(m_indexChoices->findData(int(choice)));
    showIndexChoice();
}

/// Of many tables those with the name have to be asked for; of few all are there already.
void CatalogPage::askServer()
{
    const QString typed = m_tables.textFilter();
    const bool isNeeded = !typed.isEmpty() && m_catalog && (m_catalog->isPartial() || !m_catalog->filter.isEmpty());
    const QString filter = isNeeded ? typed : QString();
    if (filter == m_serverFilter)
        return;
    m_serverFilter = filter;
    Q_EMIT probesChanged();
    showAgain();
}

/// What is asked for, and until it comes what was shown before of the same database.
std::shared_ptr<const Catalog> CatalogPage::catalogIn(const PostgresState &state) const
{
    const auto wanted = asked();
    if (!wanted)
        return state.catalog;
    const auto &given = state.askedCatalog;
    if (given && given->database == wanted->database && given->filter == wanted->filter)
        return given;
    if (wanted->database == m_ownDatabase)
        return m_catalog ? m_catalog : state.catalog;
    return m_catalog && m_catalog->database == wanted->database ? m_catalog : nullptr;
}

void CatalogPage::showAgain()
{
    if (const SnapshotPtr snapshot = bus().shown(target()))
        showSnapshot(*snapshot);
}

void CatalogPage::targetChanged()
{
    m_ownDatabase.clear();
    m_database.clear();
    m_serverFilter.clear();
    m_item.clear();
    m_databases->clear();
    m_catalog.reset();
    showNothing(tr("No data yet. Tables appear as soon as the server has answered."));
}

void CatalogPage::showNothing(const QString &why)
{
    m_tables.showTables(nullptr, nullptr, order());
    m_indexes.setRows({});
    m_details.setRows({});
    m_tableFrame->setStatus({});
    m_indexFrame->setStatus({});
    m_tableFrame->view().setEmptyText(why);
    m_indexFrame->view().setEmptyText(why);
    m_detailView->setEmptyText(tr("Choose a table to see its details."));
}

void CatalogPage::showSnapshot(const Snapshot &snapshot)
{
    if (!snapshot.postgres)
        return showNothing(tr("Nothing has been read from this server yet."));
    showDatabases(*snapshot.postgres);
    showCatalog(snapshot);
    for (TableView *view : {&m_tableFrame->view(), &m_indexFrame->view(), m_detailView})
        view->setStale(!isLive(snapshot.link));
    showWords(snapshot);
    updateActions();
}

void CatalogPage::showDatabases(const PostgresState &state)
{
    m_ownDatabase = state.identity.database;
    QStringList names;
    for (const DatabaseCounters &database : state.databases) {
        if (!database.name.isEmpty() && database.connectionLimit != 0 && database.name != u"template0")
            names << database.name;
    }
    if (!names.contains(m_ownDatabase))
        names << m_ownDatabase;
    names.sort();
    QStringList listed;
    for (int index = 0; index < m_databases->count(); ++index)
        listed << m_databases->itemData(index).toString();
    if (names == listed)
        return;
    const QString chosen = m_database.isEmpty() ? m_ownDatabase : m_database;
    m_databases->clear();
    for (const QString &name : std::as_const(names))
        m_databases->addItem(plainLine(name), name);
    m_databases->setCurrentIndex(m_databases->findData(chosen));
}

void CatalogPage::showCatalog(const Snapshot &snapshot)
{
    std::shared_ptr<const Catalog> catalog = catalogIn(*snapshot.postgres);
    if (catalog == m_catalog && order() == m_shownOrder && m_tables.totalRows() > 0)
        return;
    m_catalog = std::move(catalog);
    m_shownOrder = order();
    m_tables.showTables(m_catalog.get(), snapshot.postgres.get(), m_shownOrder);
    m_indexes.setRows(m_catalog ? indexRows(*m_catalog) : std::vector<IndexRow>());
    if (const QString item = std::exchange(m_item, {}); !item.isEmpty())
        selectItem(item);
    showDetails();
    showIndexChoice();
}

const TableRow *CatalogPage::currentTable() const
{
    const QModelIndex current = m_tableFrame->view().currentIndex();
    return current.isValid() ? &m_tables.row(current.row()) : nullptr;
}

void CatalogPage::showDetails()
{
    const TableRow *table = currentTable();
    m_details.setRows(table && m_catalog ? detailsOf(*table, *m_catalog) : std::vector<DetailRow>());
}

void CatalogPage::showIndexChoice()
{
    const TableRow *table = currentTable();
    m_indexes.choose(IndexChoice(m_indexChoices->currentData().toInt()), table ? table->table.oid : 0);
    if (const SnapshotPtr snapshot = bus().shown(target()); snapshot && snapshot->postgres)
        showWords(*snapshot);
}

/// Actions go over the target's own connection, and so to its own database.
void CatalogPage::updateActions()
{
    const bool isElsewhere = !m_database.isEmpty() && m_database != m_ownDatabase;
    const QString why = isElsewhere
                            ? tr("This is another database than the target's. Add it to the fleet file to act on it.")
                            : QString();
    m_tableActions->setObjection(why);
    m_indexActions->setObjection(why);
}

void CatalogPage::selectItem(const QString &item)
{
    m_item.clear();
    if (!m_catalog || (!selectTable(item) && !selectIndex(item)))
        m_item = item; // it may come
}

/// In an order in which it is shown, and without what a person filters.
bool CatalogPage::selectTable(const QString &item)
{
    const auto isMeant = [&](const CatalogTable &table) { return sqlName(table.schema, table.name) == item; };
    const auto table = std::ranges::find_if(m_catalog->tables, isMeant);
    if (table == m_catalog->tables.end())
        return false;
    if (m_tables.rowOf(table->oid) < 0)
        m_tables.clearFilters();
    for (const TablePreset &preset : m_presetList) {
        if (m_tables.rowOf(table->oid) >= 0)
            break;
        choosePreset(preset.id);
    }
    const int row = m_tables.rowOf(table->oid);
    if (row >= 0)
        m_tableFrame->view().setCurrentRow(row, true);
    return row >= 0;
}

bool CatalogPage::selectIndex(const QString &item)
{
    const auto isMeant = [&](const CatalogIndex &index) { return sqlName(index.schema, index.name) == item; };
    const auto index = std::ranges::find_if(m_catalog->indexes, isMeant);
    if (index == m_catalog->indexes.end())
        return false;
    if (m_indexes.rowOf(index->oid) < 0) {
        m_indexes.clearFilters();
        chooseIndexes(IndexChoice::All);
    }
    const int row = m_indexes.rowOf(index->oid);
    if (row >= 0)
        m_indexFrame->view().setCurrentRow(row, true);
    return row >= 0;
}

} // namespace lockmaster

#include "moc_catalogpage.cpp"
