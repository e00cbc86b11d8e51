// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/passingnote.h"

#include "base/text.h"

#include <QAccessible>

#include <chrono>

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kNoteTime{5};

} // namespace

PassingNote::PassingNote(QWidget *window) : PlainLabel({}, FontRole::Body, Tone::Normal, window)
{
    setProperty("passing", true); // for the style sheet
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_end.setSingleShot(true);
    m_end.setInterval(kNoteTime);
    connect(&m_end, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void PassingNote::say(const QString &text)
{
    setText(plainLine(text));
    setAccessibleName(this->text());
    ensurePolished();
    adjustSize();
    const QRect area = parentWidget()->rect();
    move((area.width() - width()) / 2, area.height() - height() - 3 * size::kPage);
    show();
    raise();
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
    m_end.start();
}

} // namespace lockmaster

#include "moc_passingnote.cpp"
