// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All slots of a cluster as one strip, coloured by who serves them; those that nobody serves in the colour of critical,
// never too narrow to be seen.
#pragma once

#include <QStringList>
#include <QWidget>

#include "ui/cluster/slotspans.h"

namespace lockmaster {

class SlotMap : public QWidget
{
    Q_OBJECT
public:
    explicit SlotMap(QWidget *parent = nullptr);

    void setCluster(const std::optional<RedisCluster> &cluster);
    /// The colour that an owner has in the strip and in the table.
    [[nodiscard]] static QColor ownerColor(int owner);
    [[nodiscard]] QString wordsAt(int x) const; ///< for the tool tip
    [[nodiscard]] QStringList numbers() const;  ///< of the spans that have room for theirs: "0–5460"
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF area(const SlotSpan &span) const;
    [[nodiscard]] QString numberOf(const SlotSpan &span) const; ///< empty when it has no room
    void paintNumber(QPainter &painter, const SlotSpan &span) const;

    std::vector<SlotSpan> m_spans;
    std::vector<QString> m_owners; ///< addresses
    std::vector<bool> m_failing;
};

} // namespace lockmaster
