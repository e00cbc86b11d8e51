// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts of bytes as bars under each other, the biggest first: name, bar, amount and share. What lies outside the
// whole stands apart below, without a bar.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/redis/memory/memoryparts.h"

class QGridLayout;

namespace lockmaster {

class PlainLabel;

class PartBars : public QWidget
{
    Q_OBJECT
public:
    explicit PartBars(const QString &accessibleName, QWidget *parent = nullptr);

    void setParts(const std::vector<MemoryPart> &parts);
    [[nodiscard]] const std::vector<MemoryPart> &parts() const { return m_parts; }

private:
    struct Line {
        PlainLabel *name;
        QWidget *bar;
        PlainLabel *amount;
    };
    void addLine();
    void showLine(std::size_t place, double largest, double sum);

    std::vector<MemoryPart> m_parts;
    std::vector<Line> m_lines;
    QGridLayout *m_grid;
};

} // namespace lockmaster
