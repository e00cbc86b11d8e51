// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The strip above a page that says when the console cannot see its target: which rung of the ladder broke, since
// when, the server's words, what comes next. Hidden while all is well.
#pragma once

#include <QFrame>

#include "model/snapshot.h"

class QPushButton;

namespace lockmaster {

class PlainLabel;
class StateMark;

class Banner : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);

    /// `canRetry`: there is a connection to try, not only what a file tells.
    void showSnapshot(const Snapshot &snapshot, bool canRetry = true);

Q_SIGNALS:
    void retryRequested(const QString &target);

private:
    void showLink(const Snapshot &snapshot, bool canRetry);
    void showTroubles(const Snapshot &snapshot);
    void showText(PlainLabel *label, const QString &text);

    QString m_target;
    StateMark *m_mark;
    PlainLabel *m_headline;
    PlainLabel *m_ladder;
    PlainLabel *m_serverWords;
    PlainLabel *m_next;
    QPushButton *m_retry;
};

} // namespace lockmaster
