// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a PostgreSQL server works at for long, how far it is, and who holds vacuum back.
#pragma once

#include "ui/charts/tablespage.h"
#include "ui/progress/workrow.h"
#include "ui/progress/xminrow.h"

namespace lockmaster {

class OfferBar;
class TableFrame;
struct OfferContext;

class ProgressPage : public TablesPage
{
    Q_OBJECT
public:
    explicit ProgressPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString badge(const Snapshot &snapshot) const override; ///< who holds vacuum back for too long
    [[nodiscard]] QStringList probes() const override;
    void selectSession(const SessionKey &key) override;
    void selectItem(const QString &item) override;

    [[nodiscard]] const TableModel &work() const { return m_work; }
    [[nodiscard]] const TableModel &holders() const { return m_holders; }
    [[nodiscard]] OfferBar &workOffers() const { return *m_workOffers; }
    [[nodiscard]] OfferBar &holderOffers() const { return *m_holderOffers; }

protected:
    void showTables(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    void addParts();
    void connectTable(TableFrame &frame, OfferBar &bar);
    void showOffers();
    void showHolderWords(const Snapshot &snapshot, int row);
    bool selectWanted();
    void selectFirst();
    void showSession(const SessionPtr &session);
    [[nodiscard]] OfferContext context() const;

    KeyedTableModel<WorkRow> m_work;
    KeyedTableModel<XminRow> m_holders;
    TableFrame *m_workFrame;
    TableFrame *m_holderFrame;
    OfferBar *m_workOffers;
    OfferBar *m_holderOffers;
    SessionKey m_wanted{};    ///< to be selected as soon as it is there
    bool m_hasWork = false;   ///< a row was selected since the target was chosen; then none is by itself
    bool m_hasHolder = false; ///< likewise
};

} // namespace lockmaster
