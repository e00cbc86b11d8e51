// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to the row under the cursor of a page's table: every action of the registry that is offered on such rows,
// in the table's menu, in the palette, and with the reason when it cannot be done now.
#pragma once

#include <QAction>
#include <QObject>
#include <functional>
#include <vector>

#include "model/action.h"

namespace lockmaster {

struct ActionType;
class MomentBus;
class Page;
class TableFrame;
class TableView;

class RowActions : public QObject
{
    Q_OBJECT
public:
    /// The page's child. `subject` is what its rows are, as ActionType::offeredOn says; `nameOf` is the name of the row with
    /// this number; empty when it stands for nothing.
    RowActions(ServerKind kind, QStringView subject, Page &page, TableFrame &table,
               std::function<QString(int row)> nameOf);
    /// Of a table without a frame: the actions alone are its rows' menu.
    RowActions(ServerKind kind, QStringView subject, Page &page, TableView &view,
               std::function<QString(int row)> nameOf);

    /// What else the row says of what is there, beside its name, for the action to be told: it is then not taken for what
    /// has taken its place.
    void alsoTell(std::function<QJsonObject(int row)> identityOf);
    /// Of an action on the row under the cursor; null when there is no such action.
    [[nodiscard]] QAction *find(QStringView actionId) const;
    /// The action is told all rows that are selected, their names with commas between.
    void takeSeveral();
    /// Why none of them can be done to any row now; empty: nothing speaks against it.
    void setObjection(const QString &why);
    void update(); ///< what is under the cursor or of the target has changed

private:
    struct Offer {
        const ActionType *type;
        QAction *action;
    };
    void add(const ActionType &type);
    void showMenu(const QPoint &pos);
    [[nodiscard]] ActionRequest requestFor(const ActionType &type) const;
    [[nodiscard]] QString reason() const;
    [[nodiscard]] QString nameOfRows() const;

    Page &m_page;
    TableView &m_view;
    QString m_subject;
    std::function<QString(int)> m_nameOf;
    std::function<QJsonObject(int)> m_identityOf;
    bool m_takesSeveral = false;
    QString m_name; ///< of the row under the cursor, or of those that are selected
    QJsonObject m_identity;
    QString m_objection;
    std::vector<Offer> m_offers;
};

/// Why nothing can be done to the target of this page now; empty when something can.
QString whyNoAction(const Page &page);

} // namespace lockmaster
