// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette/commandpalette.h"

#include "ui/common/notices/plainlabel.h"
#include "ui/shell/palette/fuzzymatch.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>
#include <utility>

namespace lockmaster {

namespace {

constexpr int kPaletteWidth = 560;
constexpr int kPaletteHeight = 380;
constexpr int kTop = 72;

QString lineOf(const Command &command)
{
    QString line = command.text;
    if (!command.keys.isEmpty())
        line += QStringLiteral("    ") + command.keys.front().toString(QKeySequence::NativeText);
    if (!command.reason.isEmpty())
        line += QStringLiteral("    – ") + command.reason;
    return line;
}

} // namespace

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent)
    , m_input(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_note(new PlainLabel({}, FontRole::Body, Tone::Warning, this))
{
    setAccessibleName(tr("Command palette"));
    m_input->setPlaceholderText(tr("Page, target or action"));
    m_input->setAccessibleName(tr("Command to look for"));
    m_list->setAccessibleName(tr("Commands that match"));
    m_list->setUniformItemSizes(true);
    m_note->setWordWrap(true);
    m_input->installEventFilter(this);
    parent->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kInner, size::kInner, size::kInner, size::kInner);
    layout->setSpacing(size::kInner);
    layout->addWidget(m_input);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_note);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::showMatches);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] { showNote({}); });
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::openWith(std::vector<Command> commands, CommandSearch search)
{
    std::erase_if(commands, [](const Command &command) {
        return !command.hasObject || (!command.run && command.reason.isEmpty());
    });
    m_commands = std::move(commands);
    m_search = std::move(search);
    m_focusBefore = QApplication::focusWidget();
    m_input->clear();
    showMatches();
    place();
    show();
    raise();
    m_input->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place()
{
    const int width = std::min(kPaletteWidth, parentWidget()->width() - 2 * size::kPage);
    const int height = std::min(kPaletteHeight, parentWidget()->height() - kTop - size::kPage);
    setGeometry((parentWidget()->width() - width) / 2, kTop, width, height);
}

std::vector<Command> CommandPalette::matches() const
{
    const QString typed = m_input->text();
    std::vector<std::pair<int, std::size_t>> scores;
    for (std::size_t i = 0; i < m_commands.size(); ++i)
        if (const auto score = fuzzyScore(typed, m_commands[i].text))
            scores.emplace_back(typed.isEmpty() ? 0 : *score, i);
    std::ranges::stable_sort(scores, std::greater(), &std::pair<int, std::size_t>::first);
    std::vector<Command> found = m_search ? m_search(typed) : std::vector<Command>();
    for (const auto &[score, place] : scores)
        found.push_back(m_commands[place]);
    return found;
}

void CommandPalette::showMatches()
{
    m_shown = matches();
    m_list->clear();
    for (const Command &command : m_shown) {
        auto *item = new QListWidgetItem(lineOf(command), m_list);
        if (!command.reason.isEmpty())
            item->setForeground(Theme::instance().tokens().muted);
    }
    m_list->setCurrentRow(0);
    showNote(m_shown.empty() ? tr("Nothing matches “%1”.").arg(m_input->text()) : QString());
}

void CommandPalette::showNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

QString CommandPalette::note() const
{
    return m_note->text();
}

QStringList CommandPalette::shownTexts() const
{
    QStringList texts;
    for (const Command &command : m_shown)
        texts << command.text;
    return texts;
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const Command command = m_shown[std::size_t(row)];
    if (!command.reason.isEmpty() || !command.run)
        return showNote(tr("%1: %2").arg(command.text, command.reason));
    leave(); // first: where the command puts the keys, they stay
    command.run();
}

void CommandPalette::leave()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched == m_input && event->type() == QEvent::FocusOut && isVisible()
        && !isAncestorOf(QApplication::focusWidget()))
        hide();
    if (watched != m_input || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape: leave(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: runCurrent(); return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: QApplication::sendEvent(m_list, event); return true;
    default: return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Theme::instance().tokens();
    painter.setPen(QPen(tokens.accent, 1));
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), size::kCorner, size::kCorner);
}

} // namespace lockmaster

#include "moc_commandpalette.cpp"
