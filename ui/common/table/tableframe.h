// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A table with what belongs to every table: a text filter above, a status line below, a menu to copy and export.
#pragma once

#include <QList>
#include <QWidget>

#include "ui/common/notices/plainlabel.h"

class QAction;
class QHBoxLayout;
class QLineEdit;

namespace lockmaster {

class TableModel;
class TableView;

class TableFrame : public QWidget
{
    Q_OBJECT
public:
    /// `id` names the remembered layout; `accessibleName` is translated and also the filter's.
    TableFrame(const QString &id, const QString &accessibleName, TableModel &model, QWidget *parent = nullptr);

    [[nodiscard]] TableView &view() const { return *m_view; }
    void addControl(QWidget *control);   ///< before the filter
    void addMenuAction(QAction *action); ///< in the rows' menu, above what every table has
    void setStatus(const QString &text, Tone tone = Tone::Muted);
    [[nodiscard]] QString status() const;
    void focusFilter();

Q_SIGNALS:
    void filtersChanged();

private:
    void setUpFilter(const QString &name);
    void takeFilter();
    void setUpView();
    void showMenu(const QPoint &pos);
    void copyValue();

    TableView *m_view;
    QLineEdit *m_filter;
    ElidedLabel *m_status;
    ElidedLabel *m_note;
    QHBoxLayout *m_controls;
    QList<QAction *> m_menuActions;
};

} // namespace lockmaster
