// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/memory/partbars.h"

#include "base/format.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"

#include <QGridLayout>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace lockmaster {
namespace {

constexpr int kBarHeight = 12;
constexpr int kBarWidth = 120;
constexpr double kLeastBar = 2; ///< pixels: small is not nothing

class Bar : public QWidget
{
public:
    explicit Bar(QWidget *parent) : QWidget(parent) { setMinimumSize(kBarWidth, kBarHeight); }
    void setShare(double share)
    {
        m_share = share;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QRectF area(0, 0, width(), kBarHeight);
        area.moveCenter(QRectF(rect()).center());
        painter.fillRect(area, Theme::instance().tokens().raised);
        area.setWidth(std::max(kLeastBar, area.width() * m_share));
        painter.fillRect(area, chartColor(0));
    }

private:
    double m_share = 0;
};

} // namespace

PartBars::PartBars(const QString &accessibleName, QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setAccessibleName(accessibleName);
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(size::kGroup);
    m_grid->setVerticalSpacing(size::kGap);
    m_grid->setColumnStretch(1, 1);
}

void PartBars::addLine()
{
    const int row = int(m_lines.size());
    m_lines.push_back({new PlainLabel({}, this), new Bar(this), new PlainLabel({}, this)});
    m_lines.back().amount->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_grid->addWidget(m_lines.back().name, row, 0);
    m_grid->addWidget(m_lines.back().bar, row, 1);
    m_grid->addWidget(m_lines.back().amount, row, 2);
}

void PartBars::setParts(const std::vector<MemoryPart> &parts)
{
    if (parts == m_parts)
        return;
    m_parts = parts;
    double sum = 0;
    double largest = 1;
    for (const MemoryPart &part : parts) {
        if (part.isOutside)
            continue;
        sum += part.bytes;
        largest = std::max(largest, part.bytes);
    }
    while (m_lines.size() < parts.size())
        addLine();
    for (std::size_t place = 0; place < m_lines.size(); ++place)
        showLine(place, largest, sum);
}

void PartBars::showLine(std::size_t place, double largest, double sum)
{
    const Line &line = m_lines[place];
    const bool isShown = place < m_parts.size();
    for (QWidget *widget : {static_cast<QWidget *>(line.name), line.bar, static_cast<QWidget *>(line.amount)})
        widget->setVisible(isShown);
    m_grid->setRowMinimumHeight(int(place), 0);
    if (!isShown)
        return;
    const MemoryPart &part = m_parts[place];
    if (part.isOutside)
        m_grid->setRowMinimumHeight(int(place), 2 * size::kRow);
    line.bar->setVisible(!part.isOutside); // of another whole
    const QString bytes = formatBytes(std::llround(part.bytes));
    const QString amount =
        part.isOutside ? bytes : QStringLiteral("%1 · %2").arg(bytes, formatPercent(part.bytes / sum));
    line.name->setText(part.name);
    setPlainToolTip(line.name, part.about);
    line.amount->setText(amount);
    line.amount->setAccessibleName(part.name + QStringLiteral(": ") + amount);
    static_cast<Bar *>(line.bar)->setShare(part.bytes / largest);
    setPlainToolTip(line.bar, part.about);
    line.bar->setAccessibleName(part.name);
}

} // namespace lockmaster

#include "moc_partbars.cpp"
