// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/helpsheet.h"

#include "ui/common/notices/plainlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScreen>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lockmaster {

namespace {

constexpr QSize kScreenEdge{60, 90}; ///< of the window's frame and the desktop's panels

struct KeyGroup {
    QString title;
    std::vector<Command> commands;
};

QString keysText(const Command &command)
{
    QStringList keys;
    for (const QKeySequence &sequence : command.keys)
        keys << sequence.toString(QKeySequence::NativeText);
    return keys.join(QStringLiteral(", "));
}

/// In the order in which groups are first named.
std::vector<KeyGroup> grouped(const std::vector<Command> &commands)
{
    std::vector<KeyGroup> groups;
    for (const Command &command : commands) {
        if (command.keys.isEmpty())
            continue;
        auto group = std::ranges::find(groups, command.group, &KeyGroup::title);
        if (group == groups.end())
            group = groups.insert(groups.end(), KeyGroup{command.group, {}});
        group->commands.push_back(command);
    }
    return groups;
}

QWidget *makeGroup(const KeyGroup &group, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(size::kGroup);
    grid->setVerticalSpacing(size::kGap);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new PlainLabel(group.title, FontRole::Title, Tone::Normal, box), 0, 0, 1, 2);
    int row = 1;
    for (const Command &command : group.commands) {
        grid->addWidget(new PlainLabel(keysText(command), FontRole::Code, Tone::Normal, box), row, 0);
        grid->addWidget(new PlainLabel(command.text, FontRole::Body, Tone::Muted, box), row, 1);
        ++row;
    }
    return box;
}

/// Of `groups`, in their order, how many stand in the left of two columns that are about as long.
std::size_t leftGroups(const std::vector<KeyGroup> &groups)
{
    std::size_t all = 0;
    for (const KeyGroup &group : groups)
        all += group.commands.size() + 1;
    std::size_t left = 0;
    std::size_t lines = 0;
    while (left < groups.size() && 2 * lines < all)
        lines += groups[left++].commands.size() + 1;
    return left;
}

QWidget *makeColumns(const std::vector<KeyGroup> &groups, QWidget *parent)
{
    auto *content = new QWidget(parent);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins({});
    columns->setSpacing(2 * size::kPage);
    const std::size_t left = leftGroups(groups);
    for (const auto &[from, to] : {std::pair(std::size_t(0), left), std::pair(left, groups.size())}) {
        auto *column = new QVBoxLayout;
        column->setSpacing(size::kGroup);
        for (std::size_t i = from; i < to; ++i)
            column->addWidget(makeGroup(groups[i], content));
        column->addStretch(1);
        columns->addLayout(column, 1);
    }
    return content;
}

} // namespace

HelpSheet::HelpSheet(const std::vector<Command> &commands, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<KeyGroup> groups = grouped(commands);
    for (const KeyGroup &group : groups)
        for (const Command &command : group.commands)
            m_lines << keysText(command) + QStringLiteral("  ") + command.text;
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("All keys"));
    QWidget *content = makeColumns(groups, scroll);
    scroll->setWidget(content);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kPage, size::kGroup, size::kPage, size::kGroup);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    fitScreen(content->sizeHint());
}

/// As large as all the keys, and never larger than the screen: then it scrolls.
void HelpSheet::fitScreen(QSize content)
{
    const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    const QMargins edges = layout()->contentsMargins();
    const QSize around(edges.left() + edges.right() + scrollBar, edges.top() + edges.bottom() + 3 * size::kRow);
    resize((content + around).boundedTo(screen()->availableSize() - kScreenEdge));
}

} // namespace lockmaster

#include "moc_helpsheet.cpp"
