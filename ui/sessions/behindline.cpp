// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/behindline.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/common/notices/plainlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace lockmaster {

namespace {

QString wordsOf(const ClientTrace &trace)
{
    const QString when = formatTimeOfDay(std::chrono::floor<WallTime::duration>(trace.taken));
    if (!trace.client)
        return BehindLine::tr("Opened by %1; no client used it at %2.").arg(plainLine(trace.target), when);
    const PgBouncerSocket &client = *trace.client;
    const QString place = placeText(client.host, client.port);
    const QString who = client.application.isEmpty() ? place : QStringLiteral("%1 · %2").arg(client.application, place);
    return BehindLine::tr("Behind it, at %1 as of %2: %3").arg(plainLine(trace.target), when, plainLine(who));
}

} // namespace

BehindLine::BehindLine(QWidget *parent)
    : QWidget(parent), m_words(new ElidedLabel({}, FontRole::Body, Tone::Normal, this)), m_open(new QPushButton(this))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->setSpacing(size::kInner);
    line->addWidget(m_words, 1);
    line->addWidget(m_open);
    m_words->setAccessibleName(tr("Client behind the session"));
    connect(m_open, &QPushButton::clicked, this, [this] {
        const bool isClient = m_trace.client.has_value();
        Q_EMIT connectionRequested(m_trace.target, isClient ? QStringLiteral("clients") : QStringLiteral("servers"),
                                   isClient ? m_trace.client->address : m_trace.server.address);
    });
    hide();
}

void BehindLine::showTrace(const ClientTrace &trace)
{
    m_trace = trace;
    setVisible(!trace.target.isEmpty());
    if (trace.target.isEmpty())
        return;
    m_words->setText(wordsOf(trace));
    m_open->setText(trace.client ? tr("Show client") : tr("Show connection"));
}

} // namespace lockmaster

#include "moc_behindline.cpp"
