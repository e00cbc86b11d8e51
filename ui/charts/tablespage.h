// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A page of tiles, tables and charts: below each other, and tables beside charts where the window is wide. GUI thread.
#pragma once

#include "ui/common/notices/notestrip.h"
#include "ui/common/page.h"
#include "ui/charts/dashboard.h"

class QBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace lockmaster {

class PlainLabel;
class TableView;
class TileRow;

class TablesPage : public Page
{
    Q_OBJECT
public:
    TablesPage(const QString &id, const QString &title, DashboardContent content, MomentBus &bus,
               QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return m_title; }
    void setReach(std::chrono::seconds reach) override;

    [[nodiscard]] const TileRow &tiles() const { return *m_tiles; }
    [[nodiscard]] const NoteStrip &note() const { return *m_note; }

protected:
    /// What is below the tiles, from top to bottom.
    void addHeading(const QString &text);
    void addPart(QWidget *part);
    void addGap();
    /// One of those below each other that are as high as their rows, as far as there is room.
    void addTable(TableView &view);
    void fitTables(); ///< also after rows have come or gone in between

    [[nodiscard]] virtual Note noteOf(const Snapshot &) const { return {}; }
    virtual void showTables(const Snapshot &snapshot) = 0;
    void showSnapshot(const Snapshot &snapshot) final;
    void targetChanged() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpLayout();
    [[nodiscard]] bool isWide() const;
    [[nodiscard]] int roomForRows() const; ///< of all tables
    void arrange();

    QString m_title;
    MakeTiles m_tileTexts;
    NoteStrip *m_note;
    QWidget *m_tables;
    TileRow *m_tiles;
    Dashboard *m_charts;
    std::vector<TableView *> m_fitted;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_column = nullptr; ///< of the tables
    QBoxLayout *m_body = nullptr;    ///< tables and charts
};

} // namespace lockmaster
