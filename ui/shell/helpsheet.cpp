// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/helpsheet.h"

#include "ui/common/notices/plainlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace lockmaster {

namespace {

QString keysText(const Command &command)
{
    QStringList keys;
    for (const QKeySequence &sequence : command.keys)
        keys << sequence.toString(QKeySequence::NativeText);
    return keys.join(QStringLiteral(", "));
}

} // namespace

HelpSheet::HelpSheet(const std::vector<Command> &commands, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(size::kPage);
    grid->setVerticalSpacing(size::kGap);
    QString group;
    int row = 0;
    for (const Command &command : commands) {
        if (command.keys.isEmpty())
            continue;
        if (command.group != group) {
            group = command.group;
            grid->setRowMinimumHeight(row, row == 0 ? 0 : size::kGroup);
            grid->addWidget(new PlainLabel(group, FontRole::Title, Tone::Normal, this), row + 1, 0, 1, 2);
            row += 2;
        }
        grid->addWidget(new PlainLabel(keysText(command), FontRole::Code, Tone::Normal, this), row, 0);
        grid->addWidget(new PlainLabel(command.text, FontRole::Body, Tone::Muted, this), row++, 1);
        m_lines << keysText(command) + QStringLiteral("  ") + command.text;
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kPage, size::kGroup, size::kPage, size::kGroup);
    layout->addLayout(grid);
    layout->addStretch(1);
    layout->addWidget(buttons);
}

} // namespace lockmaster

#include "moc_helpsheet.cpp"
