// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findings/findingbar.h"

#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/statemark.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>

namespace lockmaster {

FindingBar::FindingBar(QWidget *parent)
    : QFrame(parent)
    , m_mark(new StateMark(this))
    , m_text(new ElidedLabel({}, FontRole::Title, Tone::Normal, this))
    , m_detail(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
    , m_more(new PlainLabel({}, FontRole::Body, Tone::Muted, this))
    , m_cause(new QPushButton(tr("Go to the cause"), this))
    , m_proof(new QPushButton(tr("Show proof"), this))
    , m_end(new QPushButton(this))
{
    setAccessibleName(tr("What is wrong"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    layout->setHorizontalSpacing(size::kInner);
    layout->setVerticalSpacing(0);
    layout->setColumnStretch(1, 1);
    layout->addWidget(m_mark, 0, 0);
    layout->addWidget(m_text, 0, 1);
    layout->addWidget(m_detail, 1, 1);
    layout->addWidget(m_more, 0, 2, 2, 1);
    layout->addWidget(m_cause, 0, 3, 2, 1);
    layout->addWidget(m_proof, 0, 4, 2, 1);
    layout->addWidget(m_end, 0, 5, 2, 1);
    connect(m_cause, &QPushButton::clicked, this,
            [this] { Q_EMIT causeRequested(m_line.cause.target, m_line.causePageId, m_line.cause.name); });
    connect(m_proof, &QPushButton::clicked, this, [this] { Q_EMIT proofRequested(m_line.pageId, m_line.culprit); });
    connect(m_end, &QPushButton::clicked, this, [this] { Q_EMIT actionRequested(m_offer.request); });
    hide();
}

void FindingBar::showSnapshot(const Snapshot &snapshot, const std::vector<Finding> &findings,
                              const FindingLookup &lookup, const OfferContext &context)
{
    const std::vector<FindingLine> lines = findingLines(snapshot, findings, lookup);
    setVisible(!lines.empty());
    if (lines.empty()) {
        m_line = {};
        return;
    }
    if (m_line.state != lines.front().state)
        update();
    m_line = lines.front();
    m_mark->setState(m_line.state);
    m_text->setText(m_line.text);
    m_detail->setText(m_line.detail);
    m_detail->setVisible(!m_line.detail.isEmpty());
    m_more->setText(lines.size() > 1 ? QStringLiteral("+%1").arg(lines.size() - 1) : QString());
    QStringList rest;
    for (std::size_t i = 1; i < lines.size(); ++i)
        rest << lines[i].text;
    setPlainToolTip(m_more, rest.join(u'\n'));
    m_cause->setVisible(!m_line.cause.target.isEmpty());
    m_end->setVisible(m_line.culprit.pid != 0);
    m_offer = offerEndSession(snapshot, m_line.culprit, context);
    m_end->setText(m_offer.text);
    m_end->setEnabled(m_offer.isOffered());
    setPlainToolTip(m_end, m_offer.reason);
    m_end->setAccessibleDescription(m_offer.reason);
    setAccessibleDescription(text());
}

void FindingBar::clear()
{
    m_line = {};
    hide();
}

QString FindingBar::text() const
{
    return m_line.detail.isEmpty() ? m_line.text : m_line.text + u'\n' + m_line.detail;
}

/// A wash and a bar in the state's colour: unmistakable, and the text keeps its contrast.
void FindingBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = Theme::instance().color(m_line.state);
    QColor wash = color;
    wash.setAlphaF(0.12F);
    painter.fillRect(rect(), Theme::instance().tokens().surface);
    painter.fillRect(rect(), wash);
    painter.fillRect(QRect(0, 0, size::kStripe, height()), color);
}

} // namespace lockmaster

#include "moc_findingbar.cpp"
