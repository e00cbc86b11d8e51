// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/headerstrip.h"

#include "base/format.h"
#include "base/text.h"
#include "model/fleet/serversummary.h"
#include "watch/momentbus.h"
#include "ui/common/notices/literaltext.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/stateicon.h"
#include "ui/fleet/cards/fleetcard.h"
#include "ui/fleet/health/healthline.h"
#include "ui/shell/findings/findingtour.h"
#include "ui/shell/timebar/timemarks.h"
#include "ui/theme/environmentcolor.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QPainter>
#include <QToolButton>
#include <utility>

namespace lockmaster {

namespace {

constexpr std::chrono::milliseconds kTick{300}; ///< counted from the last data: at full seconds new data is due
constexpr std::chrono::milliseconds kOthersTogether{250};
constexpr int kStripHeight = 40;
constexpr int kChipName = 170; ///< a longer name is cut in its middle
constexpr int kChipTrouble = 260;

} // namespace

HeaderStrip::HeaderStrip(MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_bus(bus)
    , m_environment(new PlainLabel({}, FontRole::Body, Tone::Normal, this))
    , m_name(new PlainLabel({}, FontRole::Title, Tone::Normal, this))
    , m_facts(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
    , m_age(new PlainLabel({}, FontRole::Body, Tone::Normal, this))
    , m_chip(new QToolButton(this))
{
    setFixedHeight(kStripHeight);
    m_environment->setAccessibleDescription(tr("Environment"));
    m_chip->setAutoRaise(true);
    m_chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_chip->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, size::kStripe, size::kGroup, 0);
    layout->setSpacing(12);
    layout->addWidget(m_environment);
    layout->addWidget(m_name);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_age);
    layout->addWidget(m_chip);
    connect(&bus, &MomentBus::shownChanged, this, [this](const QString &target) {
        if (target == m_target)
            showSnapshot();
    });
    m_othersDue.setSingleShot(true);
    m_othersDue.setInterval(kOthersTogether);
    const auto tellOthers = [this] {
        if (!m_othersDue.isActive())
            m_othersDue.start();
    };
    connect(&m_othersDue, &QTimer::timeout, this, &HeaderStrip::showOthers);
    connect(&bus, &MomentBus::arrived, this, tellOthers);
    connect(&bus, &MomentBus::modeChanged, this, tellOthers);
    connect(&bus, &MomentBus::modeChanged, this, &HeaderStrip::showAge);
    connect(m_chip, &QToolButton::clicked, this, [this] { Q_EMIT worstRequested(m_others.worst); });
    connect(&Theme::instance(), &Theme::changed, this, &HeaderStrip::showChip);
    connect(&m_tick, &QTimer::timeout, this, &HeaderStrip::showAge);
    m_tick.start(kTick);
}

void HeaderStrip::setTarget(const QString &target)
{
    m_target = target;
    const Target *known = m_bus.target(target);
    if (!known)
        return;
    const QString readOnly = known->readOnly ? QStringLiteral(" · ") + tr("read-only") : QString();
    m_environment->setText(QStringLiteral("%1%2").arg(environmentWord(known->environment), readOnly));
    const EnvironmentColor color = environmentColor(environmentName(known->environment));
    m_environment->setStyleSheet(
        QStringLiteral("background: %1; color: %2; padding: 0 8px").arg(color.ground.name(), color.text.name()));
    m_name->setText(plainLine(target));
    m_facts->clear();
    m_isFresh = true;
    showSnapshot();
    showOthers();
    update();
}

void HeaderStrip::showSnapshot()
{
    if (const SnapshotPtr snapshot = m_bus.shown(m_target)) {
        m_facts->setText(facts(*snapshot));
        setPlainToolTip(m_facts, snapshot->intervalReason);
        m_asOf = formatTimeOfDay(snapshot->dataTaken.wall);
        setPlainToolTip(m_age, snapshot->hasData() ? formatMoment(snapshot->dataTaken.wall) : QString());
    }
    m_tick.start();
    showAge();
}

QString HeaderStrip::facts(const Snapshot &snapshot) const
{
    if (!snapshot.hasData())
        return {};
    const ServerSummary summary = serverSummary(snapshot);
    QStringList parts{roleWord(summary.role), summary.product + u' ' + plainLine(summary.version.section(u' ', 0, 0))};
    parts.removeAll(QString());
    const auto up = summary.now ? ageAt(*summary.now, summary.started) : std::nullopt;
    if (up)
        parts << tr("up %1").arg(formatDuration(*up));
    if (const ServerEvent *event = newestEvent(m_bus.kept(m_target), snapshot.taken.steady))
        parts << tr("%1 at %2").arg(eventWords(*event), formatTimeOfDay(event->at));
    if (!snapshot.intervalReason.isEmpty())
        parts << tr("now every %1").arg(formatDuration(snapshot.interval));
    return parts.join(QStringLiteral(" · "));
}

QString HeaderStrip::ageText() const
{
    return m_age->text();
}

void HeaderStrip::showAge()
{
    const SnapshotPtr snapshot = m_bus.shown(m_target);
    if (!snapshot || !snapshot->hasData()) {
        m_age->setSteadyText(tr("no data yet"));
        m_age->setTone(Tone::Muted);
        return;
    }
    const SteadyTime now = systemClock().steadyNow();
    const bool fresh = !m_bus.isLive() || isFresh(*snapshot, now);
    if (m_bus.saved())
        m_age->setSteadyText(
            tr("as of %1 · %2 ago, saved").arg(formatMoment(snapshot->dataTaken.wall), dataAge(*snapshot, now)));
    else
        m_age->setSteadyText(m_bus.isLive() ? tr("as of %1 · %2").arg(m_asOf, dataAge(*snapshot, now))
                                            : tr("as of %1 · %2 ago, frozen").arg(m_asOf, dataAge(*snapshot, now)));
    m_age->setTone(!m_bus.isLive() || fresh ? Tone::Normal : Tone::Blind);
    if (std::exchange(m_isFresh, fresh) != fresh)
        Q_EMIT freshnessChanged(fresh);
}

void HeaderStrip::setShownFinding(const QString &key)
{
    if (std::exchange(m_shownFinding, key) != key)
        showOthers();
}

/// The worst of the other targets, in words and with the way there.
void HeaderStrip::showOthers()
{
    if (!isVisible())
        return; // showEvent comes here again
    OthersInTrouble others;
    for (const Target &target : m_bus.fleet().targets) {
        const TargetHealth &health = m_bus.health(target.name);
        const bool isBad = health.state == HealthState::Critical || health.state == HealthState::Blind;
        if (target.name == m_target || !isBad)
            continue;
        ++others.count;
        if (health.badness > others.badness) {
            others.badness = health.badness;
            others.worst = target.name;
            others.state = health.state;
        }
    }
    others.text = others.count > 0 ? othersText(others) : QString();
    if (std::exchange(m_others, others) != others)
        showChip();
}

QString HeaderStrip::othersText(const OthersInTrouble &others) const
{
    const QFontMetrics metrics = m_chip->fontMetrics();
    const QString name = metrics.elidedText(plainLine(others.worst), Qt::ElideMiddle, kChipName);
    const QString trouble = plainLine(healthLine(m_bus, others.worst).number);
    const QString number = metrics.elidedText(trouble, Qt::ElideRight, kChipTrouble);
    QString text = tr("%1: %2").arg(name, number);
    if (others.count > 1)
        text += QStringLiteral("  +%1").arg(others.count - 1);
    const auto next = findingPlaceFrom(findingPlaces(m_bus), m_target, m_shownFinding, 1);
    if (next && next->target == others.worst)
        text += QStringLiteral(" · ") + QKeySequence(QStringLiteral("Ctrl+J")).toString(QKeySequence::NativeText);
    return text;
}

void HeaderStrip::showChip()
{
    m_chip->setVisible(m_others.count > 0);
    m_chip->setText(literalText(m_others.text));
    m_chip->setIcon(stateIcon(m_others.state));
    const QString sheet = QStringLiteral("color: %1").arg(Theme::instance().color(m_others.state).name());
    if (sheet != m_chip->styleSheet())
        m_chip->setStyleSheet(sheet);
    const bool isOne = m_others.count == 1;
    m_chip->setAccessibleName(isOne ? tr("1 other target in trouble, go to it")
                                    : tr("%1 other targets in trouble, go to the worst").arg(m_others.count));
    setPlainToolTip(m_chip, isOne ? tr("Another target is in trouble: %1.").arg(m_others.worst)
                                  : tr("Other targets in trouble: %1. The worst is %2.")
                                        .arg(QString::number(m_others.count), m_others.worst));
}

void HeaderStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showOthers();
}

void HeaderStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().tokens().raised);
    if (const Target *target = m_bus.target(m_target))
        painter.fillRect(QRect(0, 0, width(), size::kStripe),
                         environmentColor(environmentName(target->environment)).ground);
}

} // namespace lockmaster

#include "moc_headerstrip.cpp"
