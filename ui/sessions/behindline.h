// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who is behind a session that a PgBouncer of the fleet opened, with the door to that client. Hidden when nobody is.
// GUI thread.
#pragma once

#include <QWidget>

#include "model/pgbouncer/pooltrace.h"

class QPushButton;

namespace lockmaster {

class ElidedLabel;

class BehindLine : public QWidget
{
    Q_OBJECT
public:
    explicit BehindLine(QWidget *parent = nullptr);

    void showTrace(const ClientTrace &trace);

Q_SIGNALS:
    /// `pageId` is "clients", or "servers" when nobody uses the connection; `item` the connection there.
    void connectionRequested(const QString &target, const QString &pageId, const QString &item);

private:
    ElidedLabel *m_words;
    QPushButton *m_open;
    ClientTrace m_trace;
};

} // namespace lockmaster
