// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/leadbuttons.h"

#include "ui/theme/tokens.h"
#include "ui/common/notices/plaintooltip.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace lockmaster {

LeadButtons::LeadButtons(QWidget *parent)
    : QWidget(parent), m_pause(new QPushButton), m_skip(new QPushButton(tr("Skip this one")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {m_pause, m_skip}) {
        button->setAutoDefault(false);
        button->setMinimumHeight(size::kRow + size::kGap);
        layout->addWidget(button);
    }
    setPlainToolTip(m_pause, tr("What is being done is done to its end; the next one waits."));
    setPlainToolTip(m_skip, tr("What is being done is cancelled, and the next one begins."));
    connect(m_pause, &QPushButton::clicked, this, [this] {
        m_isPaused = !m_isPaused;
        m_pause->setText(m_isPaused ? tr("Go on") : tr("Pause"));
        Q_EMIT pauseChanged(m_isPaused);
    });
    connect(m_skip, &QPushButton::clicked, this, &LeadButtons::skipped);
    begin();
}

void LeadButtons::begin()
{
    m_isPaused = false;
    m_pause->setText(tr("Pause"));
}

} // namespace lockmaster

#include "moc_leadbuttons.cpp"
