// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/agesview.h"

#include "base/format.h"
#include "model/hidden.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"

#include <QGridLayout>

namespace lockmaster {

namespace {
constexpr int kAgesInLine = 2; ///< four would be cut where the inspector is narrow
} // namespace

AgesView::AgesView(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Ages"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(0);
    grid->setHorizontalSpacing(size::kInner);
    const std::array titles{tr("Query"), tr("Transaction"), tr("State"), tr("Session")};
    for (int place = 0; place < static_cast<int>(titles.size()); ++place) {
        const auto index = static_cast<std::size_t>(place);
        m_values[index] = new PlainLabel(unknownValue(), FontRole::Title, Tone::Normal, this);
        const int line = place / kAgesInLine * 2;
        const int column = place % kAgesInLine;
        grid->addWidget(new PlainLabel(titles[index], FontRole::Caption, Tone::Muted, this), line, column);
        grid->addWidget(m_values[index], line + 1, column);
        grid->setColumnStretch(column, 1);
    }
}

void AgesView::showSession(const Session &session, ServerTime serverNow)
{
    const bool isRunning = session.state == SessionState::Active || session.state == SessionState::FastpathFunctionCall;
    const std::array starts{isRunning ? session.queryStart : std::nullopt, session.transactionStart,
                            session.stateChange, startOf(session)};
    for (std::size_t place = 0; place < starts.size(); ++place) {
        const auto age = ageAt(serverNow, starts[place]);
        m_values[place]->setText(age ? formatDuration(*age) : unknownValue());
        setPlainToolTip(m_values[place], age ? tr("since %1").arg(formatMoment(*starts[place]))
                                         : session.state == SessionState::Hidden ? tr("Hidden from this login")
                                                                                 : tr("There is none now"));
    }
}

} // namespace lockmaster

#include "moc_agesview.cpp"
