// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/timebar/timebar.h"

#include "base/format.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/shell/timebar/timetrack.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <array>
#include <utility>

namespace lockmaster {

namespace {

using namespace std::chrono_literals;

constexpr std::array kReaches{300s, 900s, 3600s, 7200s};
constexpr std::array<std::chrono::milliseconds, 5> kIntervals{500ms, 1s, 2s, 5s, 10s};
constexpr int kTimeBarHeight = 40;

struct ModeWords {
    QString text;
    Tone tone = Tone::Muted;
};

ModeWords modeOf(const Snapshot *shown)
{
    if (!shown)
        return {TimeBar::tr("no data yet"), Tone::Muted};
    if (isLive(shown->link))
        return {TimeBar::tr("%1  LIVE").arg(formatTimeOfDay(shown->taken.wall)), Tone::Ok};
    return {TimeBar::tr("BLIND since %1").arg(formatTimeOfDay(shown->link.since)), Tone::Blind};
}

/// The worst of all targets: one that is seen says nothing of the others.
ModeWords modeOfFleet(MomentBus &bus)
{
    int blind = 0;
    int seen = 0;
    const auto all = std::ssize(bus.fleet().targets);
    for (const Target &target : bus.fleet().targets) {
        const SnapshotPtr latest = bus.latest(target.name);
        seen += latest && isLive(latest->link) ? 1 : 0;
        blind += bus.health(target.name).state == HealthState::Blind ? 1 : 0;
    }
    if (blind > 0)
        return {TimeBar::tr("%1 of %2 BLIND").arg(blind).arg(all), Tone::Blind};
    if (seen < all)
        return {TimeBar::tr("%1 of %2 LIVE").arg(seen).arg(all), Tone::Muted};
    return {TimeBar::tr("LIVE"), Tone::Ok};
}

} // namespace

TimeBar::TimeBar(MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_bus(bus)
    , m_back(addButton(QStringLiteral("media-skip-backward"), tr("One sample back")))
    , m_freeze(addButton(QStringLiteral("media-playback-pause"), tr("Freeze")))
    , m_forward(addButton(QStringLiteral("media-skip-forward"), tr("One sample forward")))
    , m_track(new TimeTrack(bus, this))
    , m_mode(new PlainLabel({}, FontRole::Body, Tone::Normal, this))
    , m_live(new QToolButton(this))
    , m_reach(new QComboBox(this))
    , m_interval(new QComboBox(this))
{
    setFixedHeight(kTimeBarHeight);
    m_live->setText(tr("Go live"));
    m_mode->setAccessibleDescription(tr("Live or frozen"));
    QFont font = Theme::instance().font(FontRole::Body);
    font.setWeight(QFont::DemiBold);
    m_mode->setFont(font);
    fillSelectors();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(size::kInner, 0, size::kInner, 0);
    layout->setSpacing(size::kGap);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_back, m_freeze, m_forward})
        layout->addWidget(widget);
    layout->addWidget(m_track, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_mode, m_live, m_reach, m_interval})
        layout->addWidget(widget);
    layout->setSpacing(size::kInner);
    connect(m_back, &QToolButton::clicked, &bus, [&bus] { bus.step(-1); });
    connect(m_forward, &QToolButton::clicked, &bus, [&bus] { bus.step(1); });
    connect(m_freeze, &QToolButton::clicked, this, &TimeBar::toggleFrozen);
    connect(m_live, &QToolButton::clicked, &bus, &MomentBus::goLive);
    connect(&bus, &MomentBus::modeChanged, this, &TimeBar::showMode);
    connect(&bus, &MomentBus::arrived, this, [this](const QString &target) {
        if (m_isFleetShown || target == m_target)
            showMode();
    });
    showMode();
}

QToolButton *TimeBar::addButton(const QString &icon, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setIcon(themeIcon(icon));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    setPlainToolTip(button, name);
    return button;
}

