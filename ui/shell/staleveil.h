// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lies over a page whose data is too old to be taken for now: grey, with the age in words. Lets the mouse through.
#pragma once

#include <QWidget>

namespace lockmaster {

class StaleVeil : public QWidget
{
    Q_OBJECT
public:
    /// Covers `covered` from edge to edge, also when that changes its size.
    explicit StaleVeil(QWidget *covered);

    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace lockmaster
