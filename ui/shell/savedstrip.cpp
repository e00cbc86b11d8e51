// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/savedstrip.h"

#include "base/format.h"
#include "base/text.h"
#include "model/savedmoment.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/theme/theme.h"
#include "watch/momentbus.h"

#include <QHBoxLayout>
#include <QPainter>

namespace lockmaster {

SavedStrip::SavedStrip(MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_bus(bus)
    , m_title(new PlainLabel({}, FontRole::Title, Tone::Normal, this))
    , m_detail(new ElidedLabel({}, FontRole::Body, Tone::Normal, this))
{
    setAccessibleName(tr("Saved moment"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    layout->setSpacing(size::kGroup);
    layout->addWidget(m_title);
    layout->addWidget(m_detail, 1);
    connect(&bus, &MomentBus::modeChanged, this, &SavedStrip::showSaved);
    showSaved();
}

void SavedStrip::showSaved()
{
    const SavedMoments *saved = m_bus.saved();
    setVisible(saved);
    if (!saved)
        return;
    const WallTime taken = m_bus.frozenAt().value_or(saved->writtenAt);
    m_title->setText(tr("SAVED MOMENT of %1").arg(formatMoment(taken)));
    QStringList parts{tr("taken on %1").arg(plainLine(saved->host)), tr("nothing is live, no server is connected")};
    if (saved->isMasked)
        parts << tr("literals in queries are masked");
    m_detail->setText(parts.join(QStringLiteral(" · ")));
}

QString SavedStrip::text() const
{
    return m_title->text() + u'\n' + m_detail->text();
}

/// The ground of what is frozen, as the time bar has it, with a line of the accent below.
void SavedStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Theme::instance().tokens();
    painter.fillRect(rect(), tokens.selection);
    painter.fillRect(QRect(0, height() - size::kStripe, width(), size::kStripe), tokens.accent);
}

} // namespace lockmaster

#include "moc_savedstrip.cpp"
