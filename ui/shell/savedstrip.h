// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The top of a window that shows a file: what it holds is of another time, and nothing here is live. Hidden otherwise.
#pragma once

#include <QWidget>

namespace lockmaster {

class ElidedLabel;
class MomentBus;
class PlainLabel;

class SavedStrip : public QWidget
{
    Q_OBJECT
public:
    explicit SavedStrip(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showSaved();

    MomentBus &m_bus;
    PlainLabel *m_title;
    ElidedLabel *m_detail;
};

} // namespace lockmaster
