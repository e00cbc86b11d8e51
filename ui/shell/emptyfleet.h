// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says when there is no target: how to name one, or what is wrong with the file that should.
#pragma once

#include <QWidget>

#include "base/result.h"

class QPlainTextEdit;

namespace lockmaster {

class PlainLabel;

class EmptyFleet : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyFleet(QWidget *parent = nullptr);

    /// Asks for a file.
    void chooseFile();
    /// A file was named and is of no use: `error` is that of readFleetFile().
    void showError(const Error &error);
    [[nodiscard]] QString text() const; ///< title, sentence and mistakes, as shown

Q_SIGNALS:
    void fleetFileChosen(const QString &path);

private:
    PlainLabel *m_title;
    PlainLabel *m_text;
    QPlainTextEdit *m_mistakes;
};

} // namespace lockmaster
