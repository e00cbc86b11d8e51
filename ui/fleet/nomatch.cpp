// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/nomatch.h"

#include "base/text.h"
#include "ui/common/notices/plainlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace lockmaster {

NoMatch::NoMatch(QWidget *parent) : QWidget(parent), m_words(new PlainLabel({}, FontRole::Body, Tone::Muted, this))
{
    m_words->setWordWrap(true);
    auto *clear = new QPushButton(tr("Clear the filter"), this);
    connect(clear, &QPushButton::clicked, this, &NoMatch::clearRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kInner, size::kInner, size::kInner, size::kInner);
    layout->setSpacing(size::kInner);
    layout->addWidget(m_words);
    layout->addWidget(clear, 0, Qt::AlignLeft);
    hide();
}

void NoMatch::tell(const QString &filter, int rows)
{
    m_words->setText(tr("The filter “%1” hides all targets.").arg(plainLine(filter.trimmed())));
    setVisible(rows == 0 && !filter.trimmed().isEmpty());
}

QString NoMatch::text() const
{
    return m_words->text();
}

} // namespace lockmaster

#include "moc_nomatch.cpp"
