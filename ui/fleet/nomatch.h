// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stands where targets would be when a filter hides them all: says so, with the way back.
#pragma once

#include <QWidget>

namespace lockmaster {

class PlainLabel;

class NoMatch : public QWidget
{
    Q_OBJECT
public:
    explicit NoMatch(QWidget *parent = nullptr);

    /// `filter` as typed; `rows` that it leaves. Shown when that is none.
    void tell(const QString &filter, int rows);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void clearRequested();

private:
    PlainLabel *m_words;
};

} // namespace lockmaster
