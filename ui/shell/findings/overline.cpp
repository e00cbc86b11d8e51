// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findings/overline.h"

#include "base/redact.h"
#include "base/text.h"
#include "incidents/noteseries.h"
#include "incidents/notesource.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/shell/findings/overspark.h"
#include "ui/theme/theme.h"
#include "watch/momentbus.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <optional>

namespace lockmaster {

OverLine::OverLine(MomentBus &bus, QWidget *parent)
    : QFrame(parent)
    , m_bus(bus)
    , m_text(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
    , m_spark(new OverSpark(this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
{
    setAccessibleName(tr("What is over"));
    m_copy->setAccessibleName(tr("Copy what is over"));
    m_dismiss->setAccessibleName(tr("Dismiss what is over"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(size::kGroup, size::kGap, size::kGroup, size::kGap);
    layout->setSpacing(size::kInner);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_spark);
    layout->addWidget(m_copy);
    layout->addWidget(m_dismiss);
    connect(m_copy, &QPushButton::clicked, this, &OverLine::copy);
    connect(m_dismiss, &QPushButton::clicked, this, [this] {
        m_aftermath.dismiss(m_target);
        refresh();
    });
    connect(&bus, &MomentBus::arrived, this, &OverLine::see);
    connect(&bus, &MomentBus::deedKept, this, &OverLine::refresh);
    connect(&bus, &MomentBus::modeChanged, this, &OverLine::refresh);
}

void OverLine::setTarget(const QString &target)
{
    m_target = target;
    refresh();
}

void OverLine::see(const QString &target)
{
    const ObservationPtr newest = m_bus.newest(target);
    m_aftermath.see(target, seenMoment(*newest, m_bus.timeOf(*newest->snapshot)));
    if (target == m_target)
        refresh();
}

/// It is of now: in the past it would tell of what is still to come.
void OverLine::refresh()
{
    const SnapshotPtr latest = m_bus.latest(m_target);
    if (!latest || !m_bus.isLive())
        return showText({});
    const bool isBlind = !isLive(latest->link);
    const std::optional<NoteEntry> lastKnown = isBlind ? m_aftermath.lastKnown(m_target) : std::nullopt;
    const std::optional<Episode> over = isBlind ? std::nullopt : m_aftermath.over(m_target);
    m_dismiss->setVisible(!isBlind);
    if (!over)
        m_spark->setVisible(false);
    m_over = over ? over->over : WallTime::max();
    if (over)
        showOver(*over);
    else
        showText(lastKnown ? lastKnownWords(*lastKnown) : QString());
}

void OverLine::showOver(const Episode &episode)
{
    std::vector<Deed> deeds = m_bus.deeds(m_target);
    for (Deed &deed : deeds)
        deed.at.wall = m_bus.timeOf(deed.at);
    showText(overWords(episode, deeds));
    const Target *target = m_bus.target(m_target);
    const std::vector<NoteSeries> series = target ? noteSeries(target->kind) : std::vector<NoteSeries>();
    if (series.empty())
        m_spark->setVisible(false);
    else
        m_spark->setPoints(m_bus.series(m_target, series.front().name, episode.over - OverSpark::kEachSide),
                           episode.over);
}

void OverLine::showText(const QString &text)
{
    const QString line = plainLine(redact(text));
    if (line == m_text->text())
        return;
    const bool isOther = line.isEmpty() != m_text->text().isEmpty();
    m_text->setText(line);
    setAccessibleDescription(line);
    if (isOther)
        Q_EMIT changed();
}

QString OverLine::text() const
{
    return m_text->text();
}

void OverLine::focusFirst()
{
    m_copy->setFocus(Qt::TabFocusReason);
}

void OverLine::copy() const
{
    QGuiApplication::clipboard()->setText(plainLine(m_target) + QStringLiteral(": ") + text());
}

/// A line, and no colour: it is nothing to worry about.
void OverLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Theme::instance().tokens();
    painter.fillRect(rect(), tokens.surface);
    painter.fillRect(QRect(0, height() - size::kLine, width(), size::kLine), tokens.line);
}

} // namespace lockmaster

#include "moc_overline.cpp"
