// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says when there is no target: how to name one.
#pragma once

#include <QWidget>

namespace lockmaster {

class EmptyFleet : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyFleet(QWidget *parent = nullptr);

    /// Asks for a file.
    void chooseFile();

Q_SIGNALS:
    void fleetFileChosen(const QString &path);
};

} // namespace lockmaster
