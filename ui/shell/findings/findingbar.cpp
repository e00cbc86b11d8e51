// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findings/findingbar.h"

#include "base/text.h"
#include "ui/common/notices/literaltext.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/stateicon.h"
#include "ui/common/notices/statemark.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <chrono>
#include <iterator>
#include <QClipboard>
#include <QGuiApplication>
#include <utility>

namespace lockmaster {

namespace {

constexpr std::chrono::milliseconds kLockedFor{2000};
constexpr int kFindingMenuWidth = 700;

/// Of both lines: the page below stays where it is.
int barHeight()
{
    const QFontMetrics title(Theme::instance().font(FontRole::Title));
    const QFontMetrics body(Theme::instance().font(FontRole::Body));
    return title.lineSpacing() + body.lineSpacing() + 2 * size::kInner;
}

QString menuText(const QString &text, const QFontMetrics &metrics)
{
    return literalText(metrics.elidedText(plainLine(text), Qt::ElideRight, kFindingMenuWidth));
}

} // namespace

FindingBar::FindingBar(QWidget *parent)
    : QFrame(parent)
    , m_mark(new StateMark(this))
    , m_text(new ElidedLabel({}, FontRole::Title, Tone::Normal, this))
    , m_detail(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
    , m_more(new QToolButton(this))
    , m_cause(new QPushButton(tr("Go to the cause"), this))
    , m_proof(new QPushButton(tr("Show proof"), this))
    , m_end(new QPushButton(this))
    , m_levers(new QToolButton(this))
{
    setAccessibleName(tr("What is wrong"));
    setFixedHeight(barHeight());
    makeLayout();
    m_lock.setSingleShot(true);
    m_lock.setInterval(kLockedFor);
    connect(&m_lock, &QTimer::timeout, this, &FindingBar::showOffer);
    connect(m_more, &QToolButton::clicked, this, &FindingBar::showMore);
    connect(m_cause, &QPushButton::clicked, this,
            [this] { Q_EMIT causeRequested(m_line.cause.target, m_line.causePageId, m_line.cause.name); });
    connect(m_proof, &QPushButton::clicked, this, &FindingBar::prove);
    connect(m_end, &QPushButton::clicked, this, &FindingBar::act);
    m_levers->setText(tr("What to do"));
    setPlainToolTip(m_levers, tr("Lines that help, gentlest first: choosing one copies it."));
    connect(m_levers, &QToolButton::clicked, this, &FindingBar::showLevers);
    clear();
}

void FindingBar::makeLayout()
{
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *words = new QGridLayout; // in the middle, whether there are one or two lines
    words->setHorizontalSpacing(size::kInner);
    words->setVerticalSpacing(0);
    words->setColumnStretch(1, 1);
    words->setRowStretch(0, 1);
    words->addWidget(m_mark, 1, 0);
    words->addWidget(m_text, 1, 1);
    words->addWidget(m_detail, 2, 1);
    words->setRowStretch(3, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    layout->setSpacing(size::kInner);
    layout->addLayout(words, 1);
    for (QWidget *button :
         {static_cast<QWidget *>(m_more), static_cast<QWidget *>(m_cause), static_cast<QWidget *>(m_proof),
          static_cast<QWidget *>(m_levers), static_cast<QWidget *>(m_end)})
        layout->addWidget(button);
}

void FindingBar::showSnapshot(const Snapshot &snapshot, const std::vector<Finding> &findings,
                              const FindingLookup &lookup, const OfferContext &context)
{
    m_lines = findingLines(snapshot, findings, lookup);
    takeLine();
    showLine(hasHeadlines(snapshot));
    takeOffer(snapshot, context);
    showOffer();
}

/// The one chosen while it lasts, else the worst.
void FindingBar::takeLine()
{
    const auto wanted = std::ranges::find(m_lines, m_chosen, &FindingLine::key);
    if (wanted == m_lines.end())
        m_chosen.clear();
    const HealthState before = m_line.state;
    const bool wasQuiet = m_line.text.isEmpty();
    m_line = wanted != m_lines.end() ? *wanted : m_lines.empty() ? FindingLine() : m_lines.front();
    if (m_line.state != before || m_line.text.isEmpty() != wasQuiet)
        update();
}

void FindingBar::showLine(bool isLive)
{
    const bool isQuiet = m_lines.empty();
    m_mark->setVisible(!isQuiet);
    m_mark->setState(m_line.state);
    m_text->setTone(isQuiet ? Tone::Muted : Tone::Normal);
    m_text->setText(isQuiet && isLive ? tr("Nothing is found to be wrong.") : m_line.text);
    m_detail->setText(m_line.detail);
    m_detail->setVisible(!m_line.detail.isEmpty());
    m_cause->setVisible(!m_line.cause.target.isEmpty());
    m_proof->setVisible(!isQuiet);
    m_levers->setVisible(hasLevers());
    const std::vector<FindingLine> rest = others();
    m_more->setVisible(!rest.empty());
    m_more->setText(QStringLiteral("+%1").arg(rest.size()));
    QStringList words;
    std::ranges::transform(rest, std::back_inserter(words), &FindingLine::text);
    setPlainToolTip(m_more, words.join(u'\n'));
    m_more->setAccessibleName(rest.size() == 1 ? tr("1 more finding of this target")
                                               : tr("%1 more findings of this target").arg(rest.size()));
    if (!rest.empty() && std::exchange(m_moreState, rest.front().state) != rest.front().state)
        m_more->setIcon(stateIcon(rest.front().state));
    setAccessibleDescription(text());
}

std::vector<FindingLine> FindingBar::others() const
{
    std::vector<FindingLine> rest;
    std::ranges::copy_if(m_lines, std::back_inserter(rest),
                         [this](const FindingLine &line) { return line.key != m_line.key; });
    return rest;
}

void FindingBar::showMore()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<FindingLine> rest = others();
    for (const FindingLine &line : rest) {
        QAction *entry = menu->addAction(stateIcon(line.state), menuText(line.text, menu->fontMetrics()));
        connect(entry, &QAction::triggered, this, [this, key = line.key] { choose(key); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void FindingBar::showLevers()
{
    if (!hasLevers() || m_isCovered)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString &line : std::as_const(m_line.levers)) {
        QAction *entry = menu->addAction(tr("Copy  %1").arg(menuText(line, menu->fontMetrics())));
        connect(entry, &QAction::triggered, this, [line] { QGuiApplication::clipboard()->setText(line); });
    }
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(m_levers->mapToGlobal(QPoint(0, m_levers->height())));
}

void FindingBar::choose(const QString &key)
{
    m_chosen = key;
    m_isByHand = true;
    Q_EMIT chosen();
}

/// Whoever comes to the front by itself may be met by a click that was meant for the one before.
void FindingBar::takeOffer(const Snapshot &snapshot, const OfferContext &context)
{
    const SessionKey &culprit = m_line.culprit;
    const bool isByHand = std::exchange(m_isByHand, false);
    m_offer = culprit.pid != 0 ? offerEndSession(snapshot, culprit, context) : OfferedAction();
    if (isByHand)
        m_lock.stop();
    const QString before = std::exchange(m_front, m_line.key);
    if (culprit.pid == 0)
        return;
    const bool isOther = m_culprit.pid != 0 ? culprit != m_culprit : !before.isEmpty() && before != m_line.key;
    if (!isByHand && isOther)
        m_lock.start();
    m_culprit = culprit;
}

OfferedAction FindingBar::action() const
{
    OfferedAction offer = m_offer;
    if (m_isCovered)
        offer.reason = whyCovered();
    else if (offer.isOffered() && m_lock.isActive())
        offer.reason = tr("This has just changed to another session. One moment.");
    return offer;
}

void FindingBar::showOffer()
{
    const OfferedAction offer = action();
    const bool isThere = !offer.text.isEmpty();
    if (m_end->hasFocus() && !(isThere && offer.isOffered()) && m_proof->isVisible())
        m_proof->setFocus(Qt::OtherFocusReason); // else the keys would go on to wherever is next
    m_end->setVisible(isThere);
    m_end->setText(literalText(offer.text));
    m_end->setEnabled(offer.isOffered());
    setPlainToolTip(m_end, offer.reason);
}

void FindingBar::act()
{
    const OfferedAction offer = action();
    if (offer.text.isEmpty())
        showLevers();
    else if (offer.isOffered())
        Q_EMIT actionRequested(offer.request);
}

void FindingBar::prove()
{
    if (!m_line.text.isEmpty() && !m_isCovered)
        Q_EMIT proofRequested(m_line.pageId, m_line.culprit);
}

void FindingBar::setCovered(bool isCovered, bool isByHand)
{
    if (std::exchange(m_isCovered, isCovered) == isCovered)
        return;
    if (isByHand)
        m_lock.stop();
    else if (!isCovered)
        m_lock.start();
    showOffer();
}

QString FindingBar::whyCovered() const
{
    return m_isCovered ? tr("What is over is shown. Dismiss it first.") : QString();
}

bool FindingBar::focusFirst()
{
    if (m_proof->isVisible())
        m_proof->setFocus(Qt::TabFocusReason);
    return m_proof->isVisible();
}

void FindingBar::clear()
{
    m_lines.clear();
    m_chosen.clear();
    m_offer = {};
    m_culprit = {};
    m_front.clear();
    m_lock.stop();
    takeLine();
    showLine(false);
    showOffer();
}

QString FindingBar::text() const
{
    return m_line.detail.isEmpty() ? m_line.text : m_line.text + u'\n' + m_line.detail;
}

/// A wash and a bar in the state's colour: unmistakable, and the text keeps its contrast.
void FindingBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().tokens().surface);
    if (m_line.text.isEmpty())
        return;
    const QColor color = Theme::instance().color(m_line.state);
    QColor wash = color;
    wash.setAlphaF(0.12F);
    painter.fillRect(rect(), wash);
    painter.fillRect(QRect(0, 0, size::kStripe, height()), color);
}

} // namespace lockmaster

#include "moc_findingbar.cpp"
