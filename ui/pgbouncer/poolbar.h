// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who has the server connections of a pool, as boxes: Enter goes to the session, Space picks boxes out, and their sessions
// are ended together. GUI thread.
#pragma once

#include <QWidget>

#include "model/action.h"
#include "ui/pgbouncer/poolbox.h"

class QListView;
class QPushButton;

namespace lockmaster {

class ElidedLabel;
class MomentBus;
struct OfferedAction;

class PoolBar : public QWidget
{
    Q_OBJECT
public:
    explicit PoolBar(MomentBus &bus, QWidget *parent = nullptr);

    void showPool(const PgBouncerState &state, const PgBouncerPool &pool);
    void showNothing();
    [[nodiscard]] QListView &list() const { return *m_list; }
    [[nodiscard]] const KeyedTableModel<PoolBox> &boxes() const { return m_boxes; }

Q_SIGNALS:
    void sessionRequested(const QString &target, const lockmaster::SessionKey &key);
    void actionRequested(const lockmaster::ActionRequest &request);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeLayout();
    void connectParts();
    void fitHeight();
    void showOffers();
    void openSession(const QModelIndex &index);
    void endChosen();
    /// Those that are picked out, else the one that has the keys.
    [[nodiscard]] std::vector<const PoolBox *> chosen() const;
    [[nodiscard]] OfferedAction offer() const;

    MomentBus &m_bus;
    KeyedTableModel<PoolBox> m_boxes;
    QString m_pool; ///< which one is shown
    ElidedLabel *m_heading;
    QListView *m_list;
    ElidedLabel *m_reason;
    QPushButton *m_show;
    QPushButton *m_end;
};

} // namespace lockmaster
