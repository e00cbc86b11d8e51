// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What came of an action: one of seven outcomes in words, what was seen, what the server said, what can be done now.
#pragma once

#include <QWidget>

#include "base/result.h"
#include "model/action.h"

class QProgressBar;

namespace lockmaster {

class PlainLabel;
class StateMark;

class ResultView : public QWidget
{
    Q_OBJECT
public:
    explicit ResultView(QWidget *parent = nullptr);

    void setResult(const ActionResult &result);
    /// The console could not even look.
    void setError(const Error &error);
    /// Something is under way: a plan, an action.
    void setProgress(const QString &text);
    void setProgress(const QString &text, const ActionProgress &progress);

private:
    void setTexts(const QString &summary, const QString &server, const QString &next);

    StateMark *m_outcome;
    QProgressBar *m_bar;
    PlainLabel *m_summary;
    PlainLabel *m_server;
    PlainLabel *m_next;
};

} // namespace lockmaster
