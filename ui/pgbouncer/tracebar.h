// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way of the selected connection in words: client, server connection, backend; and the door to that session. GUI
// thread.
#pragma once

#include <QFrame>

#include "model/pgbouncer/pooltrace.h"

class QPushButton;

namespace lockmaster {

class ElidedLabel;
class PlainLabel;

class TraceBar : public QFrame
{
    Q_OBJECT
public:
    explicit TraceBar(QWidget *parent = nullptr);

    struct Way {
        std::optional<PgBouncerSocket> client;
        std::optional<PgBouncerSocket> server;
        BackendTrace backend;
        ServerTime taken{};
    };
    void showWay(const Way &way);
    void showNothing();

Q_SIGNALS:
    void sessionRequested(const QString &target, const lockmaster::SessionKey &key);

private:
    ElidedLabel *m_client;
    ElidedLabel *m_server;
    ElidedLabel *m_backend;
    QPushButton *m_open;
    BackendTrace m_trace;
};

} // namespace lockmaster