void TimeBar::fillSelectors()
{
    m_reach->setAccessibleName(tr("How far back charts and time bar reach"));
    m_interval->setAccessibleName(tr("How often the target is sampled"));
    for (QComboBox *box : {m_reach, m_interval}) // on Linux its value is read out as its name
        setPlainToolTip(box, box->accessibleName());
    for (const auto reach : kReaches)
        m_reach->addItem(tr("last %1").arg(formatDuration(reach)), int(reach.count()));
    for (const auto interval : kIntervals)
        m_interval->addItem(tr("every %1").arg(formatDuration(interval)), int(interval.count()));
    m_reach->setCurrentIndex(1);
    m_interval->setCurrentIndex(1);
    connect(m_reach, &QComboBox::currentIndexChanged, this, [this] {
        m_track->setReach(reach());
        Q_EMIT reachChanged(reach());
    });
    connect(m_interval, &QComboBox::activated, this,
            [this] { Q_EMIT intervalChosen(std::chrono::milliseconds(m_interval->currentData().toInt())); });
}

void TimeBar::setTarget(const QString &target)
{
    m_target = target;
    m_track->setTarget(target);
    m_bus.setStepTarget(target);
    showMode();
}

void TimeBar::setFleetShown(bool shown)
{
    if (std::exchange(m_isFleetShown, shown) == shown)
        return;
    m_track->setTarget(shown ? QString() : m_target);
    m_interval->setEnabled(!shown);
    showMode();
}

void TimeBar::setReach(std::chrono::seconds reach)
{
    if (const int index = m_reach->findData(int(reach.count())); index >= 0)
        m_reach->setCurrentIndex(index);
}

std::chrono::seconds TimeBar::reach() const
{
    return std::chrono::seconds(m_reach->currentData().toInt());
}

void TimeBar::toggleFrozen()
{
    if (!m_bus.isLive()) {
        m_bus.goLive();
        return;
    }
    m_bus.freeze();
    m_track->setFocus(Qt::ShortcutFocusReason);
}

QString TimeBar::modeText() const
{
    return m_mode->text();
}

void TimeBar::showMode()
{
    const SnapshotPtr shown = m_bus.shown(m_target);
    ModeWords mode = m_isFleetShown ? modeOfFleet(m_bus) : modeOf(shown.get());
    if (!m_bus.isLive())
        mode = {tr("%1  FROZEN").arg(shown ? formatTimeOfDay(shown->taken.wall) : unknownValue()),
                shown ? Tone::Normal : Tone::Muted};
    if (m_bus.saved())
        mode = {tr("%1  SAVED").arg(shown ? formatMoment(shown->taken.wall) : unknownValue()), Tone::Normal};
    m_mode->setSteadyText(mode.text);
    m_mode->setTone(mode.tone);
    showButtons();
}

void TimeBar::showButtons()
{
    const bool live = m_bus.isLive();
    if (std::exchange(m_isLiveShown, live) == live)
        return;
    m_live->setVisible(!live && !m_bus.saved());
    m_forward->setEnabled(!live);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_back, m_freeze, m_forward, m_interval})
        widget->setVisible(!m_bus.saved()); // of a file there is one moment
    const QString name = live ? tr("Freeze (F9)") : tr("Go live (F9)");
    m_freeze->setIcon(
        themeIcon(live ? QStringLiteral("media-playback-pause") : QStringLiteral("media-playback-start")));
    m_freeze->setAccessibleName(name);
    setPlainToolTip(m_freeze, name);
    update();
}

/// Frozen: the whole bar changes its ground, with a line of the accent above.
void TimeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Theme::instance().tokens();
    painter.fillRect(rect(), m_bus.isLive() ? tokens.raised : tokens.selection);
    const int thickness = m_bus.isLive() ? size::kLine : size::kStripe;
    painter.fillRect(QRect(0, 0, width(), thickness), m_bus.isLive() ? tokens.line : tokens.accent);
}

} // namespace lockmaster

#include "moc_timebar.cpp"
