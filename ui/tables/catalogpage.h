// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Tables page of a PostgreSQL server: the tables of a database, what vacuum and analyze have done and will do, and
// their indexes with what is wrong with them. Of many tables the server tells the first of an order.
#pragma once

#include <QTimer>
#include <memory>

#include "model/postgres/askedcatalog.h"
#include "ui/common/page.h"
#include "ui/tables/indexrow.h"
#include "ui/tables/tabledetails.h"
#include "ui/tables/tablerow.h"

class QComboBox;

namespace lockmaster {

class RowActions;
class TableFrame;
class TableView;

class CatalogPage : public Page
{
    Q_OBJECT
public:
    explicit CatalogPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Tables"); }
    [[nodiscard]] QString badge(const Snapshot &snapshot) const override; ///< findings of tables, indexes, sequences
    [[nodiscard]] QStringList probes() const override;

    bool choosePreset(const QString &id); ///< of tablePresets(); false when there is none of this name
    bool chooseDatabase(const QString &name);
    void chooseIndexes(IndexChoice choice);

    [[nodiscard]] const CatalogTableModel &tables() const { return m_tables; }
    [[nodiscard]] const CatalogIndexModel &indexes() const { return m_indexes; }
    [[nodiscard]] const KeyedTableModel<DetailRow> &details() const { return m_details; }
    [[nodiscard]] TableFrame &tableFrame() const { return *m_tableFrame; }
    [[nodiscard]] TableFrame &indexFrame() const { return *m_indexFrame; }
    [[nodiscard]] const RowActions &actionsOfTables() const { return *m_tableActions; }

public Q_SLOTS:
    void selectItem(const QString &item) override; ///< a table or an index, as its finding names it: schema.name

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    void setUpLayout();
    void setUpControls();
    void setUpSelection();
    void showAgain();
    [[nodiscard]] std::optional<AskedCatalog> asked() const;
    [[nodiscard]] std::shared_ptr<const Catalog> catalogIn(const PostgresState &state) const;
    void showDatabases(const PostgresState &state);
    void showCatalog(const Snapshot &snapshot);
    void showIndexChoice();
    void showDetails();
    void showWords(const Snapshot &snapshot);
    void showNothing(const QString &why);
    void askServer();
    bool selectTable(const QString &item);
    bool selectIndex(const QString &item);
    void updateActions();
    [[nodiscard]] const TableRow *currentTable() const;
    [[nodiscard]] TableOrder order() const;
    [[nodiscard]] QString tableStatus(const Snapshot &snapshot) const;
    [[nodiscard]] QString indexStatus() const;

    CatalogTableModel m_tables;
    CatalogIndexModel m_indexes;
    KeyedTableModel<DetailRow> m_details;
    std::vector<TablePreset> m_presetList;
    TableFrame *m_tableFrame;
    TableFrame *m_indexFrame;
    TableView *m_detailView;
    QComboBox *m_databases;
    QComboBox *m_presets;
    QComboBox *m_indexChoices;
    RowActions *m_tableActions = nullptr;
    RowActions *m_indexActions = nullptr;
    QTimer m_typing; ///< until a filter goes to the server

    QString m_ownDatabase;
    QString m_database;                       ///< chosen; empty: the target's own
    QString m_serverFilter;                   ///< what the server is asked for, of many tables
    std::shared_ptr<const Catalog> m_catalog; ///< that is in the models: an unchanged one is not compared again
    TableOrder m_shownOrder = TableOrder::Largest;
    QString m_item; ///< to be selected when it comes
};

} // namespace lockmaster
